//! The format that the compiler and the machine agree on.
