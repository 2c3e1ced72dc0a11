# Lines that are equally deep only for a certain width of tabs are refused.
def f():
	if 1:
        return 2
