# enumerate from any start; reversed over sequences and __reversed__.
print(list(enumerate("ab")), list(enumerate("ab", 5)), list(enumerate("ab", start=-1)))
print(list(enumerate([], 3)), list(enumerate("a", 10**30)), next(enumerate(["x"], 2**62)))
e = enumerate("abc", 2**63 - 2); print(list(e) == [(2**63 - 2, "a"), (2**63 - 1, "b"), (2**63, "c")])
print(list(reversed("abc")), list(reversed((1, 2))), list(reversed(range(3))), list(reversed({1: 2, 3: 4})))
print(list(reversed(b"ab")), type(reversed([])).__name__, type(reversed(())).__name__)
class S:
    def __len__(s): return 3
    def __getitem__(s, i): return i * 10
class N(S): __reversed__ = None
print(list(reversed(S())))
for f in (
    lambda: reversed({1}), lambda: reversed(5), lambda: reversed(iter([])), lambda: reversed(N()),
    lambda: enumerate(5), lambda: enumerate([], "a"), lambda: enumerate(), lambda: reversed(),
    lambda: reversed(x for x in ""),
):
    try: print(f())
    except TypeError as e: print(e)
