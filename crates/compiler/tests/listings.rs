//! The bytecode of the small sources in `tests/bytecode`, compared with the listing at the end of each.
//!
//! With `WHIPSNAKE_BLESS_LISTINGS` set (`cargo xtask listings --bless`) the listings are written instead: they are our
//! own, so whoever changes the compiler reads in the diff what has become of the code.

use std::fs;
use std::path::Path;
use whipsnake_compiler::{Options, front};

/// The line between a source and its listing.
const MARK: &str = "# ---\n";

#[test]
fn sources_compile_to_their_listings() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/bytecode");
    let bless = std::env::var_os("WHIPSNAKE_BLESS_LISTINGS").is_some();
    let mut paths: Vec<_> = fs::read_dir(folder)
        .expect("the folder exists")
        .filter_map(|entry| Some(entry.ok()?.path()))
        .collect();
    paths.retain(|path| path.extension().is_some_and(|extension| extension == "py"));
    paths.sort();
    assert!(!paths.is_empty(), "no sources");
    let mut wrong = Vec::new();
    for path in paths {
        let text = fs::read_to_string(&path).expect("the file was just listed");
        let (source, expected) = text.split_once(MARK).unwrap_or((&text, ""));
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let (code, _) = front::compile(source, &name, Options::default()).expect("the source is right");
        let listing = front::listing(&code);
        let lines = listing.trim_end().lines().map(|line| format!("# {line}").trim_end().to_owned() + "\n");
        let listing: String = lines.collect();
        if bless {
            fs::write(&path, format!("{source}{MARK}{listing}")).expect("the folder can be written");
        } else if listing != expected {
            let at = listing.lines().zip(expected.lines()).position(|(got, wanted)| got != wanted);
            let shown = at.unwrap_or_else(|| expected.lines().count().min(listing.lines().count()));
            let line = |text: &str| text.lines().nth(shown).unwrap_or("(nothing)").to_owned();
            wrong.push(format!("{name}: expected {:?}, got {:?}", line(expected), line(&listing)));
        }
    }
    assert!(wrong.is_empty(), "{}\nif rightly so: cargo xtask listings --bless", wrong.join("\n"));
}
