# Two expressions without a comma.
x = [1, 2 3, 4]
