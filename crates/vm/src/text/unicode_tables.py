"""Writes unicode_tables.rs from what the running Python knows: `python3.14 unicode_tables.py > unicode_tables.rs`.

Everything is asked of str methods, so the tables hold CPython's behaviour and not our reading of the standard.
Run it again when the Python version that we follow moves to another Unicode.
"""
import sys
import unicodedata

BITS = ["ALPHA", "DECIMAL", "DIGIT", "NUMERIC", "SPACE", "PRINTABLE", "UPPER", "LOWER", "TITLE",
        "XID_START", "XID_CONTINUE", "CASE_IGNORABLE"]


def flags(c):
    title = unicodedata.category(c) == "Lt"
    if 0xD800 <= ord(c) <= 0xDFFF:
        ignorable = False
    else:
        ignorable = ("A" + c + "\u03a3").lower()[-1] == "\u03c2" and (c + "\u03a3").lower()[-1] == "\u03c3"
    answers = [c.isalpha(), c.isdecimal(), c.isdigit(), c.isnumeric(), c.isspace(), c.isprintable(),
               c.isupper(), c.islower(), title,
               c.isidentifier() and c != "_", ("a" + c).isidentifier(), ignorable]
    return sum(1 << i for i, yes in enumerate(answers) if yes)


def base32(n):
    out = ""
    while n:
        out = "0123456789abcdefghijklmnopqrstuv"[n % 32] + out
        n //= 32
    return out


def class_runs():
    runs, classes = [], {}
    for i in range(0x110000):
        f = flags(chr(i))
        if runs and runs[-1][1] == f:
            runs[-1][0] += 1
        else:
            runs.append([1, f])
    count = {}
    for _, f in runs:
        count[f] = count.get(f, 0) + 1
    letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ!#$%&()*+,-./:;<=>?@[]^_`{|}~"
    order = sorted(count, key=lambda f: -count[f])
    for letter, f in zip(letters, order, strict=False):
        classes[f] = letter
    assert len(order) <= len(letters), len(order)
    text = "".join((base32(n) if n > 1 else "") + classes[f] for n, f in runs)
    return letters[:len(order)], order, text, len(runs)


def digit_runs():
    runs = []
    for i in range(0x110000):
        v = unicodedata.digit(chr(i), None)
        if v is None:
            continue
        if runs and runs[-1][0] + runs[-1][1] == i and runs[-1][2] + runs[-1][1] == v:
            runs[-1][1] += 1
        else:
            runs.append([i, 1, v])
    return runs


def case_runs(pairs):
    """(code point, mapped) pairs, sorted, as runs (start, delta, length, stride)."""
    runs = []
    for c, m in pairs:
        d = m - c
        if runs:
            r = runs[-1]
            last = r[0] + (r[2] - 1) * r[3]
            step = c - last
            if r[1] == d and (step == r[3] or (r[2] == 1 and step in (1, 2))):
                r[3] = step
                r[2] += 1
                continue
        runs.append([c, d, 1, 1])
    return runs


def mapping(method, base):
    """What `method` gives where it differs from `base`, as single pairs and as strings."""
    single, many = [], []
    for i in range(0x110000):
        c = chr(i)
        got = getattr(c, method)()
        if got == (getattr(c, base)() if base else c):
            continue
        if len(got) == 1:
            single.append((i, ord(got)))
        else:
            many.append((i, got))
    return case_runs(single), many


def table(name, doc, kind, rows):
    print(f"\n/// {doc}\n#[rustfmt::skip]\npub const {name}: &[{kind}] = &[")
    line = "   "
    for row in rows:
        if len(line) + len(row) + 2 > 110:
            print(line)
            line = "   "
        line += " " + row + ","
    print(line + "\n];")


def main():
    letters, order, text, count = class_runs()
    print("//! Unicode", unicodedata.unidata_version, "as Python's str methods see it: data only, written by `unicode_tables.py`.")
    print("//!\n//! The reader is `unicode.rs`; nothing else should look at these tables.\n")
    for i, bit in enumerate(BITS):
        print(f"/// Property bit: {bit.lower().replace('_', ' ')}.\npub const {bit}: u16 = 1 << {i};")
    print("\n/// The letters that name a combination of properties in [`RUNS`], in the order of [`CLASSES`].")
    print(f'pub const LETTERS: &[u8] = b"{letters}";')
    table("CLASSES", "The combinations of property bits that occur.", "u16", [str(f) for f in order])
    print(f"\n/// {count} runs covering all code points: length in base 32 (left out for 1), then the class letter.")
    print("#[rustfmt::skip]\npub const RUNS: &str = concat!(")
    for at in range(0, len(text), 104):
        print(f'    "{text[at:at + 104]}",')
    print(");")
    table("DIGITS", "Digits: first code point, how many follow each other, value of the first.", "(u32, u8, u8)",
          [f"({a:#x}, {n}, {v})" for a, n, v in digit_runs()])
    for name, method, base, doc in [
            ("LOWER_TO", "lower", None, "Lower case, where it is one code point"),
            ("UPPER_TO", "upper", None, "Upper case, where it is one code point"),
            ("TITLE_TO", "title", "upper", "Title case where it is not upper case"),
            ("FOLD_TO", "casefold", "lower", "Case folding where it is not lower case")]:
        runs, many = mapping(method, base)
        table(name, doc + ": start, distance, count, stride.", "(u32, i32, u16, u8)",
              [f"({a:#x}, {d}, {n}, {s})" for a, d, n, s in runs])
        table(name + "_MANY", doc + ": the code points that become several.", "(u32, [u16; 3])",
              ["({:#x}, [{}])".format(a, ", ".join(f"{x:#x}" if x else "0" for x in ([ord(c) for c in s] + [0, 0])[:3]))
               for a, s in many])


main()
