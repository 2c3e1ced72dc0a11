# contextmanager, suppress, closing, ExitStack, redirect_stdout, nullcontext, ContextDecorator.
from contextlib import *
import io
@contextmanager
def cm(n):
    print("enter", n)
    try: yield n * 2
    except KeyError as e: print("handled", e)
    finally: print("exit", n)
with cm(1) as v: print(v)
with cm(2): raise KeyError("k")
try:
    with cm(3): raise ValueError("v")
except ValueError as e: print("out", e)
@cm("deco")
def f(): print("in f"); return 5
print(f())
@contextmanager
def bad(): 
    if 0: yield
try:
    with bad(): pass
except RuntimeError as e: print(e)
@contextmanager
def twice(): yield; yield
try:
    with twice(): pass
except RuntimeError as e: print(e)
with suppress(KeyError, IndexError): [][1]
print("after")
class R:
    def close(s): print("closed")
with closing(R()) as r, nullcontext(7) as n: print(n)
out = io.StringIO()
with redirect_stdout(out): print("captured")
print(repr(out.getvalue()))
with ExitStack() as st:
    print(st.enter_context(cm("a"))); st.callback(print, "callback", 1); st.push(lambda *e: print("pushed", e[0])); st.enter_context(cm("b"))
with ExitStack() as st:
    st.push(lambda t, v, tb: True); 1 / 0
with ExitStack() as st: st.callback(print, "kept"); other = st.pop_all()
print("not yet"); other.close()
class D(ContextDecorator):
    def __enter__(s): print("D in"); return s
    def __exit__(s, *e): print("D out")
@D()
def g(): print("g")
g()
