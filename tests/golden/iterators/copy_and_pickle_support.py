# Iterators offer __reduce__, and copy.copy resumes where they were.
import copy
for it in (
    iter([1, 2, 3]), iter("abc"), iter((1, 2)), enumerate("ab"), reversed([1, 2, 3]), iter(range(4)),
    iter(b"ab"),
):
    next(it)
    c = copy.copy(it)
    print(type(it).__name__, list(c), list(it))
