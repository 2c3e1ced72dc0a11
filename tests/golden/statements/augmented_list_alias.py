# += on a list changes it in place and also rebinds, so aliases see the change; on a tuple they do not.
a = b = [1]
a += (2, 3)
print(b, a is b)
a = a + [4]
print(b, a)
t = u = (1,)
t += (2,)
print(t, u)
t = ([],)
try: t[0] += [1]
except TypeError as e: print(e, t)
s = "x"; r = s
s += "y"; print(s, r)
