# Subcommands, groups, mutually exclusive options, namespaces.
import argparse, io, contextlib
p = argparse.ArgumentParser(prog="tool", color=False); s = p.add_subparsers(dest="cmd", required=True, title="commands")
a = s.add_parser("add", help="add things"); a.add_argument("x", type=float); a.set_defaults(func=lambda n: n.x + 1)
b = s.add_parser("list", aliases=["ls"]); g = b.add_mutually_exclusive_group()
g.add_argument("--asc", action="store_true"); g.add_argument("--desc", action="store_true")
gr = b.add_argument_group("extra", "more options"); gr.add_argument("--limit", type=int)
n = p.parse_args(["add", "2.5"]); print(n.func(n), n.cmd, p.parse_args(["ls", "--asc", "--limit", "3"]))
print(b.format_help())
for args in ([], ["zzz"], ["list", "--asc", "--desc"], ["add"]):
    e = io.StringIO()
    with contextlib.redirect_stderr(e):
        try: p.parse_args(args)
        except SystemExit: print(e.getvalue().splitlines()[-1])
ns = argparse.Namespace(a=1); p2 = argparse.ArgumentParser(prefix_chars="+", color=False)
p2.add_argument("+x", type=int, default=9)
print(p2.parse_args(["+x", "4"], ns), "a" in ns, ns == argparse.Namespace(a=1, x=4))
class Up(argparse.Action):
    def __call__(self, parser, ns, values, opt=None): setattr(ns, self.dest, values.upper())
p3 = argparse.ArgumentParser(color=False, exit_on_error=False); p3.add_argument("--u", action=Up)
print(p3.parse_args(["--u", "abc"]))
try: p3.parse_args(["--u"])
except argparse.ArgumentError as e: print(e)
