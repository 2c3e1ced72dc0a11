# close raises GeneratorExit inside; yielding then is an error; the return value comes back.
def g(swallow):
    try: yield 1
    except GeneratorExit:
        print("closing")
        if swallow == "yield": yield "no"
        if swallow == "return": return "value"
        if swallow == "error": raise KeyError("err")
        raise
    finally: print("finally")
for s in (None, "return", "yield", "error"):
    it = g(s); next(it)
    try: print("close ->", it.close(), it.close())
    except (RuntimeError, KeyError) as e: print(type(e).__name__, e)
    it = None
it = g(0); print(it.close(), list(it))
it = g(0); list(it); print(it.close())
