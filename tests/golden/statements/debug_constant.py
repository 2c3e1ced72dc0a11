# __debug__ is True without -O, and cannot be assigned.
print(__debug__)
if __debug__: print("debug on")
for src in ("__debug__ = 1", "def f(__debug__): pass", "f(__debug__=1)", "del __debug__", "x.__debug__ = 1"):
    try: compile(src, "s", "exec")
    except SyntaxError as e: print(e.msg)
