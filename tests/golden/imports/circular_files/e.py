import f
z = 1
