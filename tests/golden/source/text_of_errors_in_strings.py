# Breaks if an error found after parsing shows a line of a string that exec was given, or one of the parser does not.
import traceback

for source in "x = 1\nreturn x", "x = (1\n", "def f():\n    nonlocal y", "[(i := 1) for i in x]":
    try:
        exec(source)
    except SyntaxError as error:
        print(repr(error.text), *traceback.format_exception_only(error), sep="\n", end="")
