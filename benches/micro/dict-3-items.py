d = {str(i): i for i in range(1000)}
# ---
for key, value in d.items():
    value
