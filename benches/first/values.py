# Values that a page gets back: the last line's.
numbers = [1, 2.5, "text", None, True]
print(numbers)
{"numbers": numbers, "nested": [(1, 2), {"a": {}}], "sum": 1 + 1}
