# The print statement of old.
print "hello"
