# str() and repr() of objects: whose method makes the text, and what else than text it gives; sorting few items by keys.
class A:
    def __str__(self): return 'A-str'
class B:
    def __repr__(self): return 'B-repr'
class C(A, B): pass
class S(str): pass
class D:
    def __str__(self): return S('sub')
class E:
    def __str__(self): return 5
    def __repr__(self): return None
class F:
    def __str__(self): raise ValueError('no text')
class G:
    def __repr__(self): raise StopIteration(1)
print(str(A()), str(B()), repr(B()), str(C()), repr(C()), type(str(D())).__name__, str(S('x')), type(str(S('x'))).__name__)
for f, x in ((str, E()), (repr, E()), (str, F()), (str, G()), (repr, G())):
    try:
        print(f(x))
    except (TypeError, ValueError, StopIteration) as e:
        print(type(e).__name__, e)
class H:
    def __init__(self, inner): self.inner = inner
    def __repr__(self): return f'H({self.inner!r})' if len(repr(self.inner)) < 10 else 'H(...)'
    def __str__(self): return 'H:' + str(self.inner)
print(str(H(H(H(1)))), repr(H(H(H(1)))), list(map(str, [A(), B(), 1])), ''.join(map(repr, [B(), B()])))
class R:
    def __repr__(self): return repr(self)
try:
    repr(R())
except RecursionError:
    print('RecursionError')
class L(list):
    def __str__(self): return 'L' + repr(self)
print(str(L([1, B()])), '%s %r' % (A(), B()), f'{A()}{B()!r}')
rows = [('a', 2), ('b', 1), ('c', 2), ('d', 3), ('e', 1)]
print(sorted(rows, key=lambda r: r[1]), sorted(rows, key=lambda r: r[1], reverse=True))
print(sorted('hello', key=lambda c: -ord(c)), sorted([3, 1, 2], key=lambda x: True), sorted(rows, key=lambda r: r[1] / 2))
class Q:
    def __format__(self, spec): return f'<{spec}>'
class Q2(Q):
    def __str__(self): return 'q2'
class Bad:
    def __format__(self, spec): return 3
print(f'{Q()} {Q():x} {Q2()!s} {Q2()!s:>5} {B()!r:<8}| {B()} {A()!s:}')
for f in (lambda: f'{Bad()}', lambda: f'{E()}', lambda: f'{E()!r}', lambda: f'{F()}', lambda: f'{F()!s:>3}'):
    try:
        print(f())
    except (TypeError, ValueError) as e:
        print(type(e).__name__, e)
