# An error inside a case block.
def handle(cmd):
    match cmd.split():
        case ["go", direction]:
            return {"n": 1}[direction]
        case _:
            raise ValueError(f"unknown {cmd!r}")
handle("go n")
handle("go x")
