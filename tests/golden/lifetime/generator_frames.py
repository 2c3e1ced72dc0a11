# A traceback that leads through a suspended generator does not keep the generator alive.
def g():
    try: yield 1
    except ValueError:
        yield 2
    finally: print("finally")
it = g(); next(it); print(it.throw(ValueError("x")))
del it; print("gone")
def h():
    try: yield 1
    except GeneratorExit: yield "no"
it = h(); next(it)
try: it.close()
except RuntimeError as e: print(e)
frame = it.gi_frame; print(frame.f_code.co_name, frame.f_generator is it)
it.gi_frame.f_locals; del it; print(frame.f_generator)
