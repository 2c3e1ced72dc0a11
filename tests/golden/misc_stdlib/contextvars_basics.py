# Context variables: values, tokens, contexts.
from contextvars import ContextVar, copy_context, Context
v = ContextVar("v", default=5); w = ContextVar("w")
print(v.get(), v.name, w.get("d"))
try: w.get()
except LookupError as e: print(type(e).__name__)
t = v.set(6); print(v.get(), t.old_value is t.MISSING, t.var is v); v.reset(t); print(v.get())
def f(): v.set(99); return v.get()
c = copy_context(); print(c.run(f), v.get(), c[v], v in c, len(c), list(c.values()), c.get(w, "none"))
print(Context().run(lambda: v.get()))
for g in (lambda: v.reset(t), lambda: c.run(lambda: c.run(f)), lambda: c[w], lambda: v.reset(5), lambda: ContextVar(5)):
    try: g()
    except Exception as e: print(type(e).__name__, str(e)[:30].split("<")[0])
with v.set(7): print(v.get())
print(v.get())
