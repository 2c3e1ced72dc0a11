# PurePosixPath and PureWindowsPath: parts, joining, matching, relative paths.
from pathlib import PurePosixPath as P, PureWindowsPath as W
p = P("/usr/lib/python3.14/os.tar.gz")
print(p, p.name, p.stem, p.suffix, p.suffixes, p.parent, list(p.parents), p.parts, p.root, p.drive, p.anchor)
print(p.is_absolute(), p / "x", p.parent / "../y", P("a") / "/b", "q" / P("r"), P("a//b/./c/"), P("."), P(""))
print(P("a/../b"), repr(p.parent))
print(p.with_name("n.txt"), p.with_suffix(".zip"), p.with_stem("new"), p.relative_to("/usr"))
print(P("/a/b").relative_to("/a/c", walk_up=True), p.is_relative_to("/usr/lib"), p.match("*.gz"))
print(P("a/b.py").match("a/*.py"), P("a/b/c.py").full_match("**/*.py"), P("a") == P("a/"), P("a") < P("b"))
print(hash(P("a")) == hash(P("./a")), P("a", "b", "c"), P("a").joinpath("b", "/c"), p.as_posix())
print(bytes(P("a")), sorted([P("b"), P("a/c"), P("a")]))
w = W("c:\\Program Files\\x.TXT")
print(w, w.drive, w.root, w.anchor, w.parts, w.as_posix(), W("C:/A") == W("c:/a"), w.suffix)
print(W("//host/share/d").drive, W("a/b").parent, w.match("*.txt"))
for f in (
    lambda: p.relative_to("/etc"), lambda: p.with_name("a/b"), lambda: P("/").with_name("x"),
    lambda: p.with_suffix("x"), lambda: P(5), lambda: P("a") < W("b"), lambda: P(b"a"), lambda: P("a") / 5,
):
    try: print(f())
    except (ValueError, TypeError) as e: print(type(e).__name__, e)
