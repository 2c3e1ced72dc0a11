# A function with hundreds of locals reads and writes each of them.
src = "def f():\n" + "".join(f" v{i} = {i}\n" for i in range(600)) + " return " + "+".join(f"v{i}" for i in range(600))
exec(src)
print(f())
src = "def g(" + ",".join(f"p{i}" for i in range(300)) + "): return p0, p150, p299, [p299 for p0 in range(2)]"
exec(src)
print(g(*range(300)))
print(f.__code__.co_nlocals, g.__code__.co_argcount)
