# Fails if spreading Python iterables and mappings over calls and displays nests the machine or changes what comes out.
import sys
import traceback

sys.setrecursionlimit(20_000)
DEEP = 1_000


class Items:
    def __init__(self, left, spread):
        self.left, self.spread = left, spread

    def __iter__(self):
        return iter(self.spread(Items(self.left - 1, self.spread)) if self.left else [1, 2])


def generator(left, spread):
    yield from spread(generator(left - 1, spread)) if left else (1, 2)


def give(*args, **keywords):
    return args


def unpack(source):
    a, b = source
    return a, b


def unpack_some(source):
    a, *b = source
    return [a] + b


def add(source):
    result = []
    result += source
    return result


class Gives:
    def __init__(self, *args):
        self.args = args

    def __iter__(self):
        return iter(self.args)


for spread in (
    lambda x: give(*x), lambda x: give(*x, last=1), lambda x: give(0, *x)[1:], lambda x: [*x], lambda x: (*x,), lambda x: {*x},
    unpack, unpack_some, add, lambda x: Gives(*x),
):
    print(list(Items(DEEP, spread)), list(generator(DEEP, spread)), end=" ")
print()


class Mapping:
    def __init__(self, left, spread):
        self.left, self.spread = left, spread

    def keys(self):
        return list(self.spread(Mapping(self.left - 1, self.spread))) if self.left else ["b", "a"]

    def __getitem__(self, key):
        return key * 2


class Nested:
    def __init__(self, left, spread):
        self.left, self.spread = left, spread

    def keys(self):
        yield "x"

    def __getitem__(self, key):
        return self.spread(Nested(self.left - 1, self.spread))[key] if self.left else "end"


def update(source):
    result = {"x": 0}
    result.update(source, y=1)
    return result


def merge(source):
    result = {}
    result |= source
    return result


class Sub(dict):
    pass


for spread in dict, update, merge, Sub, lambda m: {**m}, lambda m: (lambda **k: k)(**m), lambda m: dict(**m):
    try:
        print(spread(Mapping(DEEP, spread)) if spread is not update else "", spread(Nested(DEEP, spread)))
    except Exception as error:
        print(type(error).__name__, error)


def noisy():
    yield 1
    raise ValueError("in the arguments")


def line(function):
    try:
        function()
    except Exception as error:
        print([(entry.name, entry.line) for entry in traceback.extract_tb(error.__traceback__)][1:], error)


def failing(*args):
    return args[0] / 0


def first():
    return give(
        *noisy(),
    )


def second():
    return failing(*generator(0, None))


line(first)
line(second)


def inside():
    yield give(*generator(2, lambda x: give(*x)))
    yield {**Nested(2, dict)}
    a, b = Items(1, lambda x: give(*x))
    yield a, b


print(list(inside()), give(*map(lambda x: x, "ab")), give(*{"k": 1}), give(*"xy"), [*{3}], {*range(2)})
class M:
    def __init__(s, k): s.k=k
    def keys(s): return s.k
    def __getitem__(s,k): print('get',k); return 1
def gen():
    for x in 'ab': print('key',x); yield x
def t(f):
    try: print(f())
    except Exception as e: print(type(e).__name__, e)
def f(**k): return k
for mk in lambda: M(gen()), lambda: M(5), lambda: M(None), lambda: M([[]]), lambda: M([1]), lambda:M(['a','a']):
    t(lambda: {**mk()}); t(lambda: dict(mk())); t(lambda: f(**mk())); t(lambda: f(a=0, **mk())); 
    t(lambda: {}.update(mk(), z=1))
    def ior():
        x={}; x|=mk(); return x
    t(ior)
class SD(dict):
    def keys(s): print('keys'); return ['q']
    def __getitem__(s,k): return 'item'
class SI(SD):
    def __iter__(s): print('iter'); return iter('q')
for mk in lambda: SD(a=1), lambda: SI(a=1):
    t(lambda: {**mk()}); t(lambda: dict(mk())); t(lambda: f(**mk())); t(lambda: f(a=0, **mk())); t(lambda: {}.update(mk(), z=1)); t(lambda: dict(**mk()));  t(lambda: f(*mk()))
class NK:
    def __getitem__(s,k): raise IndexError
class AK:
    def __getattr__(s,k): raise AttributeError('mine')
class VK:
    @property
    def keys(s): raise ValueError('prop')
for mk in NK, AK, VK, lambda:5, lambda:[1], lambda:None:
    t(lambda: {**mk()}); t(lambda: dict(mk())); t(lambda: f(**mk())); t(lambda: f(a=0, **mk())); t(lambda: f(*mk())); t(lambda:[*mk()]); t(lambda: {*mk()}); t(lambda: f(1,*mk()))
class KE:
    def keys(s): raise KeyError('k')
    def __getitem__(s,k): raise KeyError('g')
t(lambda: {**KE()}); t(lambda: dict(KE())); t(lambda: f(**KE()))
class KE(KE):
    def keys(s): return ['a']
t(lambda: {**KE()}); t(lambda: dict(KE())); t(lambda: f(**KE()))
class AE(KE):
    def keys(s): raise AttributeError('kk')
t(lambda: {**AE()}); t(lambda: dict(AE())); t(lambda: f(**AE()))
class AE(KE):
    def __getitem__(s,k): raise AttributeError('gg')
t(lambda: {**AE()}); t(lambda: dict(AE())); t(lambda: f(**AE()))
class TE(KE):
    def keys(s): raise TypeError('kk')
t(lambda: {**TE()}); t(lambda: dict(TE())); t(lambda: f(**TE()))
class It:
    def __iter__(s): return 5
def bad(e):
    yield 1
    raise e
for mk in It, lambda: bad(TypeError('x')), lambda: bad(AttributeError('y')):
   t(lambda: f(*mk())); t(lambda: [*mk()]); t(lambda: {*mk()}); t(lambda: f(1, *mk())); 
   def un(): a,b,c=mk()
   t(un)
   def un(): a,*b=mk()
   t(un)
