# Circular imports see the partly filled module.
import sys
sys.path.insert(0, "circular_files")
import a
print(a.value, a.from_b, a.b.seen)
try: import c
except ImportError as e: print(e.name, "partially initialized" in str(e))
try: import e
except AttributeError as x: print(x.name, "partially initialized module" in str(x))
