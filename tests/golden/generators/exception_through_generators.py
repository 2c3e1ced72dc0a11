# An exception passes through suspended frames and finishes them.
def a():
    try: yield from b()
    finally: print("a done")
def b():
    try:
        yield 1
        1 / 0
    finally: print("b done")
it = a()
print(next(it))
try: next(it)
except ZeroDivisionError as e:
    tb, n = e.__traceback__, []
    while tb: n.append(tb.tb_frame.f_code.co_name); tb = tb.tb_next
    print(n)
print(list(it))
