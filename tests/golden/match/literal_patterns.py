# Literal patterns compare with ==, singletons with `is`.
def f(x):
    match x:
        case 0: return "zero"
        case -1: return "minus one"
        case 1.5: return "float"
        case 2 + 3j: return "complex"
        case "text": return "str"
        case b"by": return "bytes"
        case None: return "None"
        case True: return "True"
        case False: return "False"
        case "con" "cat": return "joined"
    return "none of them"
for x in (0, -1, 1.5, 2+3j, "text", b"by", None, True, False, 1, 0.0, "concat", [], "Text", -1.0):
    print(repr(x), f(x))
