# An exception raised from another shows both, joined by the direct-cause line.
def load():
    return {}["config"]

def start():
    try:
        load()
    except KeyError as e:
        raise RuntimeError("cannot start") from e

start()
