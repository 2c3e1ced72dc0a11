# A program whose value the page takes.
total = 0
for number in range(5):
    total += number
text = f"{total} of {1 + 1}"
[total, text, {"name": "Ada", "size": 1.5}, (True, None)]
