//! Runs the corpus of Python programs (`golden/`, `errors/`) with the native `whipsnake` and compares what they print.
//!
//! `cargo test -p whipsnake-tests -- [FILTER ...] [--list] [--jobs N] [--brief]`
//!
//! A filter is a part of a test's id (`golden/str/split`); several filters mean any of them. The binary is the one
//! named by `WHIPSNAKE_BIN`, else `whipsnake` in the folder of the build profile this runner was built with: the
//! caller builds it. Each program runs in a fresh folder of its own, holding only the program and its companions, so
//! it may write files. Expectations are never written here: `bless.mjs` takes them from CPython.

use std::collections::BTreeMap;
use std::fs;
use std::io::{Read, Write};
use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode, Stdio};
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;
use std::time::{Duration, Instant};

/// A program that takes longer than this has failed.
const TIME_LIMIT: Duration = Duration::from_secs(20);
/// More output than this means a program that does not stop printing; the rest is dropped.
const OUTPUT_LIMIT: usize = 4 << 20;
/// Lines of a difference that are shown.
const SHOWN: usize = 24;

/// One program of the corpus and what it must print.
struct Test {
    /// Path below `tests/` without the extension, with forward slashes.
    id: String,
    path: PathBuf,
    /// Expected standard output; a test in `errors/` that prints nothing has none.
    out: Option<String>,
    /// Expected standard error, for tests in `errors/`, which must also end with a failure.
    err: Option<String>,
}

/// What running a program gave.
struct Ran {
    out: String,
    err: String,
    /// The exit code, or why there is none.
    code: Result<i32, String>,
}

