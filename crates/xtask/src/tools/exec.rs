//! Running other programs: with their output shown, captured, or bounded in time and memory.

use crate::Result;
use std::io::Read;
use std::path::Path;
use std::process::{Child, Command, ExitStatus, Stdio};
use std::time::{Duration, Instant};

/// Prints one line about what is going on; everything that takes more than a moment says so first.
pub fn say(text: impl std::fmt::Display) {
    println!("· {text}");
}

/// Prints a heading between the steps of a long command.
pub fn heading(text: impl std::fmt::Display) {
    println!("\n━━ {text}");
}

/// Whether a program of this name answers to `--version`.
pub fn has(program: &str) -> bool {
    Command::new(program)
        .arg("--version")
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .status()
        .is_ok_and(|status| status.success())
}

fn describe(command: &Command) -> String {
    let mut text = command.get_program().to_string_lossy().into_owned();
    for arg in command.get_args() {
        text.push(' ');
        text.push_str(&arg.to_string_lossy());
    }
    text
}

/// Runs a program with its output shown; an unsuccessful end is an error naming the command line.
pub fn run(command: &mut Command) -> Result {
    let status =
        command.status().map_err(|error| format!("cannot start `{}`: {error}", describe(command)))?;
    if status.success() { Ok(()) } else { Err(format!("`{}` failed ({status})", describe(command))) }
}

/// Runs a program and returns what it wrote to stdout; stderr is shown only when it fails.
pub fn capture(command: &mut Command) -> Result<String> {
    let output = command
        .stdin(Stdio::null())
        .output()
        .map_err(|error| format!("cannot start `{}`: {error}", describe(command)))?;
    if output.status.success() {
        return Ok(String::from_utf8_lossy(&output.stdout).into_owned());
    }
    let stderr = String::from_utf8_lossy(&output.stderr);
    Err(format!("`{}` failed ({})\n{}", describe(command), output.status, stderr.trim_end()))
}

/// How a bounded run ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum End {
    /// With this exit code.
    Code(i32),
    /// By a signal: a crash.
    Signal(i32),
    /// Not within the time given; it was ended.
    TimedOut,
}

impl End {
    /// Whether the program said that all went well.
    pub fn ok(self) -> bool {
        self == End::Code(0)
    }
}

impl std::fmt::Display for End {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            End::Code(code) => write!(out, "exit code {code}"),
            End::Signal(signal) => write!(out, "signal {signal}"),
            End::TimedOut => write!(out, "out of time"),
        }
    }
}

/// What a bounded run left behind.
pub struct Finished {
    /// How it ended.
    pub end: End,
    /// Its standard output.
    pub stdout: String,
    /// Its standard error.
    pub stderr: String,
}

/// Runs a program with stdin closed, for at most `seconds`, and returns how it ended with all it wrote.
pub fn bounded(command: &mut Command, seconds: u64) -> Result<Finished> {
    let mut child = command
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .map_err(|error| format!("cannot start `{}`: {error}", describe(command)))?;
    let stdout = drain(child.stdout.take());
    let stderr = drain(child.stderr.take());
    let end = wait(&mut child, Duration::from_secs(seconds))?;
    Ok(Finished { end, stdout: stdout.join().unwrap_or_default(), stderr: stderr.join().unwrap_or_default() })
}

/// The same program under a limit of address space where the system has `ulimit`.
pub fn with_memory_limit(program: &Path, megabytes: u64) -> Command {
    if cfg!(unix) {
        let mut shell = Command::new("sh");
        shell.arg("-c").arg(format!("ulimit -v {}; exec \"$0\" \"$@\"", megabytes * 1024)).arg(program);
        return shell;
    }
    Command::new(program)
}

fn drain<R: Read + Send + 'static>(pipe: Option<R>) -> std::thread::JoinHandle<String> {
    std::thread::spawn(move || {
        let mut bytes = Vec::new();
        if let Some(mut pipe) = pipe {
            // A pipe that breaks has said all it had to say.
            let _ = pipe.read_to_end(&mut bytes);
        }
        String::from_utf8_lossy(&bytes).into_owned()
    })
}

fn wait(child: &mut Child, limit: Duration) -> Result<End> {
    let start = Instant::now();
    loop {
        match child.try_wait() {
            Ok(Some(status)) => return Ok(end_of(status)),
            Ok(None) if start.elapsed() > limit => {
                // It may have ended by itself in between; either way it is gone after the wait.
                let _ = child.kill();
                let _ = child.wait();
                return Ok(End::TimedOut);
            }
            Ok(None) => std::thread::sleep(Duration::from_millis(5)),
            Err(error) => return Err(format!("cannot wait for a program: {error}")),
        }
    }
}

fn end_of(status: ExitStatus) -> End {
    if let Some(code) = status.code() {
        return End::Code(code);
    }
    #[cfg(unix)]
    {
        use std::os::unix::process::ExitStatusExt;
        End::Signal(status.signal().unwrap_or(0))
    }
    #[cfg(not(unix))]
    End::Signal(0)
}
