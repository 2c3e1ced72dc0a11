# A chain of a hundred conditions picks the right one.
src = "def f(x):\n" + "".join(f"    {'if' if i == 0 else 'elif'} x == {i}: return 'v{i}'\n" for i in range(200)) + "    else: return 'none'\n"
exec(src); print(f(0), f(57), f(199), f(200), f("x"), f(57.0))
src = "def g(x):\n    match x:\n" + "".join(f"        case {i}: return 'm{i}'\n" for i in range(200)) + "        case _: return 'none'\n"
exec(src); print(g(0), g(123), g(199), g(-1))
src = "def h():\n    s = 0\n" + "".join(f"    s += {i}\n" for i in range(2000)) + "    return s\n"
exec(src); print(h())
src = "def k(n):\n" + "".join("    " * (i + 1) + f"if n > {i}:\n" for i in range(18)) + "    " * 19 + "return 'deep'\n    return 'shallow'\n"
exec(src); print(k(50), k(3))
src = "def w(x):\n    for i in range(3):\n" + "".join(f"        x = x * 1 + {i % 3}\n" for i in range(1500)) + "    return x\n"
exec(src); print(w(1))
