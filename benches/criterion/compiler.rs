//! How fast source becomes code: parsing alone, and all of it, over the golden tests as one text.

// The macro that groups benches makes a public function without a word about it.
#![allow(missing_docs)]

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use std::hint::black_box;
use std::path::Path;
use whipsnake_compiler::{Options, compile};
use whipsnake_parser_glue::{Mode, SourceFile, parse};

/// The sources of the golden tests that compile, each by itself.
fn sources() -> Vec<SourceFile> {
    let mut found = Vec::new();
    collect(&Path::new(env!("CARGO_MANIFEST_DIR")).join("../tests/golden"), &mut found);
    found.retain(|source| compile(source, &Options::default()).is_ok());
    found
}

fn collect(folder: &Path, found: &mut Vec<SourceFile>) {
    for entry in std::fs::read_dir(folder).into_iter().flatten().flatten() {
        let path = entry.path();
        if path.is_dir() {
            collect(&path, found);
        } else if path.extension().is_some_and(|extension| extension == "py")
            && let Ok(text) = std::fs::read_to_string(&path)
        {
            found.push(SourceFile::new("<bench>", text));
        }
    }
}

fn compiler(criterion: &mut Criterion) {
    let sources = sources();
    let bytes = sources.iter().map(|source| source.text().len() as u64).sum();
    let mut group = criterion.benchmark_group("compiler");
    group.throughput(Throughput::Bytes(bytes)).sample_size(20);
    group.bench_function("parse", |bencher| {
        bencher
            .iter(|| sources.iter().filter(|source| parse(black_box(source), Mode::Module).is_ok()).count());
    });
    group.bench_function("compile", |bencher| {
        let options = Options::default();
        bencher.iter(|| sources.iter().filter(|source| compile(black_box(source), &options).is_ok()).count());
    });
    group.finish();
}

criterion_group!(benches, compiler);
criterion_main!(benches);
