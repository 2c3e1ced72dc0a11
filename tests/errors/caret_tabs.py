# A line indented with tabs.
def f():
	if True:
		return [1][5] + 1
f()
