# throw and close reach the innermost await.
class W:
    def __await__(s):
        try: yield "w"
        except ValueError as e: return f"handled {e}"
        finally: print("w finally")
async def inner():
    try: return await W()
    finally: print("inner finally")
async def outer(): return "outer: " + await inner()
c = outer(); c.send(None)
try: c.throw(ValueError("v"))
except StopIteration as e: print(e.value)
c = outer(); c.send(None)
try: c.throw(KeyError("k"))
except KeyError as e: print("out", e)
c = outer(); c.send(None); print(c.close(), c.close())
c = outer(); c.close()
try: c.send(None)
except RuntimeError as e: print(e)
