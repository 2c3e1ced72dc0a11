# Text statistics: words, lines, most frequent, longest, histogram.
import re
from collections import Counter, defaultdict

TEXT = """It was the best of times, it was the worst of times,
it was the age of wisdom, it was the age of foolishness,
it was the epoch of belief, it was the epoch of incredulity,
it was the season of Light, it was the season of Darkness,
it was the spring of hope, it was the winter of despair."""

words = re.findall(r"[a-z']+", TEXT.lower())
counts = Counter(words)
print(f"{len(TEXT.splitlines())} lines, {len(words)} words, {len(counts)} distinct, {len(TEXT)} characters")
for word, n in counts.most_common(6):
    print(f"{word:>8} {n:3d} {'#' * n}")
by_length = defaultdict(set)
for word in words:
    by_length[len(word)].add(word)
for length in sorted(by_length, reverse=True)[:4]:
    print(length, *sorted(by_length[length]))
lines = TEXT.splitlines()
width = max(map(len, lines))
for line in lines:
    print("|" + line.center(width) + "|")
print(" ".join(w.capitalize() if i % 2 else w[::-1] for i, w in enumerate(words[:12])))
letters = Counter(c for c in TEXT.lower() if c.isalpha())
top = letters.most_common(5)
total = sum(letters.values())
print(", ".join(f"{c}={n / total:.1%}" for c, n in top))
first = {}
for n, line in enumerate(lines, 1):
    for word in re.findall(r"\w+", line):
        first.setdefault(word.lower(), n)
print({w: n for w, n in first.items() if n == 3})
