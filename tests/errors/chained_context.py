# An exception during handling of another shows both, joined by the during-handling line.
try:
    try:
        int("x")
    except ValueError:
        [][1]
except IndexError:
    None.attr