fn main() -> ExitCode {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut filters = Vec::new();
    let mut jobs = thread::available_parallelism().map_or(2, usize::from);
    let (mut list, mut brief) = (false, false);
    let mut args = std::env::args().skip(1);
    while let Some(arg) = args.next() {
        match arg.as_str() {
            "--list" => list = true,
            "--brief" => brief = true,
            "--jobs" => jobs = args.next().and_then(|n| n.parse().ok()).unwrap_or(jobs),
            // Words meant for the standard harness, which `cargo test --workspace -- …` hands to every runner.
            word if word.starts_with('-') => {}
            word => filters.push(word.to_string()),
        }
    }
    let mut tests = Vec::new();
    for folder in ["golden", "errors"] {
        collect(here, &here.join(folder), &mut tests);
    }
    let expected = expected_failures(&here.join("expected_failures.toml"));
    let mut stale: Vec<String> =
        expected.keys().filter(|id| !tests.iter().any(|t| &&t.id == id)).cloned().collect();
    tests.retain(|t| filters.is_empty() || filters.iter().any(|f| t.id.contains(f.as_str())));
    if list {
        tests.iter().for_each(|t| println!("{}", t.id));
        return ExitCode::SUCCESS;
    }
    let Some(binary) = find_binary() else {
        eprintln!("no whipsnake binary: build it (cargo build) or set WHIPSNAKE_BIN");
        return ExitCode::FAILURE;
    };

    let next = AtomicUsize::new(0);
    let report = Mutex::new(BTreeMap::new());
    thread::scope(|scope| {
        for _ in 0..jobs.clamp(1, 64) {
            scope.spawn(|| {
                while let Some(test) = tests.get(next.fetch_add(1, Ordering::Relaxed)) {
                    let complaint = run(&binary, test).and_then(|ran| judge(test, &ran));
                    if let Ok(mut report) = report.lock() {
                        report.insert(test.id.clone(), complaint.err());
                    }
                }
            });
        }
    });

    let report = report.into_inner().unwrap_or_default();
    let (mut passed, mut failed, mut known) = (0, 0, 0);
    for (id, complaint) in &report {
        match (complaint, expected.get(id)) {
            (None, None) => passed += 1,
            (Some(_), Some(_)) => known += 1,
            (None, Some(reason)) => {
                failed += 1;
                println!("PASSES {id}, which is listed as an expected failure ({reason}): remove the line");
            }
            (Some(complaint), None) => {
                failed += 1;
                println!("FAILED {id}");
                if !brief {
                    println!("{complaint}");
                }
            }
        }
    }
    stale.retain(|_| filters.is_empty());
    for id in &stale {
        println!("FAILED {id}: listed in expected_failures.toml, but there is no such test");
    }
    failed += stale.len();
    println!("golden native: {passed} passed, {failed} failed, {known} expected failures");
    if failed == 0 { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

/// Finds the tests below `folder`, in alphabetical order.
fn collect(root: &Path, folder: &Path, tests: &mut Vec<Test>) {
    let Ok(entries) = fs::read_dir(folder) else { return };
    let mut paths: Vec<PathBuf> = entries.filter_map(|e| e.ok().map(|e| e.path())).collect();
    paths.sort();
    for path in paths {
        let text = path.to_string_lossy();
        if path.is_dir() {
            if !text.ends_with("_files") && !text.ends_with("__pycache__") {
                collect(root, &path, tests);
            }
        } else if text.ends_with(".py") {
            let id = path.with_extension("");
            let id = id.strip_prefix(root).unwrap_or(&id).to_string_lossy().replace('\\', "/");
            let read = |extension| fs::read_to_string(path.with_extension(extension)).ok();
            tests.push(Test { id, out: read("out"), err: read("err"), path });
        }
    }
}

/// Reads the rows `"id" = "reason"` of the sections `[all]` and `[native]`.
fn expected_failures(path: &Path) -> BTreeMap<String, String> {
    let mut rows = BTreeMap::new();
    let mut ours = true;
    for line in fs::read_to_string(path).unwrap_or_default().lines() {
        let line = line.trim();
        if let Some(section) = line.strip_prefix('[').and_then(|l| l.split(']').next()) {
            ours = section == "all" || section == "native";
        } else if let (true, Some((id, reason))) = (ours && line.starts_with('"'), line.split_once('=')) {
            let bare = |text: &str| text.trim().trim_matches('"').to_string();
            rows.insert(bare(id), bare(reason));
        }
    }
    rows
}

/// The binary to test, if it exists.
fn find_binary() -> Option<PathBuf> {
    if let Some(named) = std::env::var_os("WHIPSNAKE_BIN") {
        return fs::canonicalize(named).ok();
    }
    // This runner is target/<profile>/deps/golden-<hash>.
    let me = std::env::current_exe().ok()?;
    let binary = me.parent()?.parent()?.join(format!("whipsnake{}", std::env::consts::EXE_SUFFIX));
    binary.exists().then_some(binary)
}

/// Runs one program in a fresh folder. Answers an error text only when it could not be run at all.
fn run(binary: &Path, test: &Test) -> Result<Ran, String> {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("golden").join(&test.id);
    let _ = fs::remove_dir_all(&folder);
    let name = test.path.file_name().ok_or("no file name")?;
    let fail = |error: std::io::Error| format!("cannot run it: {error}");
    fs::create_dir_all(&folder).map_err(fail)?;
    fs::copy(&test.path, folder.join(name)).map_err(fail)?;
    let companions = format!("{}_files", test.path.with_extension("").display());
    copy_tree(Path::new(&companions), &folder).map_err(fail)?;

    let mut command = Command::new(binary);
    for (variable, _) in std::env::vars_os() {
        if variable.to_string_lossy().starts_with("PYTHON") {
            command.env_remove(variable);
        }
    }
    let mut child = command
        .arg(name)
        .current_dir(&folder)
        .env("NO_COLOR", "1")
        .env_remove("COLUMNS")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .map_err(fail)?;
    let out = drain(child.stdout.take());
    let err = drain(child.stderr.take());
    if let Some(mut stdin) = child.stdin.take() {
        // A program that never reads breaks the pipe, which is no failure.
        let _ = stdin.write_all(&fs::read(test.path.with_extension("in")).unwrap_or_default());
    }
    let started = Instant::now();
    let code = loop {
        match child.try_wait().map_err(fail)? {
            Some(status) => {
                break status.code().ok_or_else(|| format!("it was killed: {status}"));
            }
            None if started.elapsed() > TIME_LIMIT => {
                let _ = child.kill();
                let _ = child.wait();
                break Err(format!("it ran longer than {} seconds", TIME_LIMIT.as_secs()));
            }
            None => thread::sleep(Duration::from_millis(2)),
        }
    };
    let (out, err) = (out.join().unwrap_or_default(), err.join().unwrap_or_default());
    let _ = fs::remove_dir_all(&folder);
    // CPython names a program it was given as a bare name by its absolute path; expectations show the bare name.
    let real =
        fs::canonicalize(env!("CARGO_TARGET_TMPDIR")).unwrap_or_default().join("golden").join(&test.id);
    let bare = |text: String| {
        text.replace(&format!("{}/", folder.display()), "").replace(&format!("{}/", real.display()), "")
    };
    Ok(Ran { out: bare(out), err: bare(err), code })
}

/// Copies the folder `from`, if there is one, into the folder `into`, keeping its name.
fn copy_tree(from: &Path, into: &Path) -> std::io::Result<()> {
    let Ok(entries) = fs::read_dir(from) else { return Ok(()) };
    let target = into.join(from.file_name().unwrap_or_default());
    fs::create_dir_all(&target)?;
    for entry in entries {
        let path = entry?.path();
        if path.is_dir() {
            copy_tree(&path, &target)?;
        } else {
            fs::copy(&path, target.join(path.file_name().unwrap_or_default()))?;
        }
    }
    Ok(())
}

/// Reads a stream to its end on a thread of its own, so that a full pipe never blocks the program.
fn drain(stream: Option<impl Read + Send + 'static>) -> thread::JoinHandle<String> {
    thread::spawn(move || {
        let mut kept = Vec::new();
        let mut buffer = [0; 1 << 14];
        let Some(mut stream) = stream else { return String::new() };
        while let Ok(count @ 1..) = stream.read(&mut buffer) {
            if kept.len() < OUTPUT_LIMIT {
                kept.extend_from_slice(&buffer[..count]);
            }
        }
        String::from_utf8_lossy(&kept).into_owned()
    })
}

/// Compares what a program did with what it should do; the error is the text of the complaint.
fn judge(test: &Test, ran: &Ran) -> Result<(), String> {
    let fails = test.id.starts_with("errors/");
    let mut complaint = String::new();
    if test.out.is_none() && test.err.is_none() {
        complaint.push_str("  it has no expectation: bless it\n");
    }
    match &ran.code {
        Err(reason) => complaint.push_str(&format!("  {reason}\n")),
        Ok(code) if (*code == 0) == fails => complaint.push_str(&format!("  exit code {code}\n")),
        Ok(_) => {}
    }
    let mut compare = |what: &str, wanted: &str, got: &str| {
        if wanted != got {
            complaint.push_str(&format!("  {what} (- expected, + got):\n{}", difference(wanted, got)));
        }
    };
    compare("stdout", test.out.as_deref().unwrap_or(""), &ran.out);
    if let Some(wanted) = &test.err {
        compare("stderr", wanted, &ran.err);
    }
    if complaint.is_empty() {
        return Ok(());
    }
    if !fails && !ran.err.is_empty() {
        let lines: Vec<&str> = ran.err.lines().collect();
        complaint.push_str("  stderr:\n");
        for line in &lines[lines.len().saturating_sub(SHOWN)..] {
            complaint.push_str(&format!("      {line}\n"));
        }
    }
    Err(complaint)
}

/// The lines in which two texts differ, with one line before for orientation.
fn difference(wanted: &str, got: &str) -> String {
    let (a, b): (Vec<&str>, Vec<&str>) = (wanted.split('\n').collect(), got.split('\n').collect());
    let same = a.iter().zip(&b).take_while(|(x, y)| x == y).count();
    let left = a.len().min(b.len()) - same;
    let tail = a.iter().rev().zip(b.iter().rev()).take(left).take_while(|(x, y)| x == y).count();
    let mut text = String::new();
    if same > 0 {
        text.push_str(&format!("  {same:4}   {}\n", a[same - 1]));
    }
    for (sign, lines) in [('-', &a[same..a.len() - tail]), ('+', &b[same..b.len() - tail])] {
        for (number, line) in lines.iter().take(SHOWN).enumerate() {
            text.push_str(&format!("  {:4} {sign} {line}\n", same + number + 1));
        }
        if lines.len() > SHOWN {
            text.push_str(&format!("       {sign} and {} more lines\n", lines.len() - SHOWN));
        }
    }
    text
}
