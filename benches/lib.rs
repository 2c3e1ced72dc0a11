//! Benches: `cargo bench -p whipsnake-benches` for single features with criterion, `cargo xtask bench` for whole programs.
//!
//! Nothing lives here but this line; the benches are in `criterion/`, the programs they run in `micro/`.
