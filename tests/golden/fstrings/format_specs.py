# Specs, nested fields in specs, and conversions.
n, w, p, s = 3.14159, 10, 3, "str"
print(f"{n:.2f}|{n:10.3f}|{n:<10}|{n:^10.1f}|{n:+}|{n:e}|{n:08.3f}|{s:>8}|{s:*^9}|{s:.2}|{s!r:>8}|{42:x}|{42:#b}|{1234567:,}|{n:{w}.{p}f}|{s:{'>'}{w}}|{n:{'.1f'}}|{255:#0{w}x}|{0.25:.0%}")
print(f"{s!s} {s!r} {'é'!a} {n!r:.4} {s!r:^{w}}", f"{'{'}{'}'}", f"{n:}", f"{s:}", f"{1:{''}}")
class F:
    def __format__(s, spec): return f"[{spec}]"
    def __repr__(s): return "R"
f = F()
print(f"{f} {f:abc} {f:a{w}b} {f!r} {f!r:>3} {f:{{}}} {f: } {f:%H:%M}" if 0 else f"{f} {f:abc} {f:a{w}b} {f!r} {f!r:>3} {f: } {f:%H:%M} {f:x{'y'}z{1 + 1}}")
for e in (
    "f'{s:d}'", "f'{n:d}'", "f'{[]:5}'", "f'{n:{s}}'", "f'{s:.}'", "f'{1:1000000000000000000000}'",
    "f'{None:x}'",
):
    try: print(eval(e))
    except (ValueError, TypeError) as x: print(e, type(x).__name__, x)
