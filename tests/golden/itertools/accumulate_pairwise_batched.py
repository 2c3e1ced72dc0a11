# accumulate, pairwise, batched, zip_longest.
from itertools import accumulate, pairwise, batched, zip_longest
import operator
print(list(accumulate([1, 2, 3])), list(accumulate("abc")), list(accumulate([1, 2, 3], operator.mul)))
print(list(accumulate([], initial=5)), list(accumulate([1, 2], initial=10)), list(accumulate([3, 1, 4], max)))
print(list(accumulate([])))
print(list(pairwise("abcd")), list(pairwise("a")), list(batched("abcdefg", 3)), list(batched("ab", 5)))
print(list(batched([], 2)), list(zip_longest("ab", [1, 2, 3])), list(zip_longest("ab", [1], fillvalue="-")))
print(list(zip_longest()))
for f in (
    lambda: batched("ab", 0), lambda: list(batched("abc", 2, strict=True)),
    lambda: list(accumulate(["a", 1])), lambda: zip_longest("a", bad=1), lambda: pairwise(5),
    lambda: accumulate(),
):
    try: print(f())
    except (ValueError, TypeError) as e: print(type(e).__name__, e)
