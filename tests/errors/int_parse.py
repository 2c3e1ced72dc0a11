# A conversion fails inside nested calls.
def parse(line):
    return [int(field) for field in line.split(",")]
def total(lines):
    return sum(sum(parse(line)) for line in lines)
print(total(["1,2", "3,4"]))
print(total(["5,6", "7,eight"]))
