"""Runs a notebook in classic Notebook in headless Chromium, as a person would, and takes pictures of it.

  kernel_browser.py FOLDER

The notebook shows charts, a table, a progress bar, an error, and a cell that is interrupted with the toolbar's button.
What the page then holds is checked; the pictures are written into FOLDER.
"""

import json
import os
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from pathlib import Path

import nbformat
from selenium import webdriver
from selenium.webdriver.chrome.options import Options
from selenium.webdriver.chrome.service import Service

HOME = Path(__file__).resolve().parent.parent.parent.parent
CELLS = [
    "import static io.github.twinstream.Twinstream.*;\n\n"
    f'var ratings = load("{HOME}/data/Users.csv").join("Ratings.csv", "User-ID").join("Books.csv", "ISBN");\n'
    "show(ratings.data());",
    "var clean = ratings.clean(c -> c\n"
    '    .dropMissing("Book-Rating")\n'
    '    .blankWhere("Age", above(100))\n'
    '    .keepWhere("Book-Rating", above(0))\n'
    '    .label(above(7), "Book-Rating"));\n'
    'show(clean.histograms("Age", "Book-Rating"));',
    "clean.report()",
    'var streams = clean.split(s -> s.byGroup("User-ID").seed(42)).streams(s -> s\n'
    '    .numeric("Age").categorical("Book-Author", "Publisher")\n'
    '    .stream("user", "Age").stream("item", "Book-Author", "Publisher"));\n'
    "var model = streams.train(finalMlp(), t -> t.epochs(8).batchSize(64).seed(2021));\nshow(model);",
    "System.out.println(\"plain text\");\nSystem.err.println(\"a warning\");\n"
    'List.of(Map.of("a", 1), "text", new int[] {1, 2, 3})',
    'int risky(int a) {\n  return a / 0;\n}\ntry {\n  risky(1);\n} catch (ArithmeticException e) {\n'
    '  throw new IllegalStateException("the step failed", e);\n}',
    'int wrong = "text";',
    'clean.histograms("Agee");',
    'System.out.println("endless from here");\nwhile (true) {}',
    '"still here: " + (40 + 2)',
]
ENDLESS = 8
WIDTH, HEIGHT = 1280, 1400


class Server:
    """Classic Notebook on a free port of this machine, in a folder of its own."""

    def __init__(self, folder):
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        words = ["--no-browser", "--allow-root", "--NotebookApp.token=", "--NotebookApp.password=", "--ip=127.0.0.1"]
        self.process = subprocess.Popen(
            ["/usr/bin/jupyter-notebook", *words, f"--port={self.port}", "--port-retries=0", f"--notebook-dir={folder}"],
            stderr=open(Path(folder, "server.log"), "w"),
            env={**os.environ, "JUPYTER_CONFIG_DIR": str(folder), "JUPYTER_RUNTIME_DIR": str(Path(folder, "runtime"))},
        )
        for _ in range(300):
            try:
                urllib.request.urlopen(f"http://127.0.0.1:{self.port}/api", timeout=5)
                return
            except OSError:
                time.sleep(0.1)
        raise SystemExit("jupyter-notebook did not start")

    def __enter__(self):
        return self

    def __exit__(self, *failure):
        self.process.terminate()
        self.process.wait(30)


def chromium():
    options = Options()
    for word in ("--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", f"--window-size={WIDTH},{HEIGHT}"):
        options.add_argument(word)
    options.binary_location = "/usr/bin/chromium"
    return webdriver.Chrome(service=Service("/usr/bin/chromedriver"), options=options)


def wait(browser, what, script, seconds=180):
    for _ in range(seconds * 5):
        if browser.execute_script(script):
            return
        time.sleep(0.2)
    raise SystemExit(f"{what}: not within {seconds} s")


def pictures(browser, folder, name):
    """Pictures of the notebook from its top to its end, a screen each."""
    height = browser.execute_script("return document.querySelector('#notebook-container').scrollHeight")
    step = HEIGHT - 420
    for number in range(height // step + 1):
        browser.execute_script(f"document.querySelector('#site').scrollTop = {number * step}")
        time.sleep(0.4)
        browser.save_screenshot(str(Path(folder, f"{name}-{number + 1}.png")))


def outputs(browser):
    cells = json.loads(browser.execute_script("return JSON.stringify(Jupyter.notebook.toJSON().cells)"))
    return [cell["outputs"] for cell in cells]


def kinds(cell):
    """All mime types and stream names that a cell shows."""
    found = set()
    for output in cell:
        found.update(output.get("data", {}))
        found.add(output.get("name", output["output_type"]))
    return found


def text(cell):
    return json.dumps(cell, ensure_ascii=False)


def check(shown):
    assert "text/html" in kinds(shown[0]), kinds(shown[0])
    assert {"image/svg+xml", "image/png"} & kinds(shown[1]), kinds(shown[1])
    assert "text/html" in kinds(shown[2]), kinds(shown[2])
    assert {"stdout", "stderr", "execute_result"} <= kinds(shown[4]), kinds(shown[4])
    assert "the step failed" in text(shown[5]) and "/ by zero" in text(shown[5]), shown[5]
    assert "incompatible types" in text(shown[6]), shown[6]
    assert "did you mean 'Age'" in text(shown[7]), shown[7]
    assert "endless from here" in text(shown[ENDLESS]) and "Interrupted" in text(shown[ENDLESS]), shown[ENDLESS]
    assert "still here: 42" in text(shown[ENDLESS + 1]), shown[ENDLESS + 1]


def run(browser, port, folder):
    browser.get(f"http://127.0.0.1:{port}/notebooks/shown.ipynb")
    wait(browser, "the kernel", "return !!(window.Jupyter && Jupyter.notebook && Jupyter.notebook.kernel"
         " && Jupyter.notebook.kernel.is_connected())")
    for number in range(len(CELLS)):
        browser.execute_script(f"Jupyter.notebook.execute_cells([{number}])")
        if number == 3:
            wait(browser, "the progress", "return Jupyter.notebook.get_cell(3).output_area.outputs.length > 0")
            time.sleep(1.5)
            browser.execute_script("Jupyter.notebook.get_cell(3).element[0].scrollIntoView()")
            browser.save_screenshot(str(Path(folder, "progress.png")))
        if number == ENDLESS:
            wait(browser, "the endless cell", f"return Jupyter.notebook.get_cell({number}).output_area.outputs.length > 0")
            time.sleep(0.5)
            began = time.perf_counter()
            browser.execute_script("document.querySelector('[data-jupyter-action=\"jupyter-notebook:interrupt-kernel\"]').click()")
        wait(browser, f"cell {number}", f"return !Jupyter.notebook.get_cell({number}).element.hasClass('running')"
             " && !Jupyter.notebook.kernel_busy")
        if number == ENDLESS:
            print(f"interrupted in {time.perf_counter() - began:.2f} s")
    time.sleep(0.5)
    pictures(browser, folder, "notebook")
    check(outputs(browser))


def main(folder):
    Path(folder).mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as place:
        notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(code) for code in CELLS])
        notebook.metadata["kernelspec"] = {"name": "twinstream", "display_name": "Java (Twinstream)", "language": "java"}
        nbformat.write(notebook, Path(place, "shown.ipynb"))
        with Server(place) as server:
            browser = chromium()
            try:
                run(browser, server.port, folder)
            finally:
                browser.quit()
    print("the notebook shows what it should; pictures in", folder)


if __name__ == "__main__":
    main(sys.argv[1])
