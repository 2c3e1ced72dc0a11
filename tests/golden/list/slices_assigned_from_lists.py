# Slices of lists, tuples, strings and bytes, and lists assigned to slices of themselves and of others.
numbers = list(range(10))
numbers[2:5] = numbers
print(numbers)
numbers = list(range(10))
numbers[2:5] = [1]
numbers[3:3] = (7, 8, 9)
print(numbers)
numbers[::2] = numbers[::2][::-1]
numbers[-3:] = []
print(numbers)
numbers[5:1] = [9]
numbers[10**30:] = [1]
numbers[-(10**30):1] = [0, 0]
print(numbers, numbers[:2], numbers[-2:], numbers[1:-1], numbers[None:None], numbers[True:3])
for wrong in ([1, 2, 3, 4], 5):
    try:
        numbers[::3] = wrong
        print(numbers)
    except (ValueError, TypeError) as error:
        print(type(error).__name__, error)
text, pair = "héllo", (1, 2, 3)
print(text[1:], text[:-1], text[2:2], pair[1:], pair[:] is pair, b"bytes"[1:3], b"ab" + b"c", b"ab" < b"ac")
try:
    numbers["x":]
except TypeError as error:
    print(error)
print([1, [2, (3,)]] == [1, [2, (3,)]], [[1], 2] < [[1], 3], (1, "a") == ("a", 1), (1, 2) < (1, 2, 0))
nan = float("nan")
print([nan] == [nan], nan in (nan,), (nan,) == (nan,), [1, None, "a"].index("a"), 2.0 in [1, 2])
