text = "the quick brown fox jumps over the lazy dog " * 100
# ---
" ".join(text.split())
