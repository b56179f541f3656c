"""Jupyter's own kernel test suite, run against the installed kernel; a skipped test counts as failed."""

import sys
import unittest

import jupyter_kernel_test


class TwinstreamKernelTest(jupyter_kernel_test.KernelTests):
    kernel_name = "twinstream"
    language_name = "java"
    file_extension = ".jsh"
    code_hello_world = 'System.out.println("hello, world");'
    code_stderr = 'System.err.println("a test message");'
    code_page_something = "Math.max?"
    code_generate_error = 'throw new IllegalStateException("made on purpose");'
    code_execute_result = [
        {"code": "6 * 7", "result": "42"},
        {"code": 'String s = "text"; s + 1', "result": "text1"},
        {"code": "List.of(1, 2, 3)", "result": "[1, 2, 3]"},
        {"code": "new int[] {1, 2}", "result": "[1, 2]"},
    ]
    code_display_data = [
        {
            "code": "Display.display(new java.awt.image.BufferedImage(2, 2, 1));",
            "mime": "image/png",
        },
        {
            "code": 'Display.displayMime(Map.of("text/html", "<b>x</b>"));',
            "mime": "text/html",
        },
    ]
    supported_history_operations = ("tail", "range", "search")
    code_history_pattern = "6 ?*"
    code_inspect_sample = "Math.max"
    code_clear_output = "Display.clearOutput(false);"
    completion_samples = [
        {"text": "Math.ma", "matches": {"max("}},
        {"text": "%mav", "matches": {"%maven", "%mavenRepo"}},
        {"text": 'List.of("a").forEach(x -> x.isEm', "matches": {"isEmpty()"}},
        {"text": "import java.util.stream.Coll", "matches": {"Collector", "Collectors"}},
        {"text": 'load("x.csv").clean(c -> c.keepW', "matches": {"keepWhere("}},
    ]
    complete_code_samples = [
        "",
        "int a = 1;",
        "1 + 1",
        "%time Thread.sleep(1)",
        "%%sh\nif true; then",
        "class A {}",
        "// a comment",
        "int b = 1;\nint twice(int a) { return 2 * a; }",
    ]
    incomplete_code_samples = [
        "if (true) {",
        "int twice(int a) {",
        'String t = """\n  a',
        "List.of(1,",
        "int c =",
        "/* a comment",
        "int d = 1;\nfor (int i = 0; i < 3; i++) {",
    ]
    invalid_code_samples = ["int a = ;", ")", "class 1 {}", 'String s = "open;']


if __name__ == "__main__":
    result = unittest.main(exit=False).result
    for test, reason in result.skipped:
        print("SKIPPED:", test, reason, file=sys.stderr)
    sys.exit(not result.wasSuccessful() or bool(result.skipped))
