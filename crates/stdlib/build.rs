//! Picks the library's pure-Python files by `shipped.toml` and packs them, compressed.
//!
//! A pack is an index and a body. The index has a line for each module: name, `p` for a package or `m`, and offset,
//! packed length and plain length of its source in the body. Files in `overrides` replace those of CPython, or add to
//! them.

use std::{
    collections::BTreeMap,
    env, fs,
    path::{Path, PathBuf},
};

/// A module to pack.
struct Module {
    file: PathBuf,
    package: bool,
}

fn main() {
    println!("cargo:rerun-if-changed=build.rs");
    println!("cargo:rerun-if-changed=shipped.toml");
    println!("cargo:rerun-if-changed=overrides");
    let mut modules = BTreeMap::new();
    collect(Path::new(rustpython_pylib::LIB_PATH), "", &mut modules);
    let mut own = BTreeMap::new();
    collect(Path::new("overrides"), "", &mut own);
    modules.append(&mut own);
    let table = read_table(&fs::read_to_string("shipped.toml").expect("shipped.toml stands beside build.rs"));
    let out = PathBuf::from(env::var_os("OUT_DIR").expect("cargo sets OUT_DIR"));
    fs::write(out.join("unicode.bin"), pack_unicode()).expect("OUT_DIR can be written");
    for pack in ["core", "library"] {
        let chosen = modules.iter().filter(|(name, _)| pack_of(&table, name) == pack);
        fs::write(out.join(format!("{pack}.pack")), pack_modules(chosen)).expect("OUT_DIR can be written");
    }
}

/// Finds modules below a folder.
fn collect(folder: &Path, prefix: &str, modules: &mut BTreeMap<String, Module>) {
    let Ok(entries) = fs::read_dir(folder) else { return };
    for entry in entries.flatten() {
        let path = entry.path();
        let Some(stem) = path.file_stem().and_then(|stem| stem.to_str()) else { continue };
        let name = if prefix.is_empty() { stem.to_owned() } else { format!("{prefix}.{stem}") };
        if path.is_dir() {
            let init = path.join("__init__.py");
            if init.exists() {
                modules.insert(name.clone(), Module { file: init, package: true });
                collect(&path, &name, modules);
            }
        } else if path.extension().is_some_and(|extension| extension == "py") && stem != "__init__" {
            modules.insert(name, Module { file: path, package: false });
        }
    }
}

/// Names and their packs. The file is a list of `"name" = "why"` below `[pack]` headings.
fn read_table(text: &str) -> Vec<(String, String)> {
    let mut pack = String::new();
    let mut table = Vec::new();
    for line in text.lines().map(str::trim) {
        if let Some(heading) = line.strip_prefix('[').and_then(|rest| rest.strip_suffix(']')) {
            pack = heading.to_owned();
        } else if let Some((name, _)) = line.split_once('=')
            && !line.starts_with('#')
        {
            table.push((name.trim().trim_matches('"').to_owned(), pack.clone()));
        }
    }
    table
}

/// The pack of a module: that of the longest name in the table that is the module or a package around it.
fn pack_of<'a>(table: &'a [(String, String)], module: &str) -> &'a str {
    let fits =
        |name: &str| module == name || module.strip_prefix(name).is_some_and(|rest| rest.starts_with('.'));
    let best = table.iter().filter(|(name, _)| fits(name)).max_by_key(|(name, _)| name.len());
    best.map_or("library", |(_, pack)| pack)
}

fn pack_modules<'a>(modules: impl Iterator<Item = (&'a String, &'a Module)>) -> Vec<u8> {
    let (mut index, mut body) = (String::new(), Vec::new());
    for (name, module) in modules {
        println!("cargo:rerun-if-changed={}", module.file.display());
        let source = fs::read(&module.file).expect("the file was just listed");
        let packed = miniz_oxide::deflate::compress_to_vec(&source, 6);
        let kind = if module.package { 'p' } else { 'm' };
        index.push_str(&format!("{name} {kind} {} {} {}\n", body.len(), packed.len(), source.len()));
        body.extend_from_slice(&packed);
    }
    let mut pack = (index.len() as u32).to_le_bytes().to_vec();
    pack.extend_from_slice(index.as_bytes());
    pack.extend_from_slice(&body);
    pack
}

/// Code points that got their names after Unicode 16, which CPython 3.14 follows: first and last.
const TOO_NEW: &[(u32, u32)] = &[
    (0x88f, 0x88f),
    (0xc5c, 0xc5c),
    (0xcdc, 0xcdc),
    (0x1acf, 0x1add),
    (0x1ae0, 0x1aeb),
    (0x20c1, 0x20c1),
    (0x2b96, 0x2b96),
    (0xa7ce, 0xa7cf),
    (0xa7d2, 0xa7d2),
    (0xa7d4, 0xa7d4),
    (0xa7f1, 0xa7f1),
    (0xfbc3, 0xfbd2),
    (0xfd90, 0xfd91),
    (0xfdc8, 0xfdce),
    (0x10940, 0x10959),
    (0x10ec5, 0x10ec7),
    (0x10ed0, 0x10ed8),
    (0x10efa, 0x10efb),
    (0x11b60, 0x11b67),
    (0x11db0, 0x11ddb),
    (0x11de0, 0x11de9),
    (0x16ea0, 0x16eb8),
    (0x16ebb, 0x16ed3),
    (0x16ff2, 0x16ff6),
    (0x18d80, 0x18df2),
    (0x1ccfa, 0x1ccfc),
    (0x1ceba, 0x1ced0),
    (0x1cee0, 0x1cef0),
    (0x1e6c0, 0x1e6de),
    (0x1e6e0, 0x1e6f5),
    (0x1e6fe, 0x1e6ff),
    (0x1f6d8, 0x1f6d8),
    (0x1f777, 0x1f77a),
    (0x1f8d0, 0x1f8d8),
    (0x1fa54, 0x1fa57),
    (0x1fa8a, 0x1fa8a),
    (0x1fa8e, 0x1fa8e),
    (0x1fac8, 0x1fac8),
    (0x1facd, 0x1facd),
    (0x1faea, 0x1faea),
    (0x1faef, 0x1faef),
    (0x1fbfa, 0x1fbfa),
];

/// The character database: properties, aliases, and the names of characters, each with the number of code points
/// skipped since the one before. Names that follow from code points are left out.
fn pack_unicode() -> Vec<u8> {
    let folder = Path::new("src/unicodedata");
    let read = |file: &str| {
        println!("cargo:rerun-if-changed=src/unicodedata/{file}");
        fs::read_to_string(folder.join(file)).expect("the file stands beside the module")
    };
    let mut text = format!("{}\n{}\n", read("properties.txt"), read("aliases.txt"));
    let mut next = 0;
    for c in '\0'..=char::MAX {
        let code = u32::from(c);
        if TOO_NEW.iter().any(|(first, last)| (*first..=*last).contains(&code)) {
            continue;
        }
        let Some(name) = character_names::name(c).map(|name| name.to_string()) else { continue };
        if name.starts_with("CJK UNIFIED IDEOGRAPH-") || name.starts_with("HANGUL SYLLABLE ") {
            continue;
        }
        if code != next {
            text.push_str(&format!("{:x};", code - next));
        }
        text.push_str(&name);
        text.push('\n');
        next = code + 1;
    }
    miniz_oxide::deflate::compress_to_vec(text.as_bytes(), 9)
}
