# Type parameters of functions: objects, bounds, constraints, defaults, scopes.
def f[T, U: int, V: (str, bytes), *Ts, **P](a: T, *b: *Ts) -> U: return T
print(f.__type_params__, f(1), f.__annotations__["return"], f.__name__)
T, U, V, Ts, P = f.__type_params__
print(type(T).__name__, U.__bound__, V.__constraints__, V.__bound__, T.__bound__, type(Ts).__name__)
print(type(P).__name__, P.args, P.kwargs, T.__infer_variance__, T.__covariant__, repr(T), T.__module__)
def g[T = int, *Ts = *tuple[int, ...], **P = [int]](): pass
print([p.__default__ for p in g.__type_params__], [p.has_default() for p in g.__type_params__], T.has_default())
def lazy[T: undefined_name](): pass
try: lazy.__type_params__[0].__bound__
except NameError as e: print(e)
undefined_name = str; print(lazy.__type_params__[0].__bound__)
def h[T](x=lambda: T): return x()
try: print(h())
except NameError as e: print(e)
T = "module T"
def k[T](x: T = T): return x
print(k())
async def ag[T](): yield T
print(ag.__type_params__, (lambda: 0).__type_params__)
