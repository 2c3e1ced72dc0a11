# `match`, `case` and `type` stay names where no statement of theirs can begin.
x = 1; match = 2; print(match)
match += 1; match.real; print(match)
if x: case = 5; match = [x]; match[0] += 1; type = 3
print(case, match, type)
def f(match): y = match; match = y * 2; return match
print(f(4)); match: int = 7; print(match)
