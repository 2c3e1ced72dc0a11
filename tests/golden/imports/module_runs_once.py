# A module's body runs once; reload runs it again in the same namespace; deleting from sys.modules makes a new one.
import sys, importlib
sys.path.insert(0, "module_runs_once_files")
import counter
import counter as again
print(counter is again, counter.n); counter.n = 50
importlib.reload(counter); print(counter.n, counter.kept)
del sys.modules["counter"]
import counter as fresh
print(fresh is counter, fresh.n, fresh.__name__, fresh.__file__.endswith("counter.py"), fresh.__doc__)
print(fresh.__spec__.name, fresh.__dict__ is vars(fresh), repr(fresh).startswith("<module 'counter' from "))
try: import broken
except ZeroDivisionError as e: print(e, "broken" in sys.modules)
try: import bad_syntax
except SyntaxError as e: print(e.msg, e.lineno)
