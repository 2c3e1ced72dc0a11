# Growing methods.
a = []
print(a.append(1), a.extend("ab"), a.insert(0, "first"), a.insert(99, "end"), a.insert(-1, "before end"))
print(a.insert(-99, "start"), a)
a.extend(x for x in range(2)); a.extend({}); a.extend(a); print(a, len(a))
a += "xy"; a += (1,); print(a[-3:])
def g(): yield 1; raise ValueError("mid")
b = [0]
try: b.extend(g())
except ValueError as e: print(e, b)
for f in (
    lambda: a.append(), lambda: a.append(1, 2), lambda: a.extend(5), lambda: a.extend(), lambda: a.insert(1),
    lambda: a.insert("a", 1), lambda: a.insert(1.5, 2),
):
    try: f()
    except TypeError as e: print(e)
