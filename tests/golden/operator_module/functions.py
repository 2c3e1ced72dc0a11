# The functions of operator, and getters.
import operator as o
print(o.add(1, 2), o.sub(5, 3), o.mul("a", 3), o.truediv(1, 2), o.floordiv(7, 2), o.mod(7, 3), o.pow(2, 5))
print(o.neg(1), o.pos(-1), o.inv(5), o.not_([]), o.truth([0]), o.and_(6, 3), o.or_(6, 1), o.xor(6, 3))
print(o.lshift(1, 4), o.rshift(16, 2), o.eq(1, 1.0), o.ne(1, 2), o.lt(1, 2), o.ge(1, 2), o.is_(None, None))
print(o.is_not(1, None), o.contains([1], 1), o.countOf([1, 1, 2], 1), o.indexOf("abc", "c"))
print(o.concat([1], [2]), o.abs(-3), o.index(True), o.getitem([5], 0), o.is_none(None), o.is_not_none(None))
g = o.itemgetter(1)
print(g("abc"), o.itemgetter(0, 2)("xyz"), o.itemgetter("k")({"k": 1}), o.itemgetter(slice(1, 3))("abcd"), g)
class A: pass
a = A(); a.b = A(); a.b.c = 5; a.d = 6
print(o.attrgetter("b.c")(a), o.attrgetter("d", "b.c")(a), o.methodcaller("upper")("x"))
print(o.methodcaller("split", ",", maxsplit=1)("a,b,c"), o.attrgetter("x.y"), o.methodcaller("f", 1, k=2))
l = [1]; print(o.iadd(l, [2]), l, o.setitem(l, 0, 9), l, o.delitem(l, 0), l, o.imul(3, 4), o.call(max, 1, 2))
print(o.length_hint([1]))
for f in (
    lambda: o.itemgetter(), lambda: o.attrgetter(5), lambda: o.attrgetter("zz")(a),
    lambda: o.itemgetter(5)("a"), lambda: o.methodcaller(5), lambda: o.indexOf("a", "z"),
    lambda: o.concat(1, 2), lambda: o.countOf(1, 1), lambda: o.methodcaller(),
):
    try: print(f())
    except (TypeError, AttributeError, IndexError, ValueError) as e: print(type(e).__name__, e)
