# A starred expression on its own.
x = *a
