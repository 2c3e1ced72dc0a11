# Attributes of code objects that do not depend on the bytecode.
def f(a, b, /, c, *args, d, **kw):
    "doc"
    local = 1
    def inner(): return a
    return inner
c = f.__code__
print(c.co_name, c.co_qualname, c.co_argcount, c.co_posonlyargcount, c.co_kwonlyargcount, c.co_varnames)
print(c.co_cellvars, c.co_freevars, c.co_firstlineno, c.co_nlocals)
print(bool(c.co_flags & 4), bool(c.co_flags & 8), c.co_consts[0] if c.co_consts else None, type(c).__name__)
def g(): yield
async def h(): pass
async def i(): yield
print([x.__code__.co_flags & 0x2A0 for x in (f, g, h, i)])
r = c.replace(co_name="renamed"); print(r.co_name, c.co_name, r == c, c == f.__code__, c.replace() == c)
print(len(list(c.co_positions())) > 0, [l for *_, l in c.co_lines()][-1])
