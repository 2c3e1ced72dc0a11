# Objects without the context manager methods are refused before the body runs.
class NoExit:
    def __enter__(s): print("entered")
class NoEnter:
    def __exit__(s, *a): pass
class OnInstance: pass
o = OnInstance(); o.__enter__ = o.__exit__ = lambda *a: None
class Async:
    async def __aenter__(s): pass
    async def __aexit__(s, *a): pass
for x in (1, NoExit(), NoEnter(), o, Async()):
    try:
        with x: print("body")
    except TypeError as e: print(e)
