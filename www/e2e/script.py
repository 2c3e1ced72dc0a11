print("from a file, shared =", shared)
