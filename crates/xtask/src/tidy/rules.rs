//! Rules about one Rust file: its lengths, its rooms, its `unsafe`, its leftovers.

use super::Findings;
use super::source::Source;

const LONGEST_FILE: usize = 1_000;
const LONGEST_FUNCTION: usize = 80;

/// A function that is little more than one `match` is a table and may be longer; what stands around it may not.
const LONGEST_MATCH: usize = 250;
const LONGEST_AROUND_MATCH: usize = 25;

/// The only file exempt from both lengths: the loop is one match.
const THE_LOOP: &str = "crates/vm/src/eval/run.rs";

/// Where `unsafe` may stand: files, and folders ending in a slash.
const UNSAFE_ROOMS: &[&str] = &[
    "crates/vm/src/value/",
    "crates/vm/src/eval/stack.rs",
    "crates/vm/src/eval/fetch.rs",
    "crates/wasm/src/alloc.rs",
    "crates/wasm/src/profile.rs",
    "crates/wasm/src/jit_host.rs",
];

/// The machine's rooms in order: each may use those before it.
const ROOMS: &[&str] = &["value", "types", "native", "protocol", "objects", "modules", "eval"];

/// Where a room may use one after it all the same, and why.
const UPWARDS: &[(&str, &str, &str)] = &[
    ("value", "types", "a map names the class of its objects"),
    ("types", "native", "the rows of a class's table become native functions"),
    ("types", "objects", "a class keeps its names in a dict and its methods are functions"),
    ("native", "objects", "`**kwargs` arrive as a dict, and a module's table fills a module"),
    ("protocol", "objects", "operations try exact lists, dicts and functions before they ask the slots"),
];

/// Crates that are programs and talk to a terminal themselves.
const PROGRAMS: &[&str] =
    &["crates/cli/", "crates/xtask/", "tests/", "benches/", "fuzz/", "crates/stdlib/build.rs"];

/// Runs every rule.
pub fn check(source: &Source, findings: &mut Findings) {
    check_top(source, findings);
    check_lengths(source, findings);
    check_rooms(source, findings);
    check_unsafe(source, findings);
    check_leftovers(source, findings);
}

fn report(findings: &mut Findings, source: &Source, line: usize, what: impl std::fmt::Display) {
    findings.push(format!("{}:{}: {what}", source.path, line + 1));
}

fn check_top(source: &Source, findings: &mut Findings) {
    if !source.comments.first().is_some_and(|comment| comment.starts_with("//!")) {
        report(findings, source, 0, "a file begins with `//!`: what lives here, and what does not");
    }
}

fn check_lengths(source: &Source, findings: &mut Findings) {
    if source.path == THE_LOOP {
        return;
    }
    let lines = source.code.len();
    if lines > LONGEST_FILE && !source.allows_in_file("long-file") {
        report(findings, source, 0, format_args!("{lines} lines; {LONGEST_FILE} is the limit"));
    }
    for function in functions(source) {
        let length = function.end - function.start + 1;
        if length > LONGEST_FUNCTION
            && !is_table(source, &function)
            && !source.is_test(function.start)
            && !source.allows("long-function", function.start)
        {
            let name = function.name;
            report(
                findings,
                source,
                function.start,
                format_args!("`{name}` has {length} lines; {LONGEST_FUNCTION} is the limit"),
            );
        }
    }
}

struct FunctionLines {
    name: String,
    start: usize,
    end: usize,
}

/// Every `fn` with a body, nested ones included.
fn functions(source: &Source) -> Vec<FunctionLines> {
    let mut found = Vec::new();
    for (start, line) in source.code.iter().enumerate() {
        let Some(name) = function_name(line) else { continue };
        if let Some(end) = body_end(&source.code, start, line.find("fn ").unwrap_or(0)) {
            found.push(FunctionLines { name, start, end });
        }
    }
    found
}

fn function_name(line: &str) -> Option<String> {
    let at = line.find("fn ")?;
    let starts_word = line[..at].chars().next_back().is_none_or(|c| c == ' ' || c == '(');
    let name: String = line[at + 3..].chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect();
    (starts_word && !name.is_empty()).then_some(name)
}

