//! `cargo xtask bench [filter…] [--engines a,b] [--quick] [--cpu] [--save FILE] [--rounds N]`: pyperformance, side by side.
//!
//! The programs are downloaded from PyPI into the cache and run unmodified; only their `pyperf` is ours
//! (`benches/pyperf_shim`). Engines take turns program by program and round by round, so that what else the machine
//! does falls on all of them. A figure is the least of all values of an engine; a program of several parts counts as
//! their geometric mean. Engines: `native`, `node` (ours), `py311`-like `system` (the distribution's optimised
//! python3), `py313`, `pyodide`.

use crate::Result;
use crate::tools::options::Options;
use crate::tools::whipsnake::{self, Build};
use crate::tools::{exec, node, paths, python};
use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::Command;

const PYPERFORMANCE: &str = "1.14.0";

/// The programs that need nothing but the standard library and measure the interpreter itself.
pub const PROGRAMS: &[&str] = &[
    "barnes_hut",
    "chaos",
    "comprehensions",
    "coroutines",
    "async_generators",
    "deepcopy",
    "deltablue",
    "fannkuch",
    "float",
    "gc_collect",
    "gc_traversal",
    "generators",
    "go",
    "hexiom",
    "json_dumps",
    "json_loads",
    "logging",
    "mdp",
    "meteor_contest",
    "nbody",
    "nqueens",
    "pidigits",
    "pprint",
    "pyflate",
    "raytrace",
    "regex_compile",
    "regex_dna",
    "regex_effbot",
    "regex_v8",
    "richards",
    "richards_super",
    "scimark",
    "spectral_norm",
    "typing_runtime_protocols",
    "unpack_sequence",
];

/// One way to run a Python program.
struct Engine {
    name: &'static str,
    what: String,
    kind: Kind,
}

enum Kind {
    /// A program that takes a script: CPython or ours.
    Native(PathBuf),
    /// A script of `benches/engines` with the folder of the package it loads.
    Node(&'static str, PathBuf),
}

/// Seconds by part of a program.
type Parts = BTreeMap<String, f64>;

struct Settings {
    rounds: usize,
    cpu: bool,
    seconds: f64,
    values: usize,
    limit: u64,
}

/// The command.
pub fn run(args: &[String]) -> Result {
    let mut options = Options::new(args);
    let quick = options.flag("--quick");
    let cpu = options.flag("--cpu");
    let wanted = options.value("--engines")?;
    let save = options.value("--save")?;
    let rounds =
        options.value("--rounds")?.map(|n| n.parse().map_err(|_| format!("--rounds {n}?"))).transpose()?;
    let settings = Settings {
        rounds: rounds.unwrap_or(if quick { 1 } else { 3 }),
        cpu,
        seconds: if quick { 0.1 } else { 0.2 },
        values: if quick { 2 } else { 3 },
        limit: 300,
    };
    let filters = options.words()?;
    let programs: Vec<&str> = PROGRAMS
        .iter()
        .copied()
        .filter(|name| filters.is_empty() || filters.iter().any(|f| name.contains(f)))
        .collect();
    let folder = pyperformance()?;
    let engines = engines(wanted.as_deref())?;
    for engine in &engines {
        println!("{:<9} {}", engine.name, engine.what);
    }
    print_header(&engines);
    let mut results: Vec<(&str, Vec<Option<Parts>>)> = Vec::new();
    for program in programs {
        let row = measure(&folder.join(format!("bm_{program}")), program, &engines, &settings)?;
        print_row(program, &row);
        results.push((program, row));
    }
    print_means(&engines, &results);
    if let Some(file) = save {
        paths::write(Path::new(&file), to_json(&engines, &results))?;
    }
    Ok(())
}

/// The folder of the benchmark programs, downloaded and unpacked on first use.
pub fn pyperformance() -> Result<PathBuf> {
    let home = paths::cache().join("pyperformance");
    let unpacked = home.join(format!("pyperformance-{PYPERFORMANCE}"));
    let programs = unpacked.join("pyperformance/data-files/benchmarks");
    if programs.is_dir() {
        return Ok(programs);
    }
    paths::make_dir(&home)?;
    exec::say(format_args!(
        "downloading pyperformance {PYPERFORMANCE} with pip into {}",
        paths::relative(&home)
    ));
    let archive = format!("pyperformance-{PYPERFORMANCE}.tar.gz");
    exec::capture(
        Command::new(python::with_pip()?)
            .args(["-m", "pip", "download", "--no-deps", "--no-binary", "pyperformance"])
            .arg(format!("pyperformance=={PYPERFORMANCE}"))
            .current_dir(&home),
    )?;
    exec::capture(Command::new("tar").args(["xzf", &archive]).current_dir(&home))?;
    programs
        .is_dir()
        .then_some(programs)
        .ok_or_else(|| format!("{archive} does not hold the benchmark programs"))
}

fn engines(wanted: Option<&str>) -> Result<Vec<Engine>> {
    let names: Vec<&str> = wanted.unwrap_or("native,node,system,py313,pyodide").split(',').collect();
    let mut found = Vec::new();
    for name in names {
        match engine(name)? {
            Some(engine) => found.push(engine),
            None => exec::say(format_args!("no {name} on this machine, left out")),
        }
    }
    if found.is_empty() { Err("no engine is left to measure".into()) } else { Ok(found) }
}

fn engine(name: &str) -> Result<Option<Engine>> {
    let cpython = |name, path: Option<PathBuf>| {
        path.map(|path| {
            let version = python::version_of(&path).unwrap_or_default();
            Engine { name, what: format!("CPython {version}, {}", path.display()), kind: Kind::Native(path) }
        })
    };
    Ok(match name {
        "native" => {
            let path = whipsnake::native(Build::Release)?;
            Some(Engine { name: "native", what: "whipsnake, release build".into(), kind: Kind::Native(path) })
        }
        "node" => {
            crate::npm::assemble(false)?;
            let what = "whipsnake from dist/npm in Node".into();
            Some(Engine { name: "node", what, kind: Kind::Node("whipsnake.mjs", paths::npm_dist()) })
        }
        "system" => cpython("system", python::system()),
        "py313" => cpython("py313", python::find("3.13")),
        "py314" => cpython("py314", python::find("3.14")),
        "pyodide" => {
            let what = "Pyodide 314 (CPython 3.14 in wasm) in Node".into();
            Some(Engine { name: "pyodide", what, kind: Kind::Node("pyodide.mjs", node::pyodide()?) })
        }
        _ => {
            return Err(format!(
                "unknown engine {name}; there are native, node, system, py313, py314, pyodide"
            ));
        }
    })
}

impl Engine {
    fn command(&self, folder: &Path, settings: &Settings) -> Result<Command> {
        let shim = paths::root().join("benches/pyperf_shim");
        let mut command = match &self.kind {
            Kind::Native(program) => {
                let mut command = Command::new(program);
                command.env("PYTHONPATH", &shim).env("PYTHONDONTWRITEBYTECODE", "1").arg("run_benchmark.py");
                command
            }
            Kind::Node(script, package) => {
                let mut command = node::command()?;
                let script = paths::root().join("benches/engines").join(script);
                command.arg(script).arg(package).arg(folder).arg(&shim).arg("run_benchmark.py");
                command
            }
        };
        command.current_dir(folder);
        command.arg(format!("--shim-seconds={}", settings.seconds));
        command.arg(format!("--shim-values={}", settings.values));
        if settings.cpu {
            command.arg("--shim-cpu");
        }
        Ok(command)
    }

