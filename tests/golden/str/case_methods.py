# Case methods, including letters whose case changes length or depends on context.
for s in (
    "hello World", "ÀÉ straße", "ǆ ǅ", "ﬁne", "ΟΔΥΣΣΕΥΣ", "İstanbul ı", "123abc", "they're bill's", "",
    "\u0345x",
):
    print(ascii(s.upper()), ascii(s.lower()), ascii(s.title()), ascii(s.capitalize()), ascii(s.swapcase()), ascii(s.casefold()))
print("ß".upper(), "ŉ".upper(), "Σ".lower(), "ΑΣ".lower(), "ΑΣΑ".lower(), "Σ Σ".lower() )
