# Short texts: quotes, white space at the ends, replacing and finding parts, UTF-8.
print(repr("a'b"), repr('a"b'), repr('a\\b'), repr('é\x7f\n'), repr(''), ascii('é'))
print('  a b \x1c'.strip() + '|', ' a'.lstrip(), 'a '.rstrip() + '|', '\u2003a\u2003'.strip(), b' a\x1c'.strip())
print(''.strip() + '|', '   '.strip() + '|', '   '.rstrip() + '|')
print('aXbXc'.replace('X', '--'), 'aaa'.replace('aa', 'b'), 'abc'.replace('', '-'), 'aaaa'.replace('a', 'b', 2))
print(('ab' * 50).replace('ab', 'c')[:5], 'abcabc'.replace('bc', '', 1))
print('b' in 'abc', '' in 'abc', 'abcd' in 'abc')
try:
    5 in 'abc'
except TypeError as error:
    print(error)
print('é'.encode(), 'abc'.encode(), b'abc'.decode(), b'\xc3\xa9'.decode())
try:
    b'\xff'.decode()
except UnicodeDecodeError as error:
    print(error)
