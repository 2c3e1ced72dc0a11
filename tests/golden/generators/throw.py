# throw raises at the yield where the generator waits.
def g():
    while True:
        try: yield "idle"
        except ValueError as e: yield f"caught {e}"
        finally: print("finally")
it = g()
print(next(it), it.throw(ValueError("v")), next(it))
try: it.throw(KeyError("k"))
except KeyError as e: print("out", e)
print(list(it))
it = g()
try: it.throw(ValueError("before start"))
except ValueError as e: print(e, it.gi_frame)
it = g(); next(it); print(it.throw(ValueError))
for bad in (5, "x", None, int):
    try: g().throw(bad)
    except TypeError as e: print(e)
it.close()
