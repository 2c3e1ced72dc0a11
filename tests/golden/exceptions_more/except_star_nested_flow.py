# except* with loops, nesting, else, finally and naming inside functions.
def run(*excs):
    out = []
    for i in range(2):
        try:
            if excs: raise ExceptionGroup("eg", list(excs))
        except* TypeError as e: out.append(("T", len(e.exceptions)))
        except* ValueError as e:
            out.append(("V", [str(x) for x in e.exceptions]))
            try: raise ExceptionGroup("inner", [KeyError(i)])
            except* KeyError as k: out.append(("K", str(k.exceptions[0])))
        else: out.append("else")
        finally: out.append(f"fin{i}")
    return out
print(run()); print(run(TypeError(1), ValueError("a"), TypeError(2))); print(run(ValueError("x")))
try: run(OSError("o"), ValueError("v"))
except ExceptionGroup as g: print(repr(g))
def name_gone():
    try: raise ExceptionGroup("g", [ValueError(1)])
    except* ValueError as e: pass
    try: e
    except UnboundLocalError as u: return str(u)
print(name_gone())
