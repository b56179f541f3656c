"""What the installed kernel takes, beside a bare JShell in the same run; ends with 1 if a bar is missed.

  kernel_times.py [--rounds N] [--beside KERNEL]

--beside names another installed Java kernel whose first result is timed in the same rounds.
"""

import argparse
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from jupyter_client.manager import KernelManager

LINES = 1_000_000
EVALUATIONS = 100
BARE = """
import jdk.jshell.JShell;

class Bare {
  public static void main(String[] words) {
    try (JShell shell = JShell.builder().executionEngine("local").build()) {
      shell.eval("int i = 0;");
      for (int n = 0; n < %d; n++) {
        long start = System.nanoTime();
        shell.eval("i + " + n);
        System.out.println((System.nanoTime() - start) / 1e6);
      }
    }
  }
}
"""


class Running:
    """A kernel with its client; knows when it was launched."""

    def __init__(self, name):
        self.manager = KernelManager(kernel_name=name)
        self.launched = time.perf_counter()
        self.manager.start_kernel()
        self.client = self.manager.blocking_client()
        self.client.start_channels()

    def __enter__(self):
        return self

    def __exit__(self, *failure):
        self.client.stop_channels()
        self.manager.shutdown_kernel(now=True)

    def run(self, code):
        """Runs a cell; the reply's content."""
        request = self.client.execute(code)
        while True:
            reply = self.client.get_shell_msg(timeout=120)
            if reply["parent_header"].get("msg_id") == request:
                assert reply["content"]["status"] == "ok", reply["content"]
                return reply["content"]

    def wait_idle(self, request):
        """What was printed for the request up to idle."""
        text = []
        while True:
            message = self.client.get_iopub_msg(timeout=120)
            if message["parent_header"].get("msg_id") != request:
                continue
            if message["msg_type"] == "stream":
                text.append(message["content"]["text"])
            elif message["content"].get("execution_state") == "idle":
                return "".join(text)


def seconds(work):
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def bare_first_result():
    """Seconds from the launch of jshell to what the first expression prints."""
    start = time.perf_counter()
    with subprocess.Popen(["jshell", "-s", "-"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as jshell:
        jshell.stdin.write("System.out.println(6 * 7)\n")
        jshell.stdin.flush()
        assert jshell.stdout.readline() == "42\n"
        took = time.perf_counter() - start
        jshell.stdin.close()
    return took


def first_result(name):
    """Seconds from the launch of the kernel to the reply to its first cell."""
    with Running(name) as kernel:
        kernel.run("6 * 7")
        return time.perf_counter() - kernel.launched


def bare_evaluations():
    """Milliseconds of JShell's own evaluations, one by one."""
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder, "Bare.java")
        source.write_text(BARE % EVALUATIONS)
        printed = subprocess.run(["java", source], check=True, capture_output=True, text=True).stdout
    return [float(line) for line in printed.split()]


def in_the_kernel():
    """Milliseconds of cells and of kernel_info, and the seconds that the lines take."""
    with Running("twinstream") as kernel:
        kernel.run("int i = 0;")
        cells = [1e3 * seconds(lambda n=n: kernel.run(f"i + {n}")) for n in range(EVALUATIONS)]
        info = []
        for _ in range(EVALUATIONS):
            info.append(1e3 * seconds(lambda: kernel.client.kernel_info(reply=True, timeout=30)))
        start = time.perf_counter()
        text = kernel.wait_idle(kernel.client.execute(f"for (int n = 0; n < {LINES}; n++) System.out.println(n);"))
        lines = time.perf_counter() - start
        assert text == "".join(f"{n}\n" for n in range(LINES)), "lines are lost or out of order"
    return cells, info, lines


def main():
    words = argparse.ArgumentParser()
    words.add_argument("--rounds", type=int, default=7)
    words.add_argument("--beside")
    asked = words.parse_args()
    bare, ours, other = [], [], []
    for _ in range(asked.rounds):
        bare.append(bare_first_result())
        ours.append(first_result("twinstream"))
        if asked.beside:
            other.append(first_result(asked.beside))
    own = bare_evaluations()
    cells, info, lines = in_the_kernel()
    missed = []

    def figure(what, value, bar=None, unit=""):
        failed = bar is not None and value >= bar
        print(f"{what:52} {value:8.2f} {unit:3} {'' if bar is None else f'(bar {bar:g})'}{' MISSED' if failed else ''}")
        if failed:
            missed.append(what)

    middle = statistics.median
    figure("first result, bare jshell", middle(bare), unit="s")
    figure("first result, this kernel", middle(ours), unit="s")
    figure("first result, ratio to bare jshell", middle(ours) / middle(bare), 1.5)
    if other:
        figure(f"first result, {asked.beside}", middle(other), unit="s")
        figure(f"first result, ratio to {asked.beside}", middle(ours) / middle(other), 0.6)
    figure("trivial cell, JShell's own evaluation", middle(own), unit="ms")
    figure("trivial cell, this kernel", middle(cells), unit="ms")
    figure("trivial cell, above JShell's own", middle(cells) - middle(own), 15, "ms")
    figure("kernel_info", middle(info), 12, "ms")
    figure(f"{LINES:,} lines", lines, 10, "s")
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main())