/// The line of the brace that closes the body; `None` for a declaration, which ends with a semicolon.
fn body_end(code: &[String], start: usize, column: usize) -> Option<usize> {
    let (mut braces, mut brackets) = (0_i32, 0_i32);
    for (offset, line) in code[start..].iter().enumerate() {
        let from = if offset == 0 { column } else { 0 };
        for c in line[from..].chars() {
            match c {
                '{' => braces += 1,
                '}' => {
                    braces -= 1;
                    if braces == 0 {
                        return Some(start + offset);
                    }
                    if braces < 0 {
                        return None;
                    }
                }
                '(' | '[' => brackets += 1,
                ')' | ']' => brackets -= 1,
                ';' if braces == 0 && brackets <= 0 => return None,
                _ => {}
            }
        }
    }
    None
}

/// Whether the function is one long `match` and little else.
fn is_table(source: &Source, function: &FunctionLines) -> bool {
    let length = function.end - function.start + 1;
    let lines = function.start + 1..function.end;
    let matches = lines.filter_map(|line| {
        let column = source.code[line].find("match ")?;
        Some(body_end(&source.code, line, column)? - line + 1)
    });
    let longest = matches.max().unwrap_or(0);
    length <= LONGEST_MATCH && length - longest.min(length) <= LONGEST_AROUND_MATCH
}

fn check_rooms(source: &Source, findings: &mut Findings) {
    let Some(inside) = source.path.strip_prefix("crates/vm/src/") else { return };
    let Some(room) = inside.split('/').next().and_then(|room| ROOMS.iter().position(|name| *name == room))
    else {
        return;
    };
    for (number, used) in uses_of_crate(source) {
        let Some(later) = ROOMS.iter().position(|name| *name == used).filter(|later| *later > room) else {
            continue;
        };
        let (from, to) = (ROOMS[room], ROOMS[later]);
        let tolerated = UPWARDS.iter().any(|(a, b, _)| (*a, *b) == (from, to));
        if !tolerated
            && !source.is_test(number)
            && !source.allows("room", number)
            && !source.allows_in_file("room")
        {
            report(findings, source, number, format_args!("`{from}` may not use `{to}`, a room after it"));
        }
    }
}

/// Every first part behind `crate::`, in paths and in groups of a `use`, with its line.
fn uses_of_crate(source: &Source) -> Vec<(usize, String)> {
    let mut found = Vec::new();
    for (number, line) in source.code.iter().enumerate() {
        for (at, prefix) in line.match_indices("crate::") {
            let rest = &line[at + prefix.len()..];
            if rest.starts_with('{') {
                found.extend(group_members(&source.code, number, at + prefix.len()));
            } else {
                let name = rest.chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect();
                found.push((number, name));
            }
        }
    }
    found
}

/// The first names of a `{a::b, c::{d}}` group that opens at a place.
fn group_members(code: &[String], line: usize, column: usize) -> Vec<(usize, String)> {
    let (mut members, mut depth, mut name, mut fresh) = (Vec::new(), 0, String::new(), true);
    for (offset, text) in code[line..].iter().enumerate() {
        let from = if offset == 0 { column } else { 0 };
        for c in text[from..].chars() {
            if fresh && depth == 1 && (c.is_alphanumeric() || c == '_') {
                name.push(c);
                continue;
            }
            if !name.is_empty() {
                members.push((line + offset, std::mem::take(&mut name)));
                fresh = false;
            }
            match c {
                '{' => depth += 1,
                '}' => depth -= 1,
                ',' if depth == 1 => fresh = true,
                _ => {}
            }
            if depth == 0 {
                return members;
            }
        }
    }
    members
}

fn check_unsafe(source: &Source, findings: &mut Findings) {
    let lies_in = |room: &&str| {
        if room.ends_with('/') { source.path.starts_with(*room) } else { source.path == **room }
    };
    let allowed = UNSAFE_ROOMS.iter().any(lies_in);
    for (number, line) in source.code.iter().enumerate() {
        if !has_word(line, "unsafe") {
            continue;
        }
        if !allowed {
            report(findings, source, number, "`unsafe` outside the rooms that may have it");
        } else if is_unsafe_block(line) && !names_invariant(source, number) {
            report(
                findings,
                source,
                number,
                "the SAFETY comment above names the number of an invariant (as `V3`)",
            );
        }
    }
}

fn is_unsafe_block(line: &str) -> bool {
    line.contains("unsafe {") || line.trim_end().ends_with("unsafe") || line.contains("unsafe impl")
}

