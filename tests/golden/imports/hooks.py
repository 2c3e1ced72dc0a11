# sys.meta_path finders and loaders take part in imports.
import sys, importlib.abc, importlib.machinery, importlib.util
class F(importlib.abc.MetaPathFinder, importlib.abc.Loader):
    def find_spec(s, name, path, target=None):
        if name.startswith("virtual"):
            print("find", name, path)
            return importlib.machinery.ModuleSpec(name, s, is_package=name == "virtual")
    def create_module(s, spec): return None
    def exec_module(s, m): m.made = f"by hook for {m.__name__}"
sys.meta_path.insert(0, F())
import virtual, virtual.sub
print(virtual.made, virtual.sub.made, virtual.__path__, virtual.__spec__.loader is sys.meta_path[0])
print(virtual.sub.__package__)
print(importlib.util.find_spec("virtual.other").name, importlib.util.find_spec("surely_not_there"))
sys.meta_path.pop(0)
try: import virtual.more
except ModuleNotFoundError as e: print(e)
spec = importlib.util.spec_from_loader("made", loader=None); m = importlib.util.module_from_spec(spec)
print(m.__name__)
