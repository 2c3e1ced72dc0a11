# Very long literals, many escapes, adjacent strings of every kind.
s = "a" "b" 'c' """d""" r'\e' f"{1}" rf"\{2}" 'g'
print(s, len("x" * 100000), len(eval("'" + "y" * 50000 + "'")), eval("1" + "0" * 1000) == 10**1000, eval("0." + "0" * 300 + "1"), eval("0x" + "f" * 200) == 16**200 - 1)
print("\x00\x7f\u1234\U00012345".encode("unicode_escape"), "\1\12\123\400".encode("utf-8"), b"\0\377", "\
continued", 'it''s', "tab	inside", '\'"\"', "\N{LATIN SMALL LETTER A WITH DIAERESIS}", "a\
b")
print(1_0.0_1, 1e1_0, 0b1_1, 1_000j, 0xAbC, 0O17, 0B11, 1E5, .1e-5, 1.e3)
