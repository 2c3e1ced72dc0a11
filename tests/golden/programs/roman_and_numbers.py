# Conversions between number systems round-trip.
ROMAN = [(1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"), (50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I")]
ONES = "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen".split()
TENS = "_ _ twenty thirty forty fifty sixty seventy eighty ninety".split()

def to_roman(n):
    out = ""
    for value, letters in ROMAN:
        count, n = divmod(n, value)
        out += letters * count
    return out

def from_roman(s):
    values = dict((l, v) for v, l in ROMAN if len(l) == 1)
    total = 0
    for a, b in zip(s, s[1:] + "\0"):
        total += -values[a] if values.get(b, 0) > values[a] else values[a]
    return total

def words(n):
    if n < 0: return "minus " + words(-n)
    if n < 20: return ONES[n]
    if n < 100: return TENS[n // 10] + ("-" + ONES[n % 10] if n % 10 else "")
    if n < 1000: return ONES[n // 100] + " hundred" + (" and " + words(n % 100) if n % 100 else "")
    for power, name in ((9, "billion"), (6, "million"), (3, "thousand")):
        if n >= 10**power:
            head, rest = divmod(n, 10**power)
            return words(head) + " " + name + ((", " if rest > 99 else " and ") + words(rest) if rest else "")

def base(n, b, digits="0123456789abcdefghijklmnopqrstuvwxyz"):
    if n == 0: return "0"
    sign, n, out = ("-", -n, []) if n < 0 else ("", n, [])
    while n:
        n, d = divmod(n, b)
        out.append(digits[d])
    return sign + "".join(reversed(out))

print(all(from_roman(to_roman(n)) == n for n in range(1, 4000)), to_roman(1994), to_roman(3888), from_roman("MCMXLIV"))
for n in (0, 13, 21, 100, 342, 1000, 1005, 12345, 1000000, 987654321, -40):
    print(n, words(n))
print([base(255, b) for b in (2, 3, 8, 16, 36)], all(int(base(n, b), b) == n for n in range(-50, 2000, 37) for b in range(2, 37)))
print(max(range(1, 100), key=lambda n: len(words(n))), sum(len(words(n).replace(" ", "").replace("-", "")) for n in range(1, 1001)))
