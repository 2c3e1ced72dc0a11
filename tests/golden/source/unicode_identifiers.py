# Identifiers may use letters of any script and are normalised to NFKC.
größe = 5; 变量 = "v"; ñ = 1; _π = 3
print(größe, 变量, ñ, _π, sorted(k for k in globals() if not k.isascii()) == sorted(["größe", "变量", "ñ", "_π"]))
ﬁne = "ligature"; print(fine, "fine" in globals())
class É:
    ª = 1
print(É.a, É.__name__, getattr(É, "a")); ℌ = 2; print(H)
for bad in ("a€ = 1", "x² = 1", "1é = 2", "a\u200b = 1", "😀 = 1", "é-1 = 2"):
    try: compile(bad, "s", "exec")
    except SyntaxError as e: print(e.msg)
def f(ключ=1, **k): return ключ, k
print(f(ключ=2), f(данные=3))
