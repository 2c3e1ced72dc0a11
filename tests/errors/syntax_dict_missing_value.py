# A dictionary entry without a value.
d = {"a": 1, "b": }
