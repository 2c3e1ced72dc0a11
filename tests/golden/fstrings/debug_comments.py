# `{value=}` shows its source without comments; hashes in strings stay.
print(f"""{1 + 2 = # three
  }|{"a#b" = }|{(1, # one
   2) = }""")
