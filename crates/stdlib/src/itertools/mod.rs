//! `itertools`: iterators of iterators.

pub mod drive;

mod combine;
mod counting;
mod filters;
mod grouping;
mod joining;
mod tee;

use whipsnake_vm::{
    function,
    native::{ModuleDef, Row},
};

/// The module.
pub static MODULE: ModuleDef = ModuleDef {
    name: "itertools",
    doc: "Functional tools for creating and using iterators.",
    rows: ROWS,
    types: &[
        &counting::COUNT,
        &counting::CYCLE,
        &counting::REPEAT,
        &filters::TAKEWHILE,
        &filters::DROPWHILE,
        &filters::FILTERFALSE,
        &filters::STARMAP,
        &filters::COMPRESS,
        &filters::ISLICE,
        &filters::ACCUMULATE,
        &joining::CHAIN,
        &joining::ZIP_LONGEST,
        &joining::PAIRWISE,
        &joining::BATCHED,
        &combine::PRODUCT,
        &combine::PERMUTATIONS,
        &combine::COMBINATIONS,
        &combine::COMBINATIONS_WITH_REPLACEMENT,
        &grouping::GROUPBY,
        &grouping::GROUPER,
        &tee::TEE,
        &tee::TEE_DATA,
    ],
    init: None,
};

const ROWS: &[Row] =
    &[function!("tee(iterable, n=2, /)", tee::tee, 2, "Returns a tuple of n independent iterators.")];
