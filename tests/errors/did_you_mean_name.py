# A misspelt variable gets a suggestion.
counter_value = 1
def f():
    local_thing = 2
    print(counter_valu, local_thing)
f()
