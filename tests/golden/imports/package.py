# Packages: __init__, submodules, relative imports, attributes set by import.
import package_files.pkg as p
print(p.__name__, p.__package__, p.VALUE, p.sub.NAME, p.sub.up, hasattr(p, "lazy"))
from package_files.pkg import lazy, sub as s
print(lazy.x, s is p.sub, p.lazy is lazy)
from package_files.pkg.sub import NAME, deeper
print(NAME, deeper.chain)
from package_files.pkg import *
print(exported, "hidden" in globals(), "_private" in globals())
import package_files.pkg.sub
print(package_files.pkg.sub is s, type(package_files).__name__)
try: from package_files.pkg import nothing
except ImportError as e: print(str(e).split(" (")[0])
try: import package_files.pkg.absent
except ModuleNotFoundError as e: print(e, e.name)
try: import package_files.pkg.sub.NAME
except ModuleNotFoundError as e: print(e)
