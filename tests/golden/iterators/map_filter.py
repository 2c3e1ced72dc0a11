# map over one or several iterables, filter with and without a function; both are lazy.
log = []
def f(x): log.append(x); return x * 2
m = map(f, [1, 2, 3]); print(log, next(m), log, list(m), log)
print(list(map(lambda a, b: a + b, [1, 2, 3], (10, 20))), list(map(max, [1, 5], [3, 2], [2, 9])), list(map(str.upper, "ab")), list(filter(None, [0, 1, "", "a", None, []])), list(filter(lambda x: x % 2, range(6))), list(map(lambda *a: a, "ab", "cd", "ef")), list(map(int, "123")))
try: list(map(f, [1], 5))
except TypeError as e: print(e)
try: list(map(5, [1]))
except TypeError as e: print(e)
try: list(filter(5, [1]))
except TypeError as e: print(e)
m = map(lambda x: 1 / x, [1, 0, 2]); print(next(m))
try: next(m)
except ZeroDivisionError as e: print(e)
print(next(m), next(m, "end"), list(map(len, [], strict=True)) if 1 else "")
try: print(list(map(lambda a, b: a, [1, 2], [1], strict=True)))
except ValueError as e: print(e)
