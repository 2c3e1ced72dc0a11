# Positions of the failing instruction: lines and columns, end included.
def pos(src):
    ns = {}
    try: exec(compile(src, "src", "exec"), ns)
    except Exception as e:
        tb = e.__traceback__.tb_next
        while tb.tb_next: tb = tb.tb_next
        p = list(tb.tb_frame.f_code.co_positions())[tb.tb_lasti // 2]
        l, le, c, ce = p
        return p, src.split("\n")[l - 1][c:ce] if l == le else "..."
for s in ("x = 1 + None", "a = 5\na.b.c", "[1][2] + 3", "f = len\nf(1, 2)", "def g(x): return x / 0\ng(3)", "x = {}\nx['k']['l']", "1 < 'a'", "print(undefined)", "a, b = 1", "for q in 5: pass", "del zz", "x = 5\nx[0] = 1", "None.attr = 2", "-'s'", "not_there()", "import nope_nope", "assert 0, 'm'", "raise ValueError('v')", "'é' + 5", "lambda: 0 + (yield)\n5()"):
    print(repr(s), pos(s))
