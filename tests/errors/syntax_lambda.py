# A broken lambda.
f = lambda x, : x y
