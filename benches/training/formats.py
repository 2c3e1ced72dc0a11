# Trains text formats: json, csv, regular expressions, textwrap, templates, ini files, markup, own small parsers.
import configparser
import csv
import difflib
import fnmatch
import html
import io
import json
import re
import shlex
import string
import textwrap
import urllib.parse
from zlib import crc32

DOCUMENT = {
    "id": 17, "name": "Café \"Größe\" 😀", "tags": ["a", "b\n", "c\\"], "price": 19.99, "stock": None, "active": True, "ratio": -1.5e-7,
    "nested": {"list": [[1, 2], [], {}], "empty": "", "big": 12345678901234567890}, "unicode": "\u2028é",
}
SOURCE = """# settings
[server]
host = example.org
port: 8080
debug = yes
[paths]
root = /srv
data = %(root)s/data
long = first
  second
"""
LOG = """2024-03-01 12:00:01,123 INFO  [main] Started in 1.52s, user=ada@example.org id=17
2024-03-01 12:00:05,004 WARN  [worker-3] Slow query (230ms): SELECT * FROM t WHERE x='a b'
2024-03-02 08:15:59,999 ERROR [worker-1] Failed: code=500 url=https://example.org/a/b?x=1&y=%20z#top
"""
LINE = re.compile(r"(?P<day>\d{4}-\d\d-\d\d) (?P<time>[\d:,]+) (?P<level>[A-Z]+)\s+\[(?P<thread>[\w-]+)\] (?P<text>.*)")
TOKEN = re.compile(r"""(?P<number>\d+(?:\.\d+)?)|(?P<name>[A-Za-z_]\w*)|(?P<string>"(?:[^"\\]|\\.)*")|(?P<op>[-+*/=<>!]=?|[(){},;])|(?P<space>\s+)|(?P<comment>\#.*)""")


def jsons(n):
    document = DOCUMENT | {"id": n, "rows": [{"i": i, "x": i / 4, "s": f"row {i}"} for i in range(n % 12)]}
    text, pretty = json.dumps(document), json.dumps(document, indent=2, sort_keys=True, ensure_ascii=False)
    back = json.loads(text)
    assert back == json.loads(pretty) == document
    compact = json.dumps({1: (True, False), "k": [n]}, separators=(",", ":"))
    exact = json.loads('{"a": 1.10, "b": [1e3, -0]}', parse_float=str)
    hooked = json.loads('[{"x": 1}, {"y": [null]}]', object_hook=lambda d: sorted(d.items()))
    custom = json.dumps({"set": {3, 1}}, default=sorted)
    try:
        json.loads('{"a": [1, 2,, 3]}')
    except json.JSONDecodeError as error:
        return len(text), pretty[-40:], compact, exact, hooked, custom, (error.lineno, error.colno, error.pos)


def csvs(n):
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(["name", "amount", "note"])
    writer.writerows([f"user{i}", i * n, 'say "hi", all' if i % 2 else ""] for i in range(6))
    rows = list(csv.DictReader(io.StringIO(out.getvalue())))
    table = csv.DictWriter(out, ["b", "a"], delimiter=";", quoting=csv.QUOTE_NONNUMERIC, extrasaction="ignore")
    table.writeheader()
    table.writerow({"a": 1.5, "b": "x;y", "c": 0})
    return rows[n % 6], sum(int(row["amount"]) for row in rows), out.getvalue()[-30:], list(csv.reader(["a|'b|c'|d"], delimiter="|", quotechar="'"))


