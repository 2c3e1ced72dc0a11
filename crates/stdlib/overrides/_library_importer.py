# Not in CPython: shows the shipped library to importlib as a path entry, and makes specs for modules that Rust imports.
"""Joins importlib and the interpreter's own way of importing."""

import _imp
import sys

LIBRARY_DIR = sys._stdlib_dir
_bootstrap = None
_external = None
LibraryLoader = None


def _make_loader(external):
    class LibraryLoader(external._LoaderBasics):
        """Loads modules of the library that travels with the interpreter."""

        def __init__(self, name, path):
            self.name = name
            self.path = path

        def __eq__(self, other):
            return self.__class__ == other.__class__ and self.__dict__ == other.__dict__

        def __hash__(self):
            return hash(self.name) ^ hash(self.path)

        def __repr__(self):
            return f"LibraryLoader({self.name!r}, {self.path!r})"

        def get_filename(self, name=None):
            return self.path

        def get_code(self, name=None):
            return _imp._library_code(name or self.name)

        def get_source(self, name=None):
            return _imp._library_source(name or self.name)

        def get_data(self, path):
            data = _imp._library_data(path)
            if data is None:
                raise OSError(2, "No such file or directory", path)
            return data

        def is_package(self, name=None):
            return self.path.endswith("/__init__.py")

    LibraryLoader.__module__ = __name__
    LibraryLoader.__qualname__ = "LibraryLoader"
    return LibraryLoader


class LibraryFinder:
    """Finds modules below one directory of the library."""

    def __init__(self, path):
        if path != LIBRARY_DIR and not path.startswith(LIBRARY_DIR + "/"):
            raise ImportError("only the library's own directories are supported", path=path)
        self.path = path

    def __repr__(self):
        return f"LibraryFinder({self.path!r})"

    def find_spec(self, fullname, target=None):
        prefix = self.path[len(LIBRARY_DIR) + 1:].replace("/", ".")
        tail = fullname.rpartition(".")[2]
        name = f"{prefix}.{tail}" if prefix else tail
        found = _imp._library_find(name)
        if found is None:
            return None
        path, is_package = found
        search = [path.rpartition("/")[0]] if is_package else None
        return make_spec("shipped", fullname, path, search)

    def invalidate_caches(self):
        pass

    def iter_modules(self, prefix=""):
        inside = self.path[len(LIBRARY_DIR) + 1:].replace("/", ".")
        for name, is_package in _imp._library_names(inside):
            yield prefix + name, is_package


def make_spec(kind, name, origin, search):
    if kind == "native":
        return _bootstrap.ModuleSpec(name, _bootstrap.BuiltinImporter, origin=origin)
    if kind == "namespace":
        loader = _external.NamespaceLoader(name, search, None)
        spec = _bootstrap.ModuleSpec(name, loader, is_package=True)
        spec.submodule_search_locations = search
        return spec
    if kind == "shipped":
        loader = LibraryLoader(name, origin)
    else:
        loader = _external.SourceFileLoader(name, origin)
    spec = _bootstrap.ModuleSpec(name, loader, origin=origin, is_package=search is not None)
    spec._set_fileattr = True
    if search is not None:
        spec.submodule_search_locations = search
    return spec


def _describe(module):
    old = getattr(module, "__spec__", None)
    if type(old) is not type(sys.implementation):
        return
    spec = make_spec(old.loader_state, old.name, old.origin, old.submodule_search_locations)
    spec._initializing = old._initializing
    module.__spec__ = spec
    module.__loader__ = spec.loader


def install(bootstrap, external):
    global _bootstrap, _external, LibraryLoader
    _bootstrap = bootstrap
    _external = external
    LibraryLoader = _make_loader(external)
    bootstrap._install(sys, _imp)
    bootstrap._bootstrap_external = external
    sys.path_hooks.append(LibraryFinder)
    external._install(bootstrap)
    for module in list(sys.modules.values()):
        if isinstance(module, type(sys)):
            _describe(module)
    for module, name in ((bootstrap, "importlib._bootstrap"), (external, "importlib._bootstrap_external")):
        path = f"{LIBRARY_DIR}/{name.replace('.', '/')}.py"
        module.__spec__ = make_spec("shipped", module.__name__, path, None)
        module.__loader__ = module.__spec__.loader
        module.__package__ = "importlib"
