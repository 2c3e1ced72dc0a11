# compile in its three modes, flags, file names and errors.
c = compile("x = 1; y = x + 1", "name.py", "exec"); ns = {}; exec(c, ns)
print(ns["y"], c.co_filename, c.co_name, type(c).__name__)
exec(compile("1 + 1", "s", "single")); exec(compile("None", "s", "single"))
exec(compile("a = 5\n", "s", "single")); exec(compile("for i in 'ab': i\n", "s", "single"))
print(eval(compile("1\n", "e", "eval")))
for a in (
    ("x =", "f", "exec"), ("x = 1", "f", "eval"), ("1", "f", "bad"), ("1\n2", "f", "single"),
    (5, "f", "exec"), ("1", 5, "exec"), ("if 1:\n  pass\n x", "f", "exec"), ("x" , "f"), ("", "f", "eval"),
    ("", "f", "single"), ("f(", "f", "exec"), ("'abc", "f", "exec"), ("\tx\n        y", "f", "exec"),
    ("1", "f", "exec", 2**20),
):
    try: print(type(compile(*a)).__name__)
    except SyntaxError as e: print(type(e).__name__, e.msg, e.lineno, e.offset, e.filename, repr(e.text))
    except Exception as e: print(type(e).__name__, e)
import ast
t = compile("1 + x", "f", "eval", ast.PyCF_ONLY_AST); print(type(t).__name__, type(t.body).__name__)
import io, contextlib
print(eval(compile("__debug__", "f", "eval", optimize=2)), eval(compile("__debug__", "f", "eval", optimize=0)))
ns = {}; exec(compile("def f():\n 'doc'\n assert 0\n return 1", "f", "exec", optimize=2), ns)
print(ns["f"].__doc__, ns["f"]())
