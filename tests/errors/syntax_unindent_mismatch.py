# A line that goes back to no earlier level.
if True:
        x = 1
    y = 2
