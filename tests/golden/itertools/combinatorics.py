# product, permutations, combinations with and without replacement.
from itertools import product, permutations, combinations, combinations_with_replacement as cwr
j = lambda it: ["".join(map(str, t)) for t in it]
print(j(product("ab", "xy")), j(product([0, 1], repeat=3)), list(product()), list(product("ab", [])))
print(j(product("a", repeat=2)), list(product("ab", repeat=0)))
print(j(permutations("abc")), j(permutations("abc", 2)), list(permutations("ab", 0)))
print(list(permutations("ab", 3)), len(list(permutations(range(6)))))
print(j(combinations("abcd", 2)), j(combinations("abc", 3)), list(combinations("ab", 3)))
print(list(combinations("ab", 0)), j(cwr("abc", 2)), list(cwr("", 2)), list(cwr("", 0)))
print(sum(1 for _ in combinations(range(20), 5)))
for f in (
    lambda: permutations("ab", -1), lambda: combinations("ab"), lambda: product("a", repeat=-1),
    lambda: combinations("ab", -1), lambda: combinations(5, 1), lambda: permutations("a", "b"),
    lambda: product(5),
):
    try: print(f())
    except (ValueError, TypeError) as e: print(e)
