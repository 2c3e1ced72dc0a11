# Each traceback entry has the line where its frame was when the exception passed.
def f(n):
    if n == 0:
        x = [1,
             2][5]
    return f(
        n - 1)
try:
    f(2)
except IndexError as e:
    tb = e.__traceback__
    while tb:
        print(tb.tb_frame.f_code.co_name, tb.tb_lineno, tb.tb_frame.f_lineno)
        tb = tb.tb_next
print(e.__traceback__ if "e" in globals() else "gone")
