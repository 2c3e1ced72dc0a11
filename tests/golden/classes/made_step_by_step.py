# Classes with a __new__ or a metaclass of their own: what runs in which order, and isinstance with several classes.
class A:
    def __new__(cls,*a,**k):
        print('new',cls.__name__,a,k); return super().__new__(cls)
    def __init__(self,*a,**k): print('init',a,k)
A(1,b=2)
class B(A):
    def __new__(cls,x): return 5
print(B(1))
class C:
    def __new__(cls): return A.__new__(A)
C()
class D:
    def __new__(cls,o):
        sub=type('Sub',(cls,),{'__init__':lambda s,o: print('subinit',o)})
        return object.__new__(sub)
print(type(D(3)).__name__)
class E2(Exception):
    def __new__(cls,*a): print('enew',a); return super().__new__(cls,*a)
    def __init__(self,*a): print('einit',a)
E2(1,2)
class F:
    def __new__(cls): return super().__new__(cls)
    def __init__(self): return 5
try: F()
except TypeError as e: print(e)
class M(type):
    def __call__(cls,*a,**k):
        print('mcall',a,k); return super().__call__(*a,**k)
class G(metaclass=M):
    def __init__(self,x,y=2): self.v=(x,y)
print(G(1).v, G(1,y=5).v)
class H:
    def __new__(cls): raise ValueError('in new')
try: H()
except ValueError as e: print(e)
class I:
    def __new__(cls): return super().__new__(cls)
    def __init__(self): raise StopIteration(3)
try: I()
except StopIteration as e: print('SI', e.value)
class J:
    def __new__(cls): return super().__new__(cls)
    @staticmethod
    def __init__(): print('static init')
J()
import collections, enum
NT=collections.namedtuple('NT','a b'); print(NT(1,2), NT(a=1,b=2))
try: NT(1)
except TypeError as e: print(e)
class N2(NT):
    def __init__(self,*a): print('N2 init',a)
print(N2(1,2))
class Meta2(type):
    def __instancecheck__(c,o): print('ic'); return True
class K(metaclass=Meta2): pass
print(isinstance(1,(str,K)), isinstance('a',(str,K)), isinstance(1,(str,(float,(int,)))), issubclass(bool,(str,int)), isinstance(1,(str,int|float)), isinstance(K(),(K,)))
for a in ((1,(str,5)),(1,5),(5,(int,))):
    try: print(isinstance(*a))
    except TypeError as e: print(e)
try: issubclass(5,(int,))
except TypeError as e: print(e)
class Prox:
    __class__=property(lambda s:int)
print(isinstance(Prox(),(str,int)), isinstance(Prox(),(str,list)), isinstance(Prox(),Prox))
class Col(enum.Enum):
    A=1
print(Col(1), Col['A'])
class LS(list):
    def __new__(cls,*a): return super().__new__(cls)
print(LS([1]))
class T(tuple):
    def __new__(cls,a,b): return tuple.__new__(cls,(a,b))
print(T(1,2))
