//! `match`.
