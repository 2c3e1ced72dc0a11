# An import that fails inside a function, with a suggestion.
def load():
    import caret_import_error_files.m
    from caret_import_error_files.m import nothing_like_this
load()
