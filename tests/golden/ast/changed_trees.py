# Trees that a program has made or changed would not compile, or compile to something else.
import ast


class Double(ast.NodeTransformer):
    def visit_Constant(self, node):
        if isinstance(node.value, int):
            return ast.copy_location(ast.BinOp(node, ast.Mult(), ast.Constant(2)), node)
        return node


def run(tree):
    space = {}
    exec(compile(ast.fix_missing_locations(tree), "<tree>", "exec"), space)
    return space


source = '''
@(lambda f: f)
def f(a, b=1, /, c=2, *d, e=3, **g):
    """doc"""
    if (n := a + b) > 2:
        x = [i for i in range(n) if i]
    elif a:
        x = None
    else:
        x = {**g, "k": (yield)}
    try:
        with open("nothing") as h: pass
    except OSError as error:
        x = f"{type(error).__name__:>{a * 10}}|{n!r}" "z"
    match (a, b):
        case [1, y] | (2, y): z = y
        case {"k": 1, **rest}: z = rest
        case int(real=0) | None: z = 0
        case _: z = -1
    return x, z
class C[T](dict, metaclass=type):
    y: int = 1
    def m(self): return super().__len__()
t = t"{1 + 1:>{3}} {C!r}"
'''
plain = run(ast.parse(source))
print(plain["f"](1)[0] if not hasattr(plain["f"](1), "send") else "generator", plain["C"]().m(), plain["t"].values)
print([(i.value, i.expression, i.conversion, i.format_spec) for i in plain["t"].interpolations], plain["f"].__doc__)
again = run(ast.parse(ast.unparse(ast.parse(source))))
print(again["f"].__code__.co_varnames == plain["f"].__code__.co_varnames)
print(run(Double().visit(ast.parse("x = 3 + 4\ny = 'a' * 5")))["y"])
value = (1, "a", frozenset([2]), ..., 2j, b"x", -5, 10 ** 30, None, "\ud800", -0.0)
print(eval(compile(ast.fix_missing_locations(ast.Expression(ast.Constant(value))), "", "eval")) == value)
name = ast.Name("not a name", ast.Load(), lineno=7, col_offset=2)
try:
    eval(compile(ast.Expression(name), "<odd>", "eval"))
except NameError as error:
    print(error, error.__traceback__.tb_next.tb_lineno)
function = ast.parse("def f(): return 1").body[0]
function.body = [ast.Return(ast.Set([ast.Constant(1), ast.Starred(ast.List([ast.Constant(2)], ast.Load()), ast.Load())]))]
print(run(ast.Module([function], []))["f"]())
exec(compile(ast.Interactive([ast.Expr(ast.Constant(5, lineno=1, col_offset=0), lineno=1, col_offset=0)]), "", "single"))
