# A character that cannot be part of a program.
x = 5 € 3
