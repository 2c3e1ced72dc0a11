# Attributes that are deleted and set again: their order, what is left, finalizers; generators that end while they wait.
class A:
    def __init__(self): self.a=1; self.b=2; self.c=3; self.d=4
x=A(); del x.b; print(x.__dict__); x.b=5; print(x.__dict__, vars(x)); del x.a; del x.d; print(list(x.__dict__))
x=A(); del x.d; x.d=7; x.e=8; print(x.__dict__, x.d, x.e)
try: x=A(); del x.zz
except AttributeError as e: print(e)
x=A(); del x.a, x.b, x.c, x.d; print(x.__dict__); 
try: x.a
except AttributeError as e: print(e)
try: del x.a
except AttributeError as e: print(e)
class B(A): pass
for i in range(200):
    x=B(); setattr(x,'n%d'%i,i); delattr(x,'n%d'%i); del x.b; x.q=1
    assert list(x.__dict__)==['a','c','d','q'], x.__dict__
for i in range(300):
    x=B(); setattr(x,'n%d'%i,i); del x.a; assert list(x.__dict__)==['b','c','d','n%d'%i]
class D:
    def __del__(self): print('del')
x=A(); x.b=D(); del x.b; print(x.c)
class S:
    __slots__=('p','__dict__')
s=S(); s.p=1; s.x=2; s.y=3; del s.x; print(s.p, s.y, s.__dict__); del s.p
try: s.p
except AttributeError as e: print(e)
print(s.y)
y=A(); 
for k in range(70): setattr(y,'k%d'%k,k)
del y.k3; print(len(y.__dict__), y.k69)
def g():
    try: yield 1
    finally: print('fin')
next(g())
def g2():
    yield 1
    print('never')
z=g2(); next(z); z.close(); print(list(z), z.gi_frame)
def g3():
    with open('/dev/null') as f: yield f
h=g3(); f=next(h); del h; print(f.closed)
def g4():
    try: yield 1
    except GeneratorExit: print('GE'); raise
next(g4())
def g5():
    yield from g()
k=g5(); next(k); del k
