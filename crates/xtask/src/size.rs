//! `cargo xtask size [--no-build]`: bytes of everything a page downloads before its first `print`, plain and
//! compressed, of what follows by itself, then the wasm's code by crate, then the size of the loop. Fails past a budget.

use crate::Result;
use crate::tools::options::Options;
use crate::tools::wasm_file::{self, Function};
use crate::tools::{node, paths, toolchain};
use crate::{npm, wasm};
use std::collections::BTreeMap;
use std::path::PathBuf;

/// Everything before the first `print`, brotli. Raising it is a line in a diff, with a reason.
const BUDGET_FIRST: u64 = 800_000;

/// The same with what follows by itself: all of the language.
const BUDGET_WHOLE: u64 = 1_400_000;

/// The loop's function, in bytes of wasm: engines take more than linear time to compile it.
const BUDGET_LOOP: usize = 35_000;

/// The loop is the function whose jump table has at least so many ways.
pub const OPCODES: usize = 100;

/// What a page asks for before it prints: the module it names, and what that loads.
const FIRST_FILES: &[&str] = &["whipsnake.mjs", "whipsnake.wasm"];

/// What it asks for next, without being told.
const NEXT_FILES: &[&str] = &["whipsnake.rest.wasm"];

/// The command.
pub fn run(args: &[String]) -> Result {
    let mut options = Options::new(args);
    let no_build = options.flag("--no-build");
    options.words()?;
    if !no_build {
        npm::assemble(false)?;
    }
    let first = print_files("before the first print", FIRST_FILES)?;
    let whole = first + print_files("next, by itself", NEXT_FILES)?;
    print_packs()?;
    print_crates_and_loop()?;
    println!();
    check_budget("before its first print", first, BUDGET_FIRST)?;
    check_budget("before it has all of the language", whole, BUDGET_WHOLE)
}

fn check_budget(when: &str, bytes: u64, budget: u64) -> Result {
    if bytes > budget {
        return Err(format!("a page downloads {bytes} bytes {when}; the budget is {budget}"));
    }
    println!("{bytes} bytes {when}: within the budget of {budget} ({} % used)", bytes * 100 / budget);
    Ok(())
}

/// Prints files of the package with their sizes; the sum of the compressed ones.
fn print_files(title: &str, names: &[&str]) -> Result<u64> {
    let files: Vec<PathBuf> = names.iter().map(|name| paths::npm_dist().join(name)).collect();
    let compressed = node::brotli_sizes(&files)?;
    println!("{title:<28} {:>10} {:>10}", "bytes", "brotli");
    let mut totals = (0, 0);
    for ((file, name), brotli) in files.iter().zip(names).zip(&compressed) {
        let bytes = std::fs::metadata(file).map_err(|error| format!("{}: {error}", file.display()))?.len();
        println!("{name:<28} {bytes:>10} {brotli:>10}");
        totals = (totals.0 + bytes, totals.1 + brotli);
    }
    println!("{:<28} {:>10} {:>10}\n", "total", totals.0, totals.1);
    Ok(totals.1)
}

fn print_packs() -> Result {
    let packs = npm::packs(&wasm::dist(), &toolchain::target_dir())?;
    if !packs.is_empty() {
        println!("{:<28} {:>10} {:>10}", "later, when imported", "bytes", "brotli");
        for (pack, brotli) in packs.iter().zip(node::brotli_sizes(&packs)?) {
            let bytes = std::fs::metadata(pack).map_or(0, |file| file.len());
            println!(
                "{:<28} {bytes:>10} {brotli:>10}",
                pack.file_name().unwrap_or_default().to_string_lossy()
            );
        }
    }
    Ok(())
}

fn print_crates_and_loop() -> Result {
    let named = wasm::dist().join("core.named.wasm");
    let bytes = std::fs::read(&named).map_err(|error| format!("cannot read {}: {error}", named.display()))?;
    let module = wasm_file::parse(&bytes)?;
    let mut crates: BTreeMap<String, Vec<&Function>> = BTreeMap::new();
    for function in &module.functions {
        crates.entry(function.crate_name()).or_default().push(function);
    }
    // Each crate's code compressed by itself: the sum is a little more than the whole, the proportions are right.
    let scratch = paths::target().join("wasm-dist/crates");
    let mut files = Vec::new();
    for (name, functions) in &crates {
        let body: Vec<u8> =
            functions.iter().flat_map(|function| &bytes[function.body.clone()]).copied().collect();
        let file = scratch.join(name);
        paths::write(&file, body)?;
        files.push(file);
    }
    let compressed = node::brotli_sizes(&files)?;
    let mut rows: Vec<(String, usize, u64)> = crates
        .iter()
        .zip(compressed)
        .map(|((name, functions), brotli)| {
            (name.clone(), functions.iter().map(|f| f.body.len()).sum(), brotli)
        })
        .collect();
    for (name, section) in &module.data_sections {
        rows.push((format!("({name})"), section.len(), 0));
    }
    rows.sort_by_key(|row| std::cmp::Reverse(row.1));
    println!("\n{:<28} {:>10} {:>10}", "the wasm, by crate", "bytes", "brotli");
    for (name, bytes, brotli) in rows.iter().take(30) {
        println!("{name:<28} {bytes:>10} {brotli:>10}");
    }
    check_loop(&module.functions, &bytes);
    Ok(())
}

fn check_loop(functions: &[Function], bytes: &[u8]) {
    // Its name may stand for another one once equal functions are merged; its table of opcodes is like no other's.
    let found = functions.iter().map(|function| (function.largest_table(bytes), function));
    match found.max_by_key(|(table, _)| *table) {
        Some((table, function)) if table >= OPCODES => {
            let (size, path) = (function.body.len(), function.path());
            println!("\nthe loop is {size} bytes of wasm (limit {BUDGET_LOOP}): {path}, {table} ways");
            if size > BUDGET_LOOP {
                println!("WARNING: the loop is past its limit");
            }
        }
        _ => println!("\nWARNING: no function has a jump table of {OPCODES} ways: where is the loop?"),
    }
    let mut largest: Vec<&Function> = functions.iter().collect();
    largest.sort_by_key(|function| std::cmp::Reverse(function.body.len()));
    println!("\n{:<28} {:>10}", "largest functions", "bytes");
    for function in largest.iter().take(12) {
        println!("{:<60} {:>8}", function.path(), function.body.len());
    }
}
