# A bytearray cannot change size while a memoryview looks at it.
a = bytearray(b"abcd"); m = memoryview(a)
m[0] = 122; a[1] = 121; print(a, bytes(m))
for f in (
    lambda: a.append(1), lambda: a.pop(), lambda: a.clear(), lambda: a.extend(b"x"), lambda: a.__delitem__(0),
    lambda: a.__setitem__(slice(0, 1), b"xyz"),
):
    try: f(); print("fine")
    except BufferError as e: print(e)
a[0:2] = b"qq"; print(a); m.release(); a.append(33); print(a)
b = c = bytearray(b"x"); b += b"y"; print(c, b is c); b = b + b"z"; print(c, b)
