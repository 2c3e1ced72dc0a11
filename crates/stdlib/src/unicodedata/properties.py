"""Writes properties.txt from what the running Python knows: `python3.14 properties.py > properties.txt`.

Lines, in four parts that an empty line ends: classes of code points (category, bidirectional class, combining class,
mirrored, East Asian width); runs of code points (length, class); decompositions; numbers (decimal and digit values
follow from the category and the value). Code points are hexadecimal distances from the line before.
"""
import unicodedata as u


def main():
    classes, runs = {}, []
    for i in range(0x110000):
        c = chr(i)
        key = (u.category(c), u.bidirectional(c) or "-", u.combining(c), u.mirrored(c), u.east_asian_width(c))
        number = classes.setdefault(key, len(classes))
        if runs and runs[-1][1] == number:
            runs[-1][0] += 1
        else:
            runs.append([1, number])
    for key in classes:
        print(*key)
    print()
    for length, number in runs:
        print(f"{length:x} {number:x}" if length > 1 else f"{number:x}")
    print()
    last = 0
    for i in range(0x110000):
        text = u.decomposition(chr(i))
        if text:
            print(f"{i - last:x} {text}")
            last = i
    print()
    last = 0
    for i in range(0x110000):
        value = u.numeric(chr(i), None)
        if value is not None:
            digit = u.digit(chr(i), None)
            kind = "d" if u.decimal(chr(i), None) is not None else "g" if digit is not None else "n"
            print(f"{i - last:x} {kind} {value!r}")
            last = i


main()
