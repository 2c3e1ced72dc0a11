# exec accepts all line ends, form feeds, missing final newlines, and blank or comment-only bodies around code.
for src in ("a=1\r\nb=2\r\nif a:\r\n  c=3\r\n", "a=1\rb=2\rc=3", "a=1\nb=2\nif b:\n\tc=3", "\n\n# c\n  # indented comment\na=1\n\x0cb=2;c=3;", "a=1\nif 1:\n    b=2\n\n    # comment\n  # odd indent comment\n    c=3\n# end", "a=1;b=2\nc=(1 +\n\n  2)", "a = b = \\\n  2\nc = 3", "if 1:\n  a=b=1\nelse:\n  pass\nc=3", "a=1;b=2;c=\"\"\"x\r\ny\"\"\""):
    ns = {}; exec(src, ns); print(ns["a"], ns["b"], repr(ns["c"]))
for src in (b"# -*- coding: latin-1 -*-\na = '\xe9'", b"\xef\xbb\xbfa = '\xc3\xa9'", b"#!/usr/bin/python\n# vim: set fileencoding=utf-8 :\na = '\xc3\xa9'", b"a = '\xc3\xa9'"):
    ns = {}; exec(src, ns); print(ascii(ns["a"]))
for src in (b"a = '\xe9'", b"# coding: nope\na=1", b"\xef\xbb\xbf# coding: latin-1\na=1", "a=1\0", b"a=\0"):
    try: compile(src, "s", "exec"); print("fine")
    except (SyntaxError, ValueError) as e: print(type(e).__name__, str(e).split(" (")[0][:70])
