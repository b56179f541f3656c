"""Runs a notebook in classic Notebook in headless Chromium, as a person would, and takes pictures of it.

  kernel_browser.py FOLDER

The endless cell is interrupted with the toolbar's button. What the page then holds is checked; the pictures are written
into FOLDER.
"""

import os
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from pathlib import Path

import nbformat
from kernel_notebook import NOTEBOOK, check, endless, prepare
from selenium import webdriver
from selenium.webdriver.chrome.options import Options
from selenium.webdriver.chrome.service import Service

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


def cells(browser):
    return nbformat.reads(browser.execute_script("return JSON.stringify(Jupyter.notebook.toJSON())"), 4).cells


def shows_something(number):
    return f"return Jupyter.notebook.get_cell({number}).output_area.outputs.length > 0"


def run(browser, port, folder):
    browser.get(f"http://127.0.0.1:{port}/notebooks/{NOTEBOOK.name}")
    wait(browser, "the kernel", "return !!(window.Jupyter && Jupyter.notebook && Jupyter.notebook.kernel"
         " && Jupyter.notebook.kernel.is_connected())")
    for number, cell in enumerate(cells(browser)):
        browser.execute_script(f"Jupyter.notebook.execute_cells([{number}])")
        if ".train(" in cell.source:
            wait(browser, "the progress", shows_something(number))
            time.sleep(1.5)
            browser.execute_script(f"Jupyter.notebook.get_cell({number}).element[0].scrollIntoView()")
            browser.save_screenshot(str(Path(folder, "progress.png")))
        if endless(cell):
            wait(browser, "the endless cell", shows_something(number))
            time.sleep(0.5)
            began = time.perf_counter()
            browser.execute_script("document.querySelector('[data-jupyter-action=\"jupyter-notebook:interrupt-kernel\"]').click()")
        wait(browser, f"cell {number}", f"return !Jupyter.notebook.get_cell({number}).element.hasClass('running')"
             " && !Jupyter.notebook.kernel_busy")
        if endless(cell):
            print(f"interrupted in {time.perf_counter() - began:.2f} s")
    time.sleep(0.5)
    pictures(browser, folder, "notebook")
    check(cells(browser))


def main(folder):
    Path(folder).mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as place:
        prepare(place)
        with Server(place) as server:
            browser = chromium()
            try:
                run(browser, server.port, folder)
            finally:
                browser.quit()
    print("the notebook shows in Chromium what it should; pictures are in", folder)


if __name__ == "__main__":
    main(sys.argv[1])
