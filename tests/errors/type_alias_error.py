# Evaluating a type alias fails when asked for.
type Bad = undefined_type | int
print(Bad.__value__)
