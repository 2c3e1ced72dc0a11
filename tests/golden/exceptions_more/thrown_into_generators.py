# What is thrown into a generator keeps its own context; what the generator was handling becomes one.
import contextlib

def chain(error):
    texts = []
    while error is not None:
        texts.append(str(error))
        error = error.__context__
    return texts

def ends_with(error):
    try:
        yield
    finally:
        raise error

def handles():
    try:
        raise KeyError("inner")
    except KeyError:
        yield

one, two, three, four = (Exception(n) for n in range(1, 5))
generators = [ends_with(error) for error in (two, three, four)]
for generator in generators:
    next(generator)
try:
    raise one
except Exception as error:
    for generator in generators:
        try:
            generator.throw(error)
        except Exception as new:
            print(chain(new))
            latest = new
        error = latest

generator = handles()
next(generator)
try:
    generator.throw(ValueError("thrown"))
except ValueError as error:
    print(chain(error))

managed = contextlib.contextmanager(ends_with)
try:
    with contextlib.ExitStack() as stack:
        for number in (4, 3, 2):
            stack.enter_context(managed(Exception(number)))
        raise Exception(1)
except Exception as error:
    print(chain(error))
