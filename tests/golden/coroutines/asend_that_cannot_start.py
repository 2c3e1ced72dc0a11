# Breaks if a request that an async generator refuses leaves it marked as running.
async def numbers():
    try:
        yield 1
    finally:
        print("closed")


def run(awaitable):
    try:
        awaitable.send(None)
    except StopIteration as stop:
        return "value", stop.value
    except BaseException as error:
        return type(error).__name__, str(error)


def throw(awaitable, exc):
    try:
        awaitable.throw(exc)
    except StopIteration as stop:
        return "value", stop.value
    except BaseException as error:
        return type(error).__name__, str(error)


started = numbers()
print(run(started.asend(5)), started.ag_running)
print(run(started.asend(None)), run(started.aclose()))
fresh = numbers()
print(run(fresh.athrow(ValueError("early"))), fresh.ag_running, run(fresh.aclose()))
cancelled = numbers()
print(run(cancelled.asend(None)))
print(throw(cancelled.aclose(), KeyError("cancel")), cancelled.ag_running)
print(throw(cancelled.aclose(), KeyError("again")), cancelled.ag_running, run(cancelled.aclose()))
print(run(cancelled.athrow(ValueError("late"))))