/// Whether the comment directly above (attributes between) says SAFETY and names a letter with a number.
fn names_invariant(source: &Source, line: usize) -> bool {
    let mut text = source.comments[line].clone();
    for above in (0..line).rev() {
        let code = source.code[above].trim();
        let comment = source.comments[above].trim();
        // A statement may run over several lines before its `unsafe`; look back a few, but not past another comment.
        if comment.is_empty() && (line - above > 6 || code.ends_with(';') || code.is_empty()) {
            break;
        }
        text = format!("{comment} {text}");
        if comment.contains("SAFETY") {
            break;
        }
    }
    let Some(at) = text.find("SAFETY") else { return false };
    let chars: Vec<char> = text[at..].chars().collect();
    chars.windows(2).any(|pair| pair[0].is_ascii_uppercase() && pair[1].is_ascii_digit())
}

fn check_leftovers(source: &Source, findings: &mut Findings) {
    let is_program = PROGRAMS.iter().any(|program| source.path.starts_with(program))
        || ["/examples/", "/src/bin/", "/build.rs"].iter().any(|part| source.path.contains(part));
    for (number, line) in source.code.iter().enumerate() {
        for name in ["dbg!", "todo!", "unimplemented!"] {
            if line.contains(name) {
                report(findings, source, number, format_args!("`{name}` left behind"));
            }
        }
        let prints = ["println!", "eprintln!", "print!", "eprint!"].iter().any(|name| has_macro(line, name));
        if prints && !is_program && !source.is_test(number) && !source.allows("print", number) {
            report(findings, source, number, "a library prints through its host, never by itself");
        }
    }
}

fn has_word(line: &str, word: &str) -> bool {
    let is_part = |c: char| c.is_alphanumeric() || c == '_';
    line.match_indices(word).any(|(at, _)| {
        !line[..at].chars().next_back().is_some_and(is_part)
            && !line[at + word.len()..].chars().next().is_some_and(is_part)
    })
}

fn has_macro(line: &str, name: &str) -> bool {
    line.match_indices(name)
        .any(|(at, _)| !line[..at].chars().next_back().is_some_and(|c| c.is_alphanumeric() || c == '_'))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn findings(path: &str, text: &str) -> Findings {
        let mut findings = Findings::new();
        check(&Source::new(path.into(), text), &mut findings);
        findings
    }

    #[test]
    fn unsafe_stays_in_its_rooms_and_names_an_invariant() {
        let good =
            "//! x\nfn f() {\n    // SAFETY: V2 holds, the slot was just written.\n    unsafe { g() }\n}\n";
        let bare = "//! x\nfn f() {\n    unsafe { g() }\n}\n";
        assert!(findings("crates/vm/src/value/a.rs", good).is_empty());
        assert_eq!(findings("crates/vm/src/value/a.rs", bare).len(), 1);
        assert_eq!(findings("crates/vm/src/objects/a.rs", good).len(), 1);
    }

    #[test]
    fn rooms_look_back_only() {
        assert!(findings("crates/vm/src/objects/a.rs", "//! x\nuse crate::value::Value;\n").is_empty());
        assert_eq!(findings("crates/vm/src/objects/a.rs", "//! x\nuse crate::eval::run;\n").len(), 1);
        let group = "//! x\nuse crate::{\n    eval::{run, slice},\n    value::{Value, eval},\n};\n";
        assert_eq!(findings("crates/vm/src/objects/a.rs", group).len(), 1);
    }

    #[test]
    fn long_functions_are_found_and_declarations_are_not() {
        let long = format!("//! x\nfn f() {{\n{}}}\n", "    g();\n".repeat(90));
        assert_eq!(findings("crates/vm/src/a.rs", &long).len(), 1);
        let table =
            format!("//! x\nfn f() {{\n    match a {{\n{}    }}\n}}\n", "        1 => g(),\n".repeat(90));
        assert!(findings("crates/vm/src/a.rs", &table).is_empty());
        assert!(findings("crates/vm/src/a.rs", "//! x\ntrait T {\n    fn f(a: [u8; 3]);\n}\n").is_empty());
    }

    #[test]
    fn leftovers_are_found_outside_comments() {
        assert_eq!(findings("crates/vm/src/a.rs", "//! todo!() is fine here\nfn f() { todo!() }\n").len(), 1);
        assert_eq!(findings("crates/vm/src/a.rs", "//! x\nfn f() { println!(); }\n").len(), 1);
        assert!(findings("crates/cli/src/a.rs", "//! x\nfn f() { println!(); }\n").is_empty());
    }
}
