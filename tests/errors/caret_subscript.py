# The subscript at fault is marked inside a chain.
data = {"a": {"b": [1, 2, 3]}}
print(data["a"]["b"][1], data["a"]["b"][7], data["a"])
