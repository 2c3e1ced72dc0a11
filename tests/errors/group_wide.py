# Groups with many members show the first ones and a count.
raise ExceptionGroup("wide", [ValueError(i) for i in range(20)])
