# Brackets of different kinds.
x = (1, [2, 3}
