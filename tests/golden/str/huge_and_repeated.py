# Building and scanning large strings stays correct.
s = "ab" * 50000
print(len(s), s.count("ab"), s.find("ba"), s.rfind("ab"), s.replace("a", "")[:5], len(s.replace("ab", "xyz")))
print(len(s.split("a")), s[99999], s[::25000])
t = "é" + s; print(len(t), t.index("b"), t[-1], t.upper()[:3], len(t.encode()))
for f in (lambda: "a" * 10**18, lambda: "ab".ljust(10**18)):
    try: f()
    except (MemoryError, OverflowError) as e: print("refused")
print(len("x" * 10**7))
