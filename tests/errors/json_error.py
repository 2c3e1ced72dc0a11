# A library exception shows the library's frames only by name of its own; here only ours.
class ParseError(ValueError):
    def __init__(self, text, pos):
        super().__init__(f"bad input at {pos}: {text[pos:pos + 5]!r}")
def parse(text, pos=0):
    if text[pos] != "[":
        raise ParseError(text, pos)
    return parse(text, pos + 1)
parse("[[x]]")
