# Fails if awaitables of async generators, or what anext() makes of them, answer or complain otherwise.
import types, sys, warnings, gc
warnings.simplefilter('always')
def run(c):
    try:
        while True: c.send(None)
    except StopIteration as e: return e.value
def t(f):
    try: print(f.__name__, run(f()))
    except BaseException as e: print(f.__name__, type(e).__name__, e)
async def g():
    yield 1
    yield 2
@t
async def bad_await():
    class A:
        def __aiter__(s): return s
        def __anext__(s): return 5
    return await anext(A())
@t
async def bad_await2():
    class B:
        def __await__(s): return 5
    class A:
        def __aiter__(s): return s
        def __anext__(s): return B()
    return await anext(A(), 7)
@t
async def with_gen():
    class A:
        def __aiter__(s): return s
        @types.coroutine
        def __anext__(s):
            yield
            return 'v'
    return await anext(A()), await anext(A(),'d')
@t
async def ret_gen():
    class A:
        def __aiter__(s): return s
        def __anext__(s):
            yield
    return await anext(A())
@t
async def ret_gen_default():
    class A:
        def __aiter__(s): return s
        def __anext__(s):
            yield
    return await anext(A(), 1)
@t
async def aclose_after():
    a=g()
    async for x in a: pass
    await a.aclose(); await a.aclose()
    return 'ok'
@t
async def reuse():
    a=g(); c=a.aclose(); await c
    await c
@t
async def reuse2():
    a=g(); c=a.asend(None); await c
    await c
@t
async def reuse3():
    a=g(); c=a.athrow(KeyError)
    try: await c
    except KeyError: pass
    await c
@t
async def concurrent():
    @types.coroutine
    def y(): yield 1
    async def h():
        await y()
        yield 1
    a=h(); c=a.asend(None); c.send(None)
    for m in (a.asend(None), a.athrow(KeyError), a.aclose()):
        try: m.send(None)
        except RuntimeError as e: print(e)
        try: m.throw(ValueError)
        except (RuntimeError,ValueError) as e: print(repr(e))
    for m in (a.asend(None), a.athrow(KeyError), a.aclose()):
        try: m.throw(ValueError)
        except (RuntimeError,ValueError) as e: print(repr(e))
    try: c.send(None)
    except StopIteration as e: print(e.value)
@t
async def unawaited():
    with warnings.catch_warnings(record=True) as w:
        a=g(); c=a.asend(None); del c; gc.collect()
        c=a.aclose(); del c; gc.collect()
        c=a.athrow(KeyError); del c; gc.collect()
        c=a.__anext__(); del c; gc.collect()
        for x in w: print(x.message)
@t
async def ty():
    for o in (1,[],g(),'x',type):
        try: await o
        except TypeError as e: print(e)
@t
async def af():
    try:
        async for x in 5: pass
    except TypeError as e: print(e)
    class A:
        def __aiter__(s): return 5
    try:
        async for x in A(): pass
    except TypeError as e: print(e)
    class A:
        def __aiter__(s): return s
        def __anext__(s): return 5
    try:
        async for x in A(): pass
    except TypeError as e: print(e, repr(e.__cause__))
    try:
        async with 5: pass
    except TypeError as e: print(e)
    try: anext(5)
    except TypeError as e: print(e)
    try: aiter(5)
    except TypeError as e: print(e)
    try: aiter(A,1)
    except TypeError as e: print(e)
import inspect
async def co(): pass
c=co(); print(type(c).__doc__, c, type(c).__name__) if 0 else None
c.close()
w=co().__await__(); print(type(w).__name__, type(w).__doc__)
for T in (types.CoroutineType, types.AsyncGeneratorType, types.GeneratorType, type(w)): print(T.__doc__, {k:(getattr(T,k).__doc__ or '').split('\n')[0] for k in ('send','throw','close','asend','athrow','aclose','__anext__') if hasattr(T,k)})
w.close()
sys.set_coroutine_origin_tracking_depth(2)
def mk(): return co()
c=mk(); print([ (x[1]-mk.__code__.co_firstlineno,x[2]) for x in c.cr_origin]); c.close()
sys.set_coroutine_origin_tracking_depth(0)
c=co(); print(c.cr_origin); c.close()
async def rec(): await cc
cc=rec()
try: cc.send(None)
except ValueError as e: print(e)
