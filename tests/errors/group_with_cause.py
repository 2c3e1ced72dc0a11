# A group with a cause, and causes inside members.
def f():
    try: raise KeyError("cause of member")
    except KeyError as e: raise ValueError("member") from e
try: f()
except ValueError as e: member = e
try:
    raise ExceptionGroup("g", [member])
except* ValueError as g:
    raise RuntimeError("handler failed") from g
