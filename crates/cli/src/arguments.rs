//! The command line, as CPython reads it.

use whipsnake::Settings;

/// What `-h` shows.
pub const HELP: &str = "\
usage: whipsnake [option] ... [-c cmd | -m mod | file | -] [arg] ...
Options:
-B     : accepted for compatibility; no bytecode files are written
-c cmd : program passed in as string (terminates option list)
-E     : ignore PYTHON* environment variables (such as PYTHONPATH)
-h     : print this help message and exit (also --help)
-i     : inspect interactively after running script
-I     : isolate from the user's environment (implies -E and -P)
-m mod : run library module as a script (terminates option list)
-O     : remove assert and __debug__-dependent statements
-OO    : do -O changes and also discard docstrings
-P     : don't prepend a potentially unsafe path to sys.path
-q     : don't print version and copyright messages on interactive startup
-s, -S : accepted for compatibility
-u     : force the stdout and stderr streams to be unbuffered
-v     : verbose, accepted for compatibility
-V     : print the Python version number and exit (also --version)
-W arg : warning control
-X opt : set implementation-specific option
--dis  : show the bytecode listing instead of running
Arguments:
file   : program read from script file
-      : program read from stdin (default; interactive mode if a tty)
arg ...: arguments passed to program in sys.argv[1:]";

/// What is to be run.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum What {
    /// `-c`
    Command(String),
    /// `-m`
    Module(String),
    /// A file or directory.
    File(String),
    /// `-` or nothing.
    Input,
    /// `-h`
    Help,
    /// `-V`
    Version,
}

/// The command line.
#[derive(Debug, Clone)]
pub struct Arguments {
    /// What is to be run.
    pub what: What,
    /// `sys.argv` behind its first entry.
    pub rest: Vec<String>,
    /// `-O`
    pub optimize: u8,
    /// `-i`
    pub inspect: bool,
    /// `-u`
    pub unbuffered: bool,
    /// `-E`
    pub ignore_environment: bool,
    /// `-I`
    pub isolated: bool,
    /// `-P`
    pub safe_path: bool,
    /// `-q`
    pub quiet: bool,
    /// `-v`
    pub verbose: u8,
    /// `-W`
    pub warnings: Vec<String>,
    /// `-X`
    pub x_options: Vec<(String, Option<String>)>,
    /// `--dis`
    pub listing: bool,
    executable: String,
}

impl Arguments {
    /// Reads the command line; an error is what to tell the user.
    pub fn parse(given: &[String]) -> Result<Arguments, String> {
        let mut parsed = Arguments {
            what: What::Input,
            rest: Vec::new(),
            optimize: 0,
            inspect: false,
            unbuffered: false,
            ignore_environment: false,
            isolated: false,
            safe_path: false,
            quiet: false,
            verbose: 0,
            warnings: Vec::new(),
            x_options: Vec::new(),
            listing: false,
            executable: executable(given.first()),
        };
        let mut at = 1;
        while let Some(argument) = given.get(at) {
            at += 1;
            match argument.as_str() {
                "--help" => parsed.what = What::Help,
                "--version" => parsed.what = What::Version,
                "--dis" => parsed.listing = true,
                "-" => {
                    parsed.rest = given[at..].to_vec();
                    return Ok(parsed);
                }
                long if long.starts_with("--") => return Err(format!("unknown option {long}")),
                short if short.starts_with('-') => {
                    if let Some(done) = parsed.short(&short[1..], given, &mut at)? {
                        return Ok(done);
                    }
                }
                file => {
                    parsed.what = What::File(file.to_owned());
                    parsed.rest = given[at..].to_vec();
                    return Ok(parsed);
                }
            }
            if matches!(parsed.what, What::Help | What::Version) {
                return Ok(parsed);
            }
        }
        Ok(parsed)
    }

