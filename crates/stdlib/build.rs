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
