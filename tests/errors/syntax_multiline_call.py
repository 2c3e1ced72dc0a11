# A missing closing bracket of a call over many lines.
print("start",
      [1, 2, 3],
      {"a": 1
x = 5
