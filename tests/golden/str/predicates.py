# The is... methods over ASCII and other characters.
names = "isalnum isalpha isascii isdecimal isdigit isidentifier islower isnumeric isprintable isspace istitle isupper".split()
for s in (
    "", "a", "A", "1", " ", "a1", "Ab", "AB", "½", "²", "٣", "一", "\n", "\xa0", "é", "Title Case",
    "not Title", "_x", "1x", "if", "\u200b", "\ud800", "ǅ", "\U0001F600", "ab cd", "中1",
):
    print(ascii(s), " ".join(n[2:] for n in names if getattr(s, n)()))
