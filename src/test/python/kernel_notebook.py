"""Runs a notebook of all kinds of output with the installed kernel, headless, and checks what it shows.

Tables, charts, a progress bar, errors, and an endless cell that is interrupted. The result must also become a page.
"""

import json
import shutil
import tempfile
from pathlib import Path

import nbformat
from nbconvert import HTMLExporter
from nbconvert.preprocessors import ExecutePreprocessor

HOME = Path(__file__).resolve().parent.parent.parent.parent
NOTEBOOK = HOME / "src" / "test" / "notebooks" / "all-outputs.ipynb"
PATIENCE, ENDLESS_FOR = 300, 5


def prepare(folder):
    """Puts the notebook into the folder, with the sample data beside it."""
    shutil.copy(NOTEBOOK, folder)
    Path(folder, "data").symlink_to(HOME / "data")


def endless(cell):
    return "interrupt" in cell.metadata.get("tags", [])


def check(cells):
    """Fails unless every cell shows what it should."""
    shown = [json.dumps(cell.outputs, ensure_ascii=False) for cell in cells]
    table, chart, report, training, values, failure, compilation, message, interrupted, after = shown
    for name, text, wanted in [
        ("table", table, ["text/html", "6,294 rows"]),
        ("chart", chart, ["text/html", "data:image/", "How the columns' values are distributed"]),
        ("report", report, ["execute_result", "text/html", "5,456 rows out"]),
        ("training", training, ["epoch 8", "data:image/", "valid AUC"]),
        ("values", values, ['"stdout"', '"stderr"', "[{a=1}, text, [1, 2, 3]]"]),
        ("failure", failure, ["the step failed", "/ by zero", "line 2, in risky"]),
        ("compilation", compilation, ["incompatible types"]),
        ("message", message, ["did you mean 'Age'?"]),
        ("interrupted", interrupted, ["endless from here", "Interrupted"]),
        ("after", after, ["still here: 42"]),
    ]:
        for part in wanted:
            assert part in text, f"{name}: no {part!r} in {text[:1000]}"


def main():
    notebook = nbformat.read(NOTEBOOK, as_version=4)
    with tempfile.TemporaryDirectory() as folder:
        prepare(folder)
        ExecutePreprocessor(
            allow_errors=True,
            interrupt_on_timeout=True,
            timeout_func=lambda cell: ENDLESS_FOR if endless(cell) else PATIENCE,
        ).preprocess(notebook, {"metadata": {"path": folder}})
    check(notebook.cells)
    page, _ = HTMLExporter().from_notebook_node(notebook)
    assert "still here: 42" in page
    print("the notebook shows headless what it should")


if __name__ == "__main__":
    main()
