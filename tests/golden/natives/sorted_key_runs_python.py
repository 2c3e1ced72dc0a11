# sorted with a key that calls sorted, raises, or changes globals.
n = 0
def key(x):
    global n
    n += 1
    return sorted(range(x), key=lambda y: -y)[:1], x
print(sorted([3, 1, 2], key=key), n)
def bad(x):
    if x == 2: raise KeyError(x)
    return x
try: sorted([1, 2, 3], key=bad)
except KeyError as e: print(repr(e), e.__traceback__.tb_next.tb_frame.f_code.co_name)
print(sorted([1, 2, 3], key=lambda x: (yield_ for yield_ in [-x]).__next__()))
print(max([1, 2], key=lambda x: max([x, -x], key=lambda y: -y)), min("ba", key=lambda c: sum(map(ord, c))))
