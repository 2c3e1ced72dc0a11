//! What the fuzz targets share: a corpus of programs, ways to spoil them, and a driver that keeps what breaks.
//!
//! A target is a function from a program's text. It must return, whatever the text: no panic, no overflow of the
//! stack, no endless run. The driver writes each program to `target/fuzz/<target>.py` before it runs, so that one that
//! takes the whole process down is still there afterwards, and keeps one that panics beside it.
//! Programs are the golden tests, cut, joined and changed by a seeded generator: a seed repeats a session.

mod mutate;
mod nothing;
mod random;

pub use mutate::mutate;
pub use nothing::Nothing;
pub use random::Random;

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};

/// A program that runs longer than this is a find.
const LONGEST: Duration = Duration::from_secs(30);

/// Runs a target for the seconds given as first argument (60), from the seed given as second (the clock's).
pub fn drive(name: &'static str, target: fn(&str)) -> ExitCode {
    let args: Vec<u64> = std::env::args().skip(1).filter_map(|word| word.parse().ok()).collect();
    let seconds = args.first().copied().unwrap_or(60);
    let seed = args.get(1).copied().unwrap_or_else(clock);
    let corpus = corpus();
    println!("{name}: {} programs to start from, seed {seed}, {seconds} s", corpus.len());
    let folder = root().join("target/fuzz");
    if corpus.is_empty() || std::fs::create_dir_all(&folder).is_err() {
        eprintln!("no programs below tests/, or no place to keep finds");
        return ExitCode::FAILURE;
    }
    let current = folder.join(format!("{name}.py"));
    let started = Arc::new(AtomicU64::new(0));
    watch(started.clone(), current.clone());
    let mut random = Random::new(seed);
    let (begin, mut runs, mut finds) = (Instant::now(), 0_u64, 0);
    while begin.elapsed() < Duration::from_secs(seconds) && finds < 10 {
        let program = mutate(&corpus, &mut random);
        if std::fs::write(&current, &program).is_err() {
            return ExitCode::FAILURE;
        }
        started.store(clock(), Ordering::Relaxed);
        if catch_unwind(AssertUnwindSafe(|| target(&program))).is_err() {
            finds += 1;
            let kept = folder.join(format!("{name}-{seed}-{runs}.py"));
            println!("a panic; the program is kept as {}", kept.display());
            let _ = std::fs::write(kept, &program);
        }
        runs += 1;
    }
    println!("{name}: {runs} programs, {finds} finds");
    if finds == 0 { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

/// Ends the process when one program takes too long; its text is in the file already.
fn watch(started: Arc<AtomicU64>, current: PathBuf) {
    std::thread::spawn(move || {
        loop {
            std::thread::sleep(Duration::from_secs(1));
            let since = started.load(Ordering::Relaxed);
            if since != 0 && clock().saturating_sub(since) > LONGEST.as_millis() as u64 {
                println!("more than {} s: the program is {}", LONGEST.as_secs(), current.display());
                std::process::exit(1);
            }
        }
    });
}

fn clock() -> u64 {
    let now = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH);
    now.map_or(1, |now| now.as_millis() as u64)
}

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().expect("fuzz/ lies in the repository").to_path_buf()
}

/// The texts of all golden tests.
fn corpus() -> Vec<String> {
    let mut found = Vec::new();
    for area in ["golden", "errors"] {
        collect(&root().join("tests").join(area), &mut found);
    }
    found
}

fn collect(folder: &Path, found: &mut Vec<String>) {
    let Ok(entries) = std::fs::read_dir(folder) else { return };
    let mut paths: Vec<PathBuf> = entries.flatten().map(|entry| entry.path()).collect();
    paths.sort();
    for path in paths {
        if path.is_dir() {
            collect(&path, found);
        } else if path.extension().is_some_and(|extension| extension == "py") {
            found.extend(std::fs::read_to_string(&path));
        }
    }
}
