# String and bytes literals: prefixes, escapes, raw, joining, long lines.
print("a\tb\\n\x41\u00e9\U0001F600\N{BULLET}\101\0end".encode("unicode_escape"))
print(r"\n\x", R'\'', b"\x00\xff\'", rb"\x", Rb'\\', u"u")
print("con" 'cat' """ena""" r'\te')
print('''triple
"quoted" \
joined''')
print(len("\
"), "\a\b\f\v\r".encode(), '"' "'" '\'\"')
print(b"ab" b"cd", b'''x
y''')
