//! The front door: an `Interpreter`, assembled from compiler, machine and library.
