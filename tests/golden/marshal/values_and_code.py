# Fails if values do not survive marshal, or damaged data is not refused.
import marshal
for v in (None, True, 1, -1, 2**31, -2**40, 2**100, 1.5, 1j, 'a', 'é', '\ud800', b'x', (), (1,2), [1,'a'], {'a':1}, {1}, frozenset({2}), ..., StopIteration, 'a'*300, tuple(range(300)), slice(1,2)):
    print(repr(marshal.loads(marshal.dumps(v)))[:30])
    for ver in (2,0):
        try: print(ver, repr(v)[:20], marshal.dumps(v,ver)[:40])
        except Exception as e: print(ver, type(e).__name__, e)
l=[]; l.append(l); print(marshal.dumps(l)); m=marshal.loads(marshal.dumps(l)); print(m[0] is m)
for b in (b'', b'i', b'i\x01', b'?', b'N junk', b'(\x05\0\0\0N', b'l\x01\0\0\0\x00\x80', b's\xff\xff\xff\xff', b'r\0\0\0\0', b'f\x031.5', b'0', b'{N', b'u\x01\0\0\0\xff'):
    try: print(b, marshal.loads(b))
    except Exception as e: print(b, type(e).__name__, e)
for v in (object(), len, int, bytearray(b'q'), memoryview(b'x'), [object()]):
    try: print(marshal.dumps(v))
    except Exception as e: print(type(e).__name__, e)
import io
f=io.BytesIO(); marshal.dump([1,2],f); marshal.dump('x',f); f.seek(0); print(marshal.load(f), marshal.load(f))
try: marshal.load(f)
except EOFError as e: print(e)
def g(x): return x+1
try: marshal.dumps(g.__code__, allow_code=False)
except ValueError as e: print(e)
try: marshal.loads(marshal.dumps(g.__code__), allow_code=False)
except ValueError as e: print(e)
ns={}
exec(marshal.loads(marshal.dumps(compile('def f(a,*b,c=(1,2)):\n  return [a,b,c, {"k":1.5j, b"q":None}, -2**70]\nprint(f(1,2))','f','exec'))),ns)
print(marshal.version)
x='intern_me_'+'q'; t=(x,x); print(marshal.dumps(t, 4))
d=marshal.loads(marshal.dumps({'a':[1,(2,{3})], 'b':frozenset('x')})); print(d)
class S(int): pass
try: marshal.dumps(S(1))
except ValueError as e: print(e)
def deep(n):
    a=[]
    for i in range(n): a=[a]
    return a
try: marshal.dumps(deep(5000))
except ValueError as e: print(e)
try: marshal.loads(b'['+b'\1\0\0\0['*3000)
except (ValueError,EOFError) as e: print(e)
