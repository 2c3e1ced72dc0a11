# Character arithmetic and translation.
import string
def caesar(s, k): return "".join(chr((ord(c) - b + k) % 26 + b) if c.isalpha() and c.isascii() and (b := 65 if c.isupper() else 97) else c for c in s)
t = "Hello, World! é"; print(caesar(t, 3), caesar(caesar(t, 3), -3) == t)
print(t.translate(str.maketrans(string.ascii_lowercase, string.ascii_lowercase[13:] + string.ascii_lowercase[:13])))
def rle(s):
    import itertools
    return "".join(f"{len(list(g))}{k}" for k, g in itertools.groupby(s))
def unrle(s):
    out, n = "", ""
    for c in s:
        if c.isdigit(): n += c
        else: out += c * int(n); n = ""
    return out
print(rle("aaabccd"), unrle(rle("aaabccd")), "".join(sorted("hello")), "hello"[::-1].title())
print(" ".join(w[::-1] for w in "one two".split()), "-".join("abc"), "level" == "level"[::-1])
def wrap(s, w):
    line, lines = "", []
    for word in s.split():
        if len(line) + len(word) + bool(line) > w: lines.append(line); line = word
        else: line += (" " if line else "") + word
    return lines + [line]
print(wrap("the quick brown fox jumps over the lazy dog", 12), "snake_case_name".title().replace("_", ""))
print("".join("_" + c.lower() if c.isupper() else c for c in "camelCaseName"))
print(f"{'abc':>10}".replace(" ", "."), "a1b22c".translate({ord(d): None for d in "0123456789"}))
print("%s" * 3 % tuple("xyz"))
vowels = {v: t.count(v) for v in "aeiou"}
print(vowels, "".join(c for c in t if c not in "aeiou"), [ord(c) for c in "aZ€"], bytes(t, "utf-8")[:5])
print(t.encode().decode("utf-8") == t)
