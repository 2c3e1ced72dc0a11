# `ast.parse(optimize=...)` would show more or less than CPython optimizes in trees, `func_type` would read other types.
import ast

source = '''"doc"
def f():
    "doc"
    return __debug__, 1 + 2, "%s %-3r%%" % (a, b), -1
match x:
    case -1 | 1 + 2j: pass
    case {-1: y}: pass
class A: "doc"
'''
for level in -1, 0, 1, 2:
    print(ast.dump(ast.parse(source, optimize=level)))
for source in ['"%s" % a', '"%5s%-3r%.2a" % (a, b, c)', '"%d" % (a,)', '"%s" % (*a,)', '"%s%s" % (a,)', '"x" % ()', "__debug__"]:
    print(ast.dump(compile(source, "", "eval", ast.PyCF_OPTIMIZED_AST)))
for source in ["() -> int", "(int, *a, **b) -> c[d]", "( ) -> (a, b)", "(a,) -> b", "() -> ", "int -> int", "(a, **b, c) -> d"]:
    try:
        print(ast.dump(ast.parse(source, mode="func_type"), include_attributes=True))
    except SyntaxError as error:
        print(error)
tree = ast.parse("x")
print(compile(tree, "", "exec", ast.PyCF_ONLY_AST) is tree)
