# A bad escape in a string.
x = "\N{no such character name}"
