# An invalid escape sequence warns.
pattern = "\d+"
raise SystemExit(1)
