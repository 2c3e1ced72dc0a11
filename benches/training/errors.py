# Trains exceptions and context managers: raise, except, else, finally in loops, chaining, own classes, with, contextlib.
import contextlib
import io
from zlib import crc32


class AppError(Exception):
    code = 500

    def __init__(self, message, **details):
        super().__init__(message)
        self.details = details

    def __str__(self):
        return f"[{self.code}] {self.args[0]}"


class NotFound(AppError):
    code = 404


class Invalid(AppError, ValueError):
    code = 422


class Retry(Exception):
    pass


RAW = ["12", "3.5", "", "abc", "-7", "0x1f", None, "999999999999", "1e3", [], "٣", " 8 "]


def to_number(text):
    try:
        value = int(text)
    except ValueError:
        try:
            return float(text)
        except ValueError as error:
            return str(error)
    except TypeError as error:
        return type(error).__name__
    else:
        return value * 2
    finally:
        to_number.calls += 1


to_number.calls = 0


def common_errors(n):
    data, seen = {"a": [1, 2, 3]}, []
    actions = [
        lambda: data["b"], lambda: data["a"][n + 3], lambda: n // (n - n), lambda: data.missing, lambda: "a" + n, lambda: undefined,
        lambda: int("x%d" % n), lambda: next(iter(())), lambda: [].pop(), lambda: float("one"), lambda: {}["k"], lambda: len(n),
        lambda: (lambda a, b: a)(1), lambda: "é".encode("ascii"), lambda: b"\xff".decode(), lambda: data["a"].remove(9), lambda: n(),
        lambda: [1, 2][0][0], lambda: None.name, lambda: 2.0 ** 5000, lambda: sorted([1, "a"]), lambda: dict(n=1, **3), lambda: [*n],
    ]
    for action in actions:
        try:
            action()
        except (KeyError, IndexError) as error:
            seen.append(f"{type(error).__name__}={error.args!r}")
        except ArithmeticError as error:
            seen.append(type(error).__mro__[1].__name__)
        except (AttributeError, NameError, TypeError) as error:
            seen.append(str(error))
        except UnicodeError as error:
            seen.append((error.start, error.end, error.reason))
        except Exception as error:
            seen.append(repr(error))
    return seen


def lookup(store, key):
    try:
        return store[key]
    except KeyError as error:
        raise NotFound(f"no {key}", key=key) from error


def service(store, key):
    try:
        value = lookup(store, key)
        if value < 0:
            raise Invalid("negative", value=value)
        return 100 // value
    except AppError:
        raise
    except ZeroDivisionError:
        raise Retry("later") from None


def chained(n):
    store, out = {"a": 5, "b": -1, "c": 0}, []
    for key in "abcd" * 2:
        try:
            out.append(service(store, key))
        except NotFound as error:
            out.append((str(error), error.details, repr(error.__cause__)))
        except ValueError as error:
            out.append((str(error), isinstance(error, Invalid), error.__cause__))
        except Retry as error:
            out.append((error.args, error.__suppress_context__, type(error.__context__).__name__))
    return out


class Transaction:
    def __init__(self, log, swallow=()):
        self.log, self.swallow = log, swallow

    def __enter__(self):
        self.log.append("begin")
        return self

    def __exit__(self, kind, error, trace):
        self.log.append("commit" if kind is None else f"rollback {kind.__name__}")
        return kind is not None and issubclass(kind, self.swallow)


@contextlib.contextmanager
def tag(name, out):
    out.append(f"<{name}>")
    try:
        yield name.upper()
    except LookupError as error:
        out.append(f"<!-- {error} -->")
    finally:
        out.append(f"</{name}>")


def managers(n):
    log = []
    for i in range(5):
        with Transaction(log, (ValueError,)) as transaction, tag("p", log) as big:
            transaction.log.append(big * (i % 3))
            if i == n % 5:
                raise ValueError(i)
            if i == 3:
                raise IndexError("three")
    with contextlib.suppress(KeyError, TypeError):
        log.append({}["nothing"])
    with contextlib.ExitStack() as stack:
        for name in ("a", "b", "c"):
            stack.enter_context(tag(name, log))
        stack.callback(log.append, "closing")
    with contextlib.redirect_stdout(io.StringIO()) as out, contextlib.nullcontext(n) as same:
        print("hidden", same)
    with contextlib.closing(io.StringIO("x\ny\n")) as lines:
        log.extend(line.rstrip() for line in lines)
    return log, out.getvalue()


def early(n):
    steps = []
    for i in range(8):
        try:
            if i == n % 8:
                continue
            if i > 5:
                break
            steps.append(i)
        finally:
            steps.append("f")
    else:
        steps.append("never")
    attempts = 0
    while True:
        try:
            attempts += 1
            if attempts < 3:
                raise Retry(attempts)
        except Retry:
            continue
        else:
            return steps, attempts
        finally:
            attempts += 10 if attempts > 50 else 0


def deep(n):
    if n == 0:
        raise RuntimeError("bottom")
    try:
        deep(n - 1)
    finally:
        deep.unwound += 1


deep.unwound = 0


def groups(n):
    got = []
    try:
        raise ExceptionGroup("many", [ValueError(n), TypeError("t"), ExceptionGroup("inner", [KeyError("k")])])
    except* ValueError as group:
        got.append(group.exceptions[0].args)
    except* (TypeError, KeyError) as group:
        got.append(len(group.exceptions))
    try:
        deep(8)
    except RuntimeError as error:
        error.add_note(f"note {n}")
        got += [error.args, error.__notes__]
    try:
        assert n < 0, f"assertion {n}"
    except AssertionError as error:
        got.append(str(error))
    return got


def main():
    checksum = 0
    for n in range(1500):
        results = [[to_number(text) for text in RAW], common_errors(n), chained(n), managers(n), early(n), groups(n)]
        checksum = crc32(repr(results).encode(), checksum)
    print("errors", checksum, to_number.calls, deep.unwound)


if __name__ == "__main__":
    main()
