# The caret counts characters before it, wide or not.
größe = "日本語"; x = = 5
