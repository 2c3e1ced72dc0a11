# A failing assert without message.
assert 1 + 1 == 3
