# bytearray grows, shrinks and changes in place.
a = bytearray(b"abc")
a.append(100); a.extend(b"ef"); a.extend([103]); a.insert(0, 64); a += b"!"; print(a)
print(a.pop(), a.pop(0), a, a.remove(98), a); a.reverse(); print(a)
a[0] = 90; a[1:3] = b"long"; print(a); del a[0], a[1:3]; print(a)
a[::2] = b"123"[:len(a[::2])]; print(a); a *= 2; print(a); b = a.copy(); b.clear(); print(a is not b, b, a)
a[1:1] = [1, 2]; a[:0] = bytearray(b"s"); print(a); a[-1:] = b""; print(a, len(a)); a.resize(2); print(a)
a.resize(4); print(a)
for f in (
    lambda: a.append(256), lambda: a.append("a"), lambda: a.__setitem__(0, -1), lambda: a.__setitem__(99, 1),
    lambda: a.__setitem__(slice(0, 2), "ab"), lambda: a.__setitem__(slice(None, None, 2), b"abc"),
    lambda: a.pop(99), lambda: bytearray().pop(), lambda: a.remove(7), lambda: a.extend("ab"),
    lambda: a.extend([300]), lambda: a.extend(5), lambda: a.insert("a", 1), lambda: hash(a),
    lambda: a.__delitem__(50), lambda: a.__setitem__("x", 1), lambda: bytearray("a"), lambda: a.resize(-1),
):
    try: print(f())
    except (TypeError, ValueError, IndexError) as e: print(type(e).__name__, e)
