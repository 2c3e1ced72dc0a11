# Nodes made by a program would take wrong arguments, miss their defaults or warn in other words.
import ast
import copy
import warnings


def make(function, *args, **kwargs):
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        try:
            made = function(*args, **kwargs)
            print(sorted(vars(made).items(), key=str) if isinstance(made, ast.AST) else made)
        except (TypeError, AttributeError) as error:
            print(type(error).__name__, error)
    for warning in sorted(str(warning.message) for warning in caught):
        print("  ", warning)


make(ast.Name, "x", ast.Load(), 3)
make(ast.Name, "x", ctx=1, id=3)
make(ast.Name, "x", foo=1, lineno=3)
make(ast.Name)
make(ast.comprehension)
make(ast.arguments)
make(ast.ImportFrom)
make(ast.AST, 1)


class Own(ast.AST):
    _fields = ("a", "b")
    _field_types = {"a": int | None, "c": str}
    a = None


make(Own)
make(Own, 1, 2)
node = ast.parse("x + 1", mode="eval").body
make(copy.replace, node, left=3)
make(copy.replace, node, foo=3)
del node.left
make(copy.replace, node)
print(node.__reduce__()[1])
print(ast.dump(copy.deepcopy(ast.parse("f(x, y=[1, 2])"))))
print(repr(ast.parse("f(1, 2, 3); x = y")), ast.Load(), ast.AST())
print(ast.Constant.__doc__, ast.expr_context.__doc__, ast.mod.__doc__, sep="\n")
print(ast.Call._fields, ast.Call._attributes, ast.Call.__match_args__, ast.Call._field_types)
match ast.parse("a.b", mode="eval").body:
    case ast.Attribute(ast.Name(name), attr):
        print(name, attr)
print(ast.parse("x").body[0].value.ctx is ast.parse("y").body[0].value.ctx, ast.arg.end_lineno, ast.Return.value)
