# from-import with a star takes __all__, or all names without a leading underscore.
from string import *
print(digits, Template.__name__)
import types, sys
mod = types.ModuleType("tmpmod"); mod.a = 1; mod._b = 2; mod.__c__ = 3
sys.modules["tmpmod"] = mod
from tmpmod import *
print(a, "_b" in globals(), "__c__" in globals())
mod.__all__ = ["_b"]
from tmpmod import *
print(_b)
mod.__all__ = ["missing"]
try: from tmpmod import *
except AttributeError as e: print(e)
