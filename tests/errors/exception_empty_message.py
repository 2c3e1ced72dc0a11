# An exception without message prints only its name.
raise KeyError
