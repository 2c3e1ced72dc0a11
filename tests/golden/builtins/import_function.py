# __import__ and importlib.import_module.
import importlib
print(__import__("math").__name__, __import__("collections.abc").__name__)
print(__import__("collections.abc", fromlist=["Mapping"]).__name__)
print(importlib.import_module("collections.abc").__name__)
print(importlib.import_module(".abc", "collections").__name__)
for f in (
    lambda: __import__("no_such"), lambda: __import__(""), lambda: __import__(5),
    lambda: __import__("math", level=-1), lambda: importlib.import_module(".x"), lambda: __import__("math.x"),
    lambda: __import__("collections.zz"),
    lambda: __import__("x", {"__package__": None, "__name__": "__main__"}, {}, [], 1),
):
    try: print(f())
    except Exception as e: print(type(e).__name__, e)
import sys
sys.modules["fake"] = "anything"
import fake; print(fake)
sys.modules["blocked"] = None
try: import blocked
except ImportError as e: print(type(e).__name__, e)
