//! Picks the library's pure-Python files by `shipped.toml`, compiles and packs them.
//!
//! Each pack makes two files: `<pack>.code`, what runs, and `<pack>.src`, what tracebacks show. `library.index` says
//! which module is in which pack. Files in `overrides` replace those of CPython, or add to them.
//!
//! Builds for daily work (profiles `dev` and `fast`) have sources alone: to compile the library anew after each change
//! of the compiler would take longer than it saves.

#[path = "src/packed/format.rs"]
mod format;

use std::{
    collections::BTreeMap,
    env,
    fmt::Write,
    fs,
    path::{Path, PathBuf},
};
use whipsnake_bytecode::pack::PackWriter;

/// A module to pack.
struct Module {
    file: PathBuf,
    package: bool,
}

/// The pack of what the table does not name, and the heading of what does not ship.
const REST: &str = "library";
const LEFT_OUT: &str = "left-out";

fn main() {
    for path in ["build.rs", "shipped.toml", "overrides", "src/packed/format.rs"] {
        println!("cargo:rerun-if-changed={path}");
    }
    let mut modules = BTreeMap::new();
    collect(Path::new(rustpython_pylib::LIB_PATH), "", &mut modules);
    let mut own = BTreeMap::new();
    collect(Path::new("overrides"), "", &mut own);
    modules.append(&mut own);
    let table = read_table(&fs::read_to_string("shipped.toml").expect("shipped.toml stands beside build.rs"));
    let out = PathBuf::from(env::var_os("OUT_DIR").expect("cargo sets OUT_DIR"));
    let is_for_page = env::var("CARGO_CFG_TARGET_FAMILY").is_ok_and(|family| family.contains("wasm"));
    let is_daily = matches!(env::var("OPT_LEVEL").as_deref(), Ok("0" | "2"));
    let (mut index, mut files) = (String::new(), String::new());
    let characters = pack_unicode();
    fs::write(out.join("characters.data"), &characters).expect("OUT_DIR can be written");
    if is_for_page {
        let _ = writeln!(index, "characters {:016x}", format::hash(&characters));
    }
    for pack in packs(&table) {
        let chosen: BTreeMap<&String, &Module> =
            modules.iter().filter(|(name, _)| pack_of(&table, name) == pack).collect();
        let sources = pack_sources(&chosen);
        let code = if is_daily { None } else { Some(pack_code(&chosen, is_for_page)) };
        let mut save = |ending: &str, bytes: &[u8]| {
            let name = format!("{pack}.{ending}");
            fs::write(out.join(&name), bytes).expect("OUT_DIR can be written");
            if !is_for_page {
                let _ =
                    writeln!(files, "({name:?}, include_bytes!(concat!(env!(\"OUT_DIR\"), \"/{name}\"))),");
            }
            format!("{:016x}", format::hash(bytes))
        };
        let code = code.map_or("-".to_owned(), |code| save("code", &code));
        let _ = writeln!(index, "pack {pack} {code} {}", save("src", &sources));
        for (name, module) in chosen {
            let _ = writeln!(index, "{name} {}", if module.package { "p" } else { "m" });
        }
    }
    fs::write(out.join("library.index"), index).expect("OUT_DIR can be written");
    fs::write(out.join("files.rs"), format!("&[{files}]")).expect("OUT_DIR can be written");
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

/// The names of the packs, in the order of the table.
fn packs(table: &[(String, String)]) -> Vec<&str> {
    let mut packs: Vec<&str> =
        table.iter().map(|(_, pack)| pack.as_str()).filter(|pack| *pack != LEFT_OUT).collect();
    packs.push(REST);
    packs.dedup();
    packs
}

/// The pack of a module: that of the longest name in the table that fits it.
fn pack_of<'a>(table: &'a [(String, String)], module: &str) -> &'a str {
    let is_below = |package: &str| module.strip_prefix(package).is_some_and(|rest| rest.starts_with('.'));
    let fits = |name: &str| match name.strip_suffix(".*") {
        Some(package) => is_below(package),
        None => module == name || is_below(name),
    };
    let best = table.iter().filter(|(name, _)| fits(name)).max_by_key(|(name, _)| name.len());
    best.map_or(REST, |(_, pack)| pack)
}

/// Sources, each compressed by itself: a traceback needs one at a time.
fn pack_sources(modules: &BTreeMap<&String, &Module>) -> Vec<u8> {
    let (mut index, mut body) = (String::new(), Vec::new());
    for (name, module) in modules {
        println!("cargo:rerun-if-changed={}", module.file.display());
        let source = fs::read(&module.file).expect("the file was just listed");
        let packed = miniz_oxide::deflate::compress_to_vec(&source, 9);
        let _ = writeln!(index, "{name} {} {} {}", body.len(), packed.len(), source.len());
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

/// Code: for a page compressed as a whole, with its plain length before it; else as it is read.
fn pack_code(modules: &BTreeMap<&String, &Module>, is_for_page: bool) -> Vec<u8> {
    let mut writer = PackWriter::default();
    for (name, module) in modules {
        let source = fs::read(&module.file).expect("the file was just listed");
        let path = format::path(name, module.package);
        let text = String::from_utf8_lossy(&source);
        match whipsnake_compiler::front::compile(&text, &path, whipsnake_compiler::Options::default()) {
            Ok((code, _)) => writer.add(name, &code),
            // Its source is there: the program that imports it sees what is wrong.
            Err(problem) => println!("cargo:warning={path}:{}: {}", problem.line, problem.message),
        }
    }
    let plain = writer.finish();
    if !is_for_page {
        return plain;
    }
    let mut pack = (plain.len() as u32).to_le_bytes().to_vec();
    pack.extend(miniz_oxide::deflate::compress_to_vec(&plain, 10));
    pack
}
