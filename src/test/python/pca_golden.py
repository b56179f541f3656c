"""Writes pca-golden.json: what scikit-learn's PCA makes of a matrix of our own.

    python3 src/test/python/pca_golden.py

Needs numpy and scikit-learn. 90 rows of 14 columns that share four hidden causes, as float32.
"""
import json
import pathlib

import numpy as np
import sklearn
from sklearn.decomposition import PCA

rng = np.random.RandomState(7)
causes = rng.normal(size=(90, 4)) * [3, 2, 1, 0.7]
rows = causes @ rng.normal(size=(4, 14)) + 0.4 * rng.normal(size=(90, 14)) + rng.normal(size=14) * 5
rows = rows.astype(np.float32)
exact = rows.astype(np.float64)


def fitted(n):
    pca = PCA(n_components=n, svd_solver="full").fit(exact)
    return {
        "mean": pca.mean_.tolist(),
        "components": pca.components_.tolist(),
        "explained_variance": pca.explained_variance_.tolist(),
        "explained_variance_ratio": pca.explained_variance_ratio_.tolist(),
        "transformed": pca.transform(exact).tolist(),
    }


golden = {
    "scikit_learn": sklearn.__version__,
    "rows": rows.astype(np.float64).tolist(),
    "fits": {"5": fitted(5), "0.8": fitted(0.8), "0.95": fitted(0.95)},
}
target = pathlib.Path(__file__).parents[1] / "resources/io/github/twinstream/text/pca-golden.json"
target.write_text(json.dumps(golden) + "\n")
print(target, {n: len(f["components"]) for n, f in golden["fits"].items()})
