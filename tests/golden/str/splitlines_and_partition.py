# splitlines knows all line ends; partition gives three parts.
t = "a\nb\r\nc\rd\x0be\x0cf\x1cg\x1dh\x1ei\x85j\u2028k\u2029l"
print(t.splitlines(), t.splitlines(True)[:4], "".splitlines(), "\n".splitlines(), "a\n".splitlines())
print("a\n\n".splitlines(keepends=True))
print("a=b=c".partition("="), "a=b=c".rpartition("="), "abc".partition("="), "abc".rpartition("="))
print("".partition("x"), "=".partition("="), "aXXb".partition("XX"))
for bad in ("", 5):
    try: "a".partition(bad)
    except (ValueError, TypeError) as e: print(e)