def expressions(n):
    entries = [match.groupdict() for line in LOG.splitlines() if (match := LINE.match(line))]
    pairs = dict(re.findall(r"(\w+)=([^\s&']+)", LOG))
    counted, times = re.subn(r"\d+", lambda m: str(int(m[0]) + n), LOG[:60])
    swapped = re.sub(r"(\d+)-(\d+)-(\d+)", r"\3.\2.\g<1>", LOG[:10])
    words = [m.group().lower() + str(m.start()) for m in re.finditer(r"\b[A-Z][a-z]+\b", LOG)]
    mail, url = re.search(r"[\w.]+@[\w.]+\.\w{2,}", LOG), re.compile(r"(https?)://([^/\s]+)(/[^?\s]*)?(\?[^#\s]*)?", re.I)
    lazy = re.findall(r"<(\w+)(?:\s[^>]*)?>(.*?)</\1>", "<b>x</b><i class='q'>y <u>z</u></i>", re.S)
    looks = re.split(r"(?<=[.!?])\s+(?=[A-Z])", "One. Two! Three? four. Five")
    flags = re.findall(r"^\s*(\w+) \s* [:=] # key", SOURCE, re.M | re.X)
    valid = [bool(re.fullmatch(r"(?:25[0-5]|2[0-4]\d|1?\d?\d)(?:\.(?:25[0-5]|2[0-4]\d|1?\d?\d)){3}", ip)) for ip in ("10.0.0.1", "256.1.1.1", "1.2.3")]
    return entries[n % 3], pairs, counted, times, swapped, words, mail.span(), url.search(LOG).groups(), lazy, looks, flags, valid, re.split(r"[,;\s]+", "a, b;c  d"), re.escape("a.b*c"), re.findall(rb"[a-f]\d", b"a1b2g3")


def tokens(n):
    text = f'let total_{n} = (price + 3.5) * {n}; # sum\nprint("a \\"b\\"", total)'
    kinds = [(match.lastgroup, match.group()) for match in TOKEN.finditer(text) if match.lastgroup not in ("space", "comment")]
    return len(kinds), kinds[1], kinds[-2], shlex.split('cp -r "my file" dest\\ dir --opt=\'x y\'')


def texts(n):
    text = " ".join(textwrap.dedent(SOURCE).split()) * 2 + " unbreakable" * (n % 3)
    wrapped = textwrap.fill(text, 38, initial_indent="* ", subsequent_indent="  ")
    template = string.Template("Dear ${name}, you owe $$$amount to $who").safe_substitute(name=f"user {n}", amount=n * 2)
    close = difflib.get_close_matches("appel", ["ape", "apple", "peach", "puppy"])
    ratio = difflib.SequenceMatcher(None, "abcd bcde", f"bcde {n}").ratio()
    diff = list(difflib.unified_diff(SOURCE.splitlines()[:5], SOURCE.replace("8080", str(n)).splitlines()[:5], lineterm="", n=0))
    return wrapped, textwrap.shorten(text, 30), textwrap.indent("a\n\nb", "> "), template, close, round(ratio, 6), diff, html.escape("<a href='x'>&"), html.unescape("&lt;&eacute;&#x41;")


def settings(n):
    parser = configparser.ConfigParser()
    parser.read_string(SOURCE)
    parser["extra"] = {"n": str(n)}
    own, section = {}, None
    for line in SOURCE.splitlines():
        if not (line := line.partition("#")[0].rstrip()):
            continue
        if line[0] == "[" and line[-1] == "]":
            section = own.setdefault(line[1:-1], {})
        elif line[0].isspace():
            section[key] += " " + line.strip()
        else:
            key, value = (part.strip() for part in re.split("[:=]", line, maxsplit=1))
            section[key] = int(value) if value.isdecimal() else value
    return parser.sections(), parser.getint("server", "port"), parser["server"].getboolean("debug"), parser["paths"]["data"], parser.get("paths", "long"), parser.get("no", "no", fallback=n), own


def addresses(n):
    parts = urllib.parse.urlsplit(f"https://ada@example.org:8080/a%20b/c?q=caf%C3%A9&n={n}#frag")
    query = urllib.parse.parse_qs(parts.query)
    built = urllib.parse.urlencode({"x": "a b&c", "y": [n, 2]}, doseq=True)
    matched = fnmatch.filter(["a.py", "b.txt", "test_a.py", f"n{n}.py"], "*[a0-9].py")
    return parts.hostname, parts.port, urllib.parse.unquote(parts.path), query, built, urllib.parse.urljoin("http://a/b/c", "../d"), urllib.parse.quote("é/ ?"), matched


def main():
    checksum = 0
    for n in range(230):
        results = [jsons(n), csvs(n), expressions(n), tokens(n), texts(n), settings(n), addresses(n)]
        checksum = crc32(repr(results).encode(), checksum)
    print("formats", checksum)


if __name__ == "__main__":
    main()
