# What `sysconfig` says of the build; CPython writes such a file when it is configured.
"""Settings of the build, as `sysconfig.get_config_vars` shows them."""

build_time_vars = {
    "ABIFLAGS": "",
    "CFLAGS": "",
    "CONFIG_ARGS": "",
    "EXT_SUFFIX": ".so",
    "HOST_GNU_TYPE": "",
    "PY_CFLAGS": "",
    "PY_CFLAGS_NODIST": "",
    "Py_DEBUG": 0,
    "Py_ENABLE_SHARED": 0,
    "Py_GIL_DISABLED": 0,
    "SHLIB_SUFFIX": ".so",
    "SIZEOF_VOID_P": 8,
    "TEST_MODULES": "no",
    "VERSION": "3.14",
    "WITH_DOC_STRINGS": 1,
    "prefix": "",
    "exec_prefix": "",
}
