# repr chooses quotes and escapes what is not printable.
for s in (
    "plain", "it's", 'say "hi"', "both ' and \"", "tab\tnl\ncr\r", "\\", "\x00\x1f\x7f\x80\xa0\xad", "é€",
    "\u200b\u2028\ue000", "\U0001F600\U000E0001", "\ud800\udfff", "\u0378", "\uffff",
):
    print(repr(s) if s.isascii() else ascii(repr(s)), ascii(s))
print(["'", '"'], {"a": "b'"}, ("x\n",))
