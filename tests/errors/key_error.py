# KeyError shows the repr of the key.
d = {"a": 1}
d["it's"]
