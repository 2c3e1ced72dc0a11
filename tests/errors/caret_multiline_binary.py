# A binary operation over several lines.
x = (
    "a" +
    "b"
    + 5
)