    /// Runs the program once; the least value of each part.
    fn measure(&self, folder: &Path, settings: &Settings) -> Result<Parts> {
        let finished = exec::bounded(&mut self.command(folder, settings)?, settings.limit)?;
        if !finished.end.ok() {
            let last = finished.stderr.trim().lines().last().unwrap_or("no message").to_string();
            return Err(format!("{}: {last}", finished.end));
        }
        let mut parts = Parts::new();
        for line in finished.stdout.lines().filter_map(|line| line.strip_prefix("PYPERF ")) {
            let value: Value = serde_json::from_str(line).map_err(|error| format!("{line}: {error}"))?;
            if let (Some(name), Some(least)) = (value["name"].as_str(), value["min"].as_f64()) {
                parts.insert(name.to_string(), least);
            }
        }
        if parts.is_empty() { Err("it ended well but measured nothing".into()) } else { Ok(parts) }
    }
}

/// All rounds of one program over all engines; an engine that failed has `None`.
fn measure(
    folder: &Path,
    program: &str,
    engines: &[Engine],
    settings: &Settings,
) -> Result<Vec<Option<Parts>>> {
    let mut best: Vec<Option<Parts>> = engines.iter().map(|_| Some(Parts::new())).collect();
    for _ in 0..settings.rounds {
        for (engine, slot) in engines.iter().zip(&mut best) {
            let Some(parts) = slot else { continue };
            match engine.measure(folder, settings) {
                Ok(values) => {
                    for (name, value) in values {
                        let least = parts.entry(name).or_insert(value);
                        *least = least.min(value);
                    }
                }
                Err(message) => {
                    println!("{program}: {} failed: {message}", engine.name);
                    *slot = None;
                }
            }
        }
    }
    Ok(best)
}

fn geometric_mean(values: impl Iterator<Item = f64>) -> Option<f64> {
    let logs: Vec<f64> = values.map(f64::ln).collect();
    (!logs.is_empty()).then(|| (logs.iter().sum::<f64>() / logs.len() as f64).exp())
}

/// How much longer `theirs` takes than `ours`, over the parts both have.
fn ratio(ours: &Parts, theirs: &Parts) -> Option<f64> {
    geometric_mean(ours.iter().filter_map(|(name, value)| Some(theirs.get(name)? / value)))
}

fn print_header(engines: &[Engine]) {
    print!("\n{:<26}", "milliseconds");
    for engine in engines {
        print!(" {:>10}", engine.name);
    }
    println!("  × of {} (above 1: it is faster than the column's engine)", engines[0].name);
}

fn print_row(program: &str, row: &[Option<Parts>]) {
    print!("{program:<26}");
    for parts in row {
        let mean = parts.as_ref().and_then(|parts| geometric_mean(parts.values().copied()));
        match mean {
            Some(seconds) => print!(" {:>10}", milliseconds(seconds)),
            None => print!(" {:>10}", "-"),
        }
    }
    for other in &row[1..] {
        let against = row[0].as_ref().zip(other.as_ref()).and_then(|(first, other)| ratio(first, other));
        match against {
            Some(times) => print!(" {times:>8.2}"),
            None => print!(" {:>8}", "-"),
        }
    }
    println!();
}

/// Seconds as milliseconds with four digits that mean something.
fn milliseconds(seconds: f64) -> String {
    let value = seconds * 1e3;
    let digits = (3 - value.log10().floor() as i32).clamp(0, 9) as usize;
    format!("{value:.digits$}")
}

/// Geometric means of every engine against every other, each over the programs both ran.
fn print_means(engines: &[Engine], results: &[(&str, Vec<Option<Parts>>)]) {
    println!(
        "\ngeometric means: the row's engine is this many times as fast as the column's (programs counted)"
    );
    print!("{:<10}", "");
    engines.iter().for_each(|engine| print!(" {:>14}", engine.name));
    println!();
    for (at, engine) in engines.iter().enumerate() {
        print!("{:<10}", engine.name);
        for other in 0..engines.len() {
            let ratios: Vec<f64> = results
                .iter()
                .filter_map(|(_, row)| ratio(row[at].as_ref()?, row[other].as_ref()?))
                .collect();
            match geometric_mean(ratios.iter().copied()) {
                Some(mean) if other != at => print!(" {:>9.3} ({:>2})", mean, ratios.len()),
                _ => print!(" {:>14}", "·"),
            }
        }
        println!();
    }
    print_fastest_cpython(engines, results);
}

/// The promise is against whichever CPython is faster for the program.
fn print_fastest_cpython(engines: &[Engine], results: &[(&str, Vec<Option<Parts>>)]) {
    let is_cpython = |name: &str| name == "system" || name.starts_with("py3");
    for (at, engine) in
        engines.iter().enumerate().filter(|(_, engine)| matches!(engine.name, "native" | "node"))
    {
        let mut slowest: Option<(f64, &str)> = None;
        let mut ratios = Vec::new();
        for (program, row) in results {
            let Some(ours) = &row[at] else { continue };
            let others = engines.iter().zip(row).filter(|(other, _)| is_cpython(other.name));
            let best = others.filter_map(|(_, parts)| ratio(ours, parts.as_ref()?)).min_by(f64::total_cmp);
            let Some(best) = best else { continue };
            ratios.push(best);
            if slowest.is_none_or(|(least, _)| best < least) {
                slowest = Some((best, program));
            }
        }
        if let (Some(mean), Some((least, program))) = (geometric_mean(ratios.iter().copied()), slowest) {
            let count = ratios.len();
            let name = engine.name;
            println!(
                "{name} against the faster CPython of each program: {mean:.3} over {count}; least {least:.2} ({program})"
            );
        }
    }
}

fn to_json(engines: &[Engine], results: &[(&str, Vec<Option<Parts>>)]) -> String {
    let rows: Vec<Value> = results
        .iter()
        .map(|(program, row)| {
            let times: serde_json::Map<String, Value> = engines
                .iter()
                .zip(row)
                .map(|(engine, parts)| (engine.name.to_string(), json!(parts)))
                .collect();
            json!({ "program": program, "seconds": times })
        })
        .collect();
    let about: Vec<Value> =
        engines.iter().map(|engine| json!({ "name": engine.name, "what": engine.what })).collect();
    format!("{:#}\n", json!({ "engines": about, "programs": rows }))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ratios_compare_only_the_parts_both_have() {
        let ours = Parts::from([("a".into(), 1.0), ("b".into(), 4.0), ("c".into(), 9.0)]);
        let theirs = Parts::from([("a".into(), 2.0), ("b".into(), 32.0)]);
        assert!((ratio(&ours, &theirs).expect("two parts in common") - 4.0).abs() < 1e-12);
        assert_eq!(ratio(&ours, &Parts::new()), None);
    }
}
