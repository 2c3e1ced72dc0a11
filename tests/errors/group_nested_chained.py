# A group raised while handling a group prints both trees.
def work():
    raise ExceptionGroup("first", [ValueError("a"), KeyError("b")])
try:
    work()
except* ValueError as e:
    raise ExceptionGroup("second", [TypeError("c")])
