# The types module: names for internal types, and its helpers.
import types
def f(): yield
async def c(): pass
async def ag(): yield
co = c(); a = ag()
print([t.__name__ for t in (types.FunctionType, types.LambdaType, types.GeneratorType, types.CoroutineType, types.AsyncGeneratorType, types.CodeType, types.MethodType, types.BuiltinFunctionType, types.ModuleType, types.TracebackType, types.FrameType, types.MappingProxyType, types.SimpleNamespace, types.CellType, types.GetSetDescriptorType, types.MemberDescriptorType, types.NoneType, types.EllipsisType, types.NotImplementedType, types.GenericAlias, types.UnionType, types.WrapperDescriptorType, types.MethodWrapperType, types.MethodDescriptorType, types.ClassMethodDescriptorType)])
print(isinstance(f, types.FunctionType), isinstance(f(), types.GeneratorType))
print(isinstance(co, types.CoroutineType), isinstance(a, types.AsyncGeneratorType))
print(isinstance(len, types.BuiltinFunctionType)); co.close()
n = types.SimpleNamespace(a=1, b="x"); n.c = [n.a]
print(n, n == types.SimpleNamespace(a=1, b="x", c=[1]), n.__dict__, types.SimpleNamespace({"k": 1}, z=2))
del n.a
try: n.a
except AttributeError as e: print(e)
n.me = n; print(n)
p = types.MappingProxyType({"a": 1})
print(p, p["a"], dict(p), p | {"b": 2}, len(p), p.get("z"), "a" in p, p.copy(), list(p.items()))
print(p == {"a": 1})
try: p["b"] = 1
except TypeError as e: print(e)
g = types.FunctionType(f.__code__, {}, "renamed")
print(g.__name__, types.new_class("N", (int,), {}, lambda ns: ns.update(x=5)).x, types.resolve_bases((int,)))
print(types.prepare_class("P")[0].__name__, types.DynamicClassAttribute.__name__)
@types.coroutine
def old(): yield 1
async def use(): await old()
print(use().send(None), types.get_original_bases(type("L", (list,), {})), bool(old.__code__.co_flags & 0x100))
