# Names and representations of built-in functions, types and singletons.
print(len, print, [].append.__name__, int, type, object, None, ..., NotImplemented, type(None), type(...), type(NotImplemented), type(len), type([].append), type(lambda: 0), type(int.__add__), type((1).__add__), type(dict.fromkeys), type("".join), type(str.join), type(int.real))
print(str.join, int.__add__, dict.fromkeys.__qualname__, str.join.__qualname__, [].append.__qualname__, int.real, list.__len__, str.upper.__objclass__, (1).__add__.__self__, len.__self__.__name__, len.__module__, len.__name__, len.__qualname__, len.__doc__ is not None, len.__text_signature__)
for t in (type(None), type(...), type(NotImplemented)): print(t.__name__, t() is not None, repr(t()))
try: type(None)(1)
except TypeError as e: print(e)
