//! Commands of the house; `cargo xtask help` lists them.

fn main() {}
