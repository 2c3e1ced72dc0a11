"""Runs one module of CPython's own tests with unittest and prints one line for each case.

    usage: run_module.py FOLDER MODULE [--skip ID]...

FOLDER holds the package `test`. Lines are `state<TAB>id`: `start` when a case begins, then `ok`, `FAIL`, `ERROR`,
`skip` or `xfail`; the first line is `cases<TAB>number`. With the last `start` known, whoever reads the lines knows
which case a crash or a hang belongs to, and can run the rest with `--skip`.
"""

import importlib
import sys
import types
import unittest

OUT = sys.stdout


def say(state, name):
    print(state, name, sep="\t", file=OUT, flush=True)


def identity(case):
    """The case's name without its module, on one line."""
    return " ".join(case.id().split())


class Result(unittest.TestResult):
    """Keeps the worst that happened to a case and says it when the case ends."""

    def startTest(self, test):
        super().startTest(test)
        self.state = "ok"
        self.detail = None
        say("start", identity(test))

    def stopTest(self, test):
        super().stopTest(test)
        if self.detail is not None:
            say("detail", self.detail)
        say(self.state, identity(test))

    def note(self, test, state, error):
        kind, value, _ = error
        try:
            text = f"{kind.__name__}: {value}"
        except Exception:
            text = kind.__name__
        text = " ".join(text.split())[:300]
        if isinstance(test, unittest.TestCase) or hasattr(test, "_testMethodName"):
            self.state, self.detail = state, text
        else:
            say("detail", text)
            say(state, identity(test))

    def addError(self, test, err):
        self.note(test, "ERROR", err)

    def addFailure(self, test, err):
        self.note(test, "FAIL", err)

    def addSubTest(self, test, subtest, err):
        if err is not None:
            state = "FAIL" if issubclass(err[0], test.failureException) else "ERROR"
            self.note(test, state, err)

    def addSkip(self, test, reason):
        if isinstance(test, unittest.TestCase):
            self.state = "skip"
        else:
            say("skip", identity(test))

    def addExpectedFailure(self, test, err):
        self.state = "xfail"

    def addUnexpectedSuccess(self, test):
        self.state = "FAIL"


def without(suite, skipped):
    """The same suites without the cases that took the interpreter down before."""
    kept = []
    for item in suite:
        if isinstance(item, unittest.TestSuite):
            kept.append(without(item, skipped))
        elif identity(item) not in skipped:
            kept.append(item)
    return type(suite)(kept)


def make_annotated_module():
    """Stands in for a module of 3.13's `test` package that 3.14 cannot import.

    Its body reads `__annotations__`, which is no longer made before a class or module asks for it. Tests of other
    things import it by way of `test.test_grammar`.
    """
    name = "test.typinganndata.ann_module"
    try:
        importlib.import_module(name)
    except (ImportError, NameError):
        sys.modules[name] = types.ModuleType(name)


def main():
    folder, module, *rest = sys.argv[1:]
    skipped = set(rest[1::2])
    sys.path.insert(0, folder)
    sys.argv[1:] = []
    make_annotated_module()
    suite = unittest.defaultTestLoader.loadTestsFromName("test." + module)
    say("cases", suite.countTestCases())
    without(suite, skipped).run(Result())
    say("end", module)


if __name__ == "__main__":
    main()
