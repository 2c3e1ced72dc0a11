# A brace open at the end of the file.
config = {
    "a": 1,
    "b": [1, 2],
