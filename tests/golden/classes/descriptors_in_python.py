# Descriptors whose __get__ is written in Python: which comes first, what they are given, what they raise.
class Get:
    def __get__(self, obj, cls): return 'get', obj is None, cls.__name__
class Data(Get):
    def __set__(self, obj, value): obj.__dict__['data'] = value
class Fails:
    def __get__(self, obj, cls): raise AttributeError('not now')
class A:
    plain, data, fails = Get(), Data(), Fails()
    def __init__(self): self.__dict__['own'] = 1
class B(A):
    def __getattr__(self, name): return 'hook ' + name
a, b = A(), B()
for i in range(3):
    print(a.plain, a.data, A.plain, b.plain, b.fails)
a.data = 5
a.__dict__['plain'] = 'own'
print(a.plain, a.data, a.__dict__)
for i in range(2):
    try: a.fails
    except AttributeError as e: print(e)
class M(type):
    meta = Get()
class C(metaclass=M): pass
print(C.meta, getattr(a, 'data'), hasattr(a, 'fails'))
class Lazy:
    def __get__(self, obj, cls):
        obj.value = len(obj.__dict__)
        return obj.value
class D:
    value = Lazy()
d = D()
print(d.value, d.value, d.__dict__)
class Gen:
    def __get__(self, obj, cls): yield obj
class E:
    g = Gen()
e = E()
print(next(e.g) is e)
