# Trains text processing: splitting, joining, searching, formatting, translating and slicing of str, ASCII and not.
import string
import unicodedata
from zlib import crc32

PARAGRAPHS = [
    "The quick brown fox jumps over the lazy dog; the dog, however, was not amused.",
    "  Name:\tAda Lovelace\n  Born:\t10 December 1815\n  Field:\tMathematics  ",
    "Où est le garçon? Il mange une crème brûlée à l'hôtel près de la forêt.",
    "Straße, Fußgänger und Übermut: die Größe der Äpfel überrascht niemanden.",
    "Быстрая лиса прыгает через ленивую собаку, а собака спит.",
    "東京都の天気は晴れ、気温は二十五度です。",
    "emoji 😀 and 🚀 live beyond the basic plane 🎉, as does 𝔘𝔫𝔦𝔠𝔬𝔡𝔢",
    "GET /index.html?user=42&lang=en HTTP/1.1\r\nHost: example.org\r\nAccept: */*\r\n\r\n",
]
VOWELS = str.maketrans("aeiouAEIOU", "43102" + "43102", "xyz")
SLUG = {ord(c): "-" for c in string.punctuation + string.whitespace}


def words_of(text):
    return [word.strip(string.punctuation).casefold() for word in text.split() if word]


def slug(text):
    folded = unicodedata.normalize("NFKD", text.lower()).encode("ascii", "ignore").decode()
    return "-".join(part for part in folded.translate(SLUG).split("-") if part)[:40]


def is_palindrome(text):
    letters = [c for c in text.lower() if c.isalnum()]
    return letters == letters[::-1]


def caesar(text, shift):
    out = []
    for c in text:
        if "a" <= c <= "z":
            out.append(chr((ord(c) - 97 + shift) % 26 + 97))
        elif c.isupper() and c.isascii():
            out.append(chr((ord(c) - 65 + shift) % 26 + 65))
        else:
            out.append(c)
    return "".join(out)


def parse_request(text):
    head, _, rest = text.partition("\r\n")
    method, target, version = head.split(" ", 2)
    path, query = target.split("?", 1)
    arguments = dict(pair.split("=") for pair in query.split("&"))
    headers = {}
    for line in rest.splitlines():
        if ": " in line:
            key, value = line.split(": ", 1)
            headers[key.lower()] = value
    return f"{method}|{path}|{version.rpartition('/')[2]}|{sorted(arguments.items())}|{headers}"


def table(rows):
    lines = ["%-12s|%8s|%6s" % ("name", "amount", "share"), "-" * 28]
    total = sum(amount for _, amount in rows)
    for name, amount in rows:
        lines.append(f"{name:<12}|{amount:>8,.2f}|{amount / total:>6.1%}")
    lines.append("{:*^12}|{:+8.1e}|{!r:>6}".format("total", total, "ok"))
    return "\n".join(lines)


def run_lengths(text):
    out, previous, count = "", "", 0
    for c in text + "\0":
        if c == previous:
            count += 1
            continue
        if count:
            out += previous if count == 1 else f"{previous}{count}"
        previous, count = c, 1
    return out


def inspect(text, n):
    found = [text.find("a"), text.rfind("e", 5), text.count("o"), text.find("nicht"), text.index(text[-1])]
    tests = [text.startswith(("The", "Où")), text.endswith("."), text.isalpha(), text.islower(), "dog" in text, "é" in text]
    pieces = [text[n % 20 : n % 20 + 10], text[-8:], text[::3], text[:-5].rstrip(), text.replace("the", "THE", 1)]
    pieces += [text.title(), text.swapcase(), text.capitalize(), text.upper(), text.center(90, "~")[:12], text.zfill(60)[:7]]
    pieces += [text.removeprefix("The "), text.removesuffix("."), text.lstrip("T "), text.expandtabs(4), text.ljust(20, ".")]
    return found, tests, pieces


def encodings(text):
    total = 0
    for codec in ("utf-8", "utf-16-le", "utf-32-be"):
        data = text.encode(codec)
        total += len(data) + data[len(data) // 2]
        assert data.decode(codec) == text
    narrow = text.encode("latin-1", "replace").decode("latin-1")
    escaped = text.encode("ascii", "backslashreplace").decode("ascii")
    return total, narrow.count("?"), len(escaped), len(text.encode("cp1252", "xmlcharrefreplace"))


def main():
    checksum = 0
    for n in range(500):
        results = []
        for text in PARAGRAPHS:
            words = words_of(text)
            results += [" ".join(sorted(words)), slug(text), caesar(text, n), is_palindrome(text), inspect(text, n), encodings(text)]
            results.append(text.translate(VOWELS))
            results.append([word[0] + str(len(word) - 2) + word[-1] for word in words if len(word) > 3])
            results.append(max(words, key=len) + min(words) + ",".join(word.rjust(6) for word in words[:4]))
        results.append(parse_request(PARAGRAPHS[-1].replace("42", str(n))))
        results.append(table([("apples", n * 3.5 + 1), ("pears", 1200.25), ("crème", 17 + n)]))
        results.append(run_lengths("aaabccddddd" * 3 + "z" * (n % 7)))
        results.append("%5d|%05.1f|%x|%r|%s|%%|%c" % (n, n / 3, n * 977, "q'", None, 65 + n % 26))
        results.append(f"{n:08b} {n:#x} {n:^7d} {n * 1_000_003:_} {n / 7:.3f} {n / 7:g} {str(n)!r} {n=}")
        results.append(" / ".join(line.strip() for line in PARAGRAPHS[1].splitlines() if ":" in line))
        checksum = crc32(repr(results).encode(), checksum)
    print("text", checksum)


if __name__ == "__main__":
    main()
