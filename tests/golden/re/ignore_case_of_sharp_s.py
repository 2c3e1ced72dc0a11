# Ignoring case, a set holds what its members are folded from, also where the upper case is several letters.
import re

print(bool(re.match("[ß-ß]", "ẞ", re.I)), bool(re.match("[ẞ]", "ß", re.I)), bool(re.match("ß", "ẞ", re.I)))
print(re.findall("[à-ÿ]", "ÀÿŸßẞé÷", re.I))
print(re.findall("[ᾀ-ᾇ]", "ᾈᾀἈᾇ", re.I))
