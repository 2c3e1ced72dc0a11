# Positions of nodes would be off: of strings and their parts, definitions, patterns, parentheses.
import ast


def show(node, indent=""):
    place = ""
    if "lineno" in node._attributes:
        place = f" {node.lineno}:{node.col_offset}-{node.end_lineno}:{node.end_col_offset}"
    print(indent + type(node).__name__ + place)
    for child in ast.iter_child_nodes(node):
        if not isinstance(child, ast.expr_context):
            show(child, indent + " ")


for source in [
    'f"a{x = !r:>{w}}b" "c"', "f'{{a}}{y!s}{{'", 't"{x:{y}}" t"é{ z }"', '"a" f"" "b" f"{y}"', '"é" + f"ü{ß}" + x',
    "f(x for x in y)", "f( (x for x in y) )", "f(a, *b, c=1, **d)", "a[1:2, ::3, ...]", "(a) + (b)", "x = y = (z)",
    "@a\n# c\n\n@b(1)\nasync def f(a, /, b: int = 1, *c, d=2, **e) -> x: pass;", "class A[T: int = str](B, m=C):\n  x: int",
    "match x:\n case (1|2) as y if z: pass\n case {'a': 1, **r}: pass\n case A.B(c, d=-1+2j): pass\n case [a, *_]: pass",
    "if a: pass\nelif b: pass\nelse: pass", "try: pass\nexcept* (A, B) as c: pass\nfinally: pass",
    "with (a as b, c): pass", "from ...x import (a as b,)", "lambda *a, b=1: 0", "{**a, 'b': c}", "x = '''a\nb''' 'c'",
]:
    print(repr(source))
    show(ast.parse(source))
