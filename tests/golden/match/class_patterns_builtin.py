# Some built-in classes take one positional pattern that captures the subject itself.
def f(v):
    match v:
        case bool(b): return f"bool {b}"
        case int(i): return f"int {i}"
        case float(x): return f"float {x}"
        case str(s): return f"str {s}"
        case bytes(b): return f"bytes {b}"
        case list([a, *_]): return f"list starts {a}"
        case tuple(t): return f"tuple {t}"
        case dict({"k": v}): return f"dict k {v}"
        case set(s): return f"set {sorted(s)}"
        case frozenset(s): return "frozenset"
        case bytearray(b): return "bytearray"
        case range(): return "range"
for v in (
    True, 5, 1.5, "s", b"b", [1, 2], [], (1,), {"k": 2}, {1}, frozenset(), bytearray(), range(2), None,
): print(f(v))
class MyInt(int): pass
print(f(MyInt(3)))