    /// Reads one word of single-letter options; `-c` and `-m` end the list.
    fn short(
        &mut self,
        letters: &str,
        given: &[String],
        at: &mut usize,
    ) -> Result<Option<Arguments>, String> {
        let letters = letters.char_indices();
        for (index, letter) in letters {
            let mut value = |name: char| -> Result<String, String> {
                let rest = &given[*at - 1][index + 2..];
                if !rest.is_empty() {
                    return Ok(rest.to_owned());
                }
                *at += 1;
                given.get(*at - 1).cloned().ok_or_else(|| format!("Argument expected for the -{name} option"))
            };
            match letter {
                'c' | 'm' => {
                    let value = value(letter)?;
                    self.what = if letter == 'c' { What::Command(value + "\n") } else { What::Module(value) };
                    self.rest = given[*at..].to_vec();
                    return Ok(Some(self.clone()));
                }
                'W' => {
                    let value = value('W')?;
                    self.warnings.push(value);
                    return Ok(None);
                }
                'X' => {
                    let value = value('X')?;
                    let (name, value) = match value.split_once('=') {
                        Some((name, value)) => (name.to_owned(), Some(value.to_owned())),
                        None => (value, None),
                    };
                    self.x_options.push((name, value));
                    return Ok(None);
                }
                'O' => self.optimize = (self.optimize + 1).min(2),
                'i' => self.inspect = true,
                'u' => self.unbuffered = true,
                'E' => self.ignore_environment = true,
                'I' => {
                    self.isolated = true;
                    self.ignore_environment = true;
                    self.safe_path = true;
                }
                'P' => self.safe_path = true,
                'q' => self.quiet = true,
                'v' => self.verbose = self.verbose.saturating_add(1),
                'B' | 's' | 'S' | 'b' | 'd' | 'R' | 'x' => {}
                'h' | '?' => self.what = What::Help,
                'V' => self.what = What::Version,
                other => return Err(format!("Unknown option: -{other}")),
            }
        }
        Ok(None)
    }

    /// What the interpreter is to know.
    pub fn settings(&self) -> Settings {
        let environment = |name: &str| {
            if self.ignore_environment {
                None
            } else {
                std::env::var(name).ok().filter(|text| !text.is_empty())
            }
        };
        let mut argv = vec![match &self.what {
            What::Command(_) => "-c".to_owned(),
            What::Module(_) => "-m".to_owned(),
            What::File(path) => path.clone(),
            _ => String::new(),
        }];
        argv.extend(self.rest.iter().cloned());
        let mut path = Vec::new();
        if !self.safe_path && environment("PYTHONSAFEPATH").is_none() {
            path.push(self.first_path());
        }
        if let Some(more) = environment("PYTHONPATH") {
            path.extend(more.split(':').map(str::to_owned));
        }
        let optimize = self
            .optimize
            .max(environment("PYTHONOPTIMIZE").map_or(0, |n| n.parse::<u8>().unwrap_or(1).clamp(1, 2)));
        Settings {
            argv,
            path,
            executable: self.executable.clone(),
            optimize,
            unbuffered: self.unbuffered || environment("PYTHONUNBUFFERED").is_some(),
            inspect: self.inspect,
            isolated: self.isolated,
            ignore_environment: self.ignore_environment,
            verbose: self.verbose,
            quiet: self.quiet,
            warnings: self.warnings.clone(),
            x_options: self.x_options.clone(),
            ..Settings::default()
        }
    }

    /// The first entry of `sys.path`: the script's folder, or where we are.
    fn first_path(&self) -> String {
        match &self.what {
            What::File(file) => {
                if std::path::Path::new(file).is_dir() || file.ends_with(".zip") || file.ends_with(".pyz") {
                    return file.clone();
                }
                let real = std::fs::canonicalize(file).unwrap_or_else(|_| file.into());
                real.parent().map(|folder| folder.to_string_lossy().into_owned()).unwrap_or_default()
            }
            What::Module(_) => {
                std::env::current_dir().map(|dir| dir.to_string_lossy().into_owned()).unwrap_or_default()
            }
            _ => String::new(),
        }
    }
}

fn executable(first: Option<&String>) -> String {
    match std::env::current_exe() {
        Ok(path) => path.to_string_lossy().into_owned(),
        Err(_) => first.cloned().unwrap_or_default(),
    }
}
