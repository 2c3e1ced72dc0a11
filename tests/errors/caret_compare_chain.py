# A failing comparison inside a chain and boolean operators.
a, b = 1, "2"
if a == 1 and (0 < a < b or a > 5):
    pass
