# assert raises AssertionError with its message as the single argument, evaluated only on failure.
def msg():
    print("evaluated")
    return "bad"
assert True, msg()
for m in (None, "text", 42, (1, 2)):
    try:
        if m is None:
            assert 1 > 2
        else:
            assert [], m
    except AssertionError as e:
        print(repr(e), e.args)
try:
    assert 0, msg()
except AssertionError as e:
    print(e)
