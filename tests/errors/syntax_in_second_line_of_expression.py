# An error on a later line of a multi-line expression.
value = {
    "a": 1,
    "b": 2
    "c": 3,
}
