# async for outside of an async function.
def f(y):
    return [x async for x in y]
