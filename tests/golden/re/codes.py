# Codes that no compiler makes must be refused, not run.
import _sre

for codes in [[], [0], [16], [16, 97], [13, 5, 1], [17, 7, 1], [24, 9, 0, 1, 2, 1, 1], [7, 3, 16, 97, 1], [11, 3, 1]]:
    try:
        print(_sre.compile("x", 0, codes, 1, {}, (None, None)))
    except RuntimeError as error:
        print(codes, error)
