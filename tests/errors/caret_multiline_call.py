# An expression over several lines is shown with its lines and markers.
def f(*args):
    raise ValueError("multi")

result = f(
    1,
    2 + 3,
    "text",
)
