# A truncated escape.
x = "abc \x4 def"
