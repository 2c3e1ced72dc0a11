# tokenize gives comments, empty lines, blocks and the parts of f-strings, with their places and lines.
import io, tokenize

SOURCES = [
    "x = 1",
    "",
    "# c",
    "if x:\n  y # hi\n\n # z\n  \nelse: pass",
    "def f():\n    if x:\n        y\n    # after\n# top\nz\n",
    "a = (1, # c\n  2\n\n)\n",
    "x \\\n + y\n",
    "f'a{x!r}b' + '''a\nb'''\n",
    "é = 'ü' + ß\n",
    "x = 1\r\ny\r\n",
    "t'{a}'\n",
    "a ? $\n",
    "x = [1,\n",
    "a = '",
    "'''abc\n",
    "0x\n",
]
for source in SOURCES:
    print(repr(source))
    try:
        for token in tokenize.generate_tokens(io.StringIO(source).readline):
            name = tokenize.tok_name[token.exact_type]
            print("  ", name, repr(token.string), token.start, token.end, repr(token.line))
    except tokenize.TokenError as error:
        print("  ", error.args)
tokens = list(tokenize.tokenize(io.BytesIO(b"# -*- coding: latin-1 -*-\nx = '\xe9'\n").readline))
print(tokens[0].string, tokens[5].string)
print(tokenize.untokenize(tokenize.generate_tokens(io.StringIO("x  =  f( 1 )\n").readline)))
