# argparse: positionals, options, types, defaults, help, errors.
import argparse
p = argparse.ArgumentParser(prog="prog", description="A program.", epilog="The end.", color=False)
p.add_argument("file", help="input file"); p.add_argument("rest", nargs="*")
p.add_argument("-n", "--num", type=int, default=3, help="a number (default: %(default)s)")
p.add_argument("-v", "--verbose", action="count", default=0); p.add_argument("--flag", action="store_true")
p.add_argument("--mode", choices=["fast", "slow"]); p.add_argument("--list", action="append")
p.add_argument("--pair", nargs=2, metavar=("A", "B")); p.add_argument("--opt", nargs="?", const="c")
p.add_argument("--no-color", dest="color", action="store_false")
p.add_argument("--version", action="version", version="1.0")
for args in (
    ["f"], ["f", "a", "b", "-n5", "-vv", "--flag"],
    ["--mode=fast", "f", "--list", "x", "--list=y", "--pair", "1", "2", "--opt"], ["f", "--", "-n"],
    ["--no-color", "f", "--verb"],
):
    print(sorted(vars(p.parse_args(args)).items()))
print(p.format_usage()); print(p.format_help())
import contextlib, io
for args in ([], ["f", "-n", "x"], ["f", "--mode", "no"], ["f", "--bad"], ["f", "--pair", "1"], ["--version"]):
    err = io.StringIO()
    try:
        with contextlib.redirect_stderr(err), contextlib.redirect_stdout(err): p.parse_args(args)
    except SystemExit as e: print(e.code, err.getvalue().splitlines()[-1])
print(p.parse_known_args(["f", "--unknown", "1"]))
