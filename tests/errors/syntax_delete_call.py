# Deleting a call.
del f(x), y
