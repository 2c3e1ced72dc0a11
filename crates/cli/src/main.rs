//! The terminal as host.

fn main() {}
