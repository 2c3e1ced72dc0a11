//! `cargo xtask npm`: assembles `dist/npm`, the folder that is published and that pages and the tests load.
//!
//! It holds `package.json`, the loader `whipsnake.mjs` with its types, the glue `core.mjs`, `whipsnake.wasm`, the
//! packs of the library, README and licences. Nothing in it is made here but the package's version.

use crate::Result;
use crate::tools::options::Options;
use crate::tools::paths;
use crate::tools::toolchain::{self, WASM};
use crate::wasm;
use std::collections::BTreeMap;
use std::ffi::OsString;
use std::path::PathBuf;

/// The command.
pub fn run(args: &[String]) -> Result {
    let mut options = Options::new(args);
    let quick = options.flag("--quick");
    options.words()?;
    assemble(quick)?;
    println!("{} is ready", paths::relative(&paths::npm_dist()));
    Ok(())
}

/// Builds the wasm if needed and puts the folder together.
pub fn assemble(quick: bool) -> Result {
    wasm::build(quick)?;
    let root = paths::root();
    let to = paths::npm_dist();
    let from = root.join("crates/wasm/npm");
    for name in ["whipsnake.mjs", "streams.mjs", "scripts.mjs", "whipsnake.d.ts", "README.md"] {
        paths::copy(&from.join(name), &to.join(name))?;
    }
    let package = paths::read(&from.join("package.json"))?;
    paths::write(&to.join("package.json"), package.replace("0.0.0", env!("CARGO_PKG_VERSION")))?;
    paths::copy(&wasm::dist().join("core.wasm"), &to.join("whipsnake.wasm"))?;
    paths::copy(&wasm::dist().join("core.mjs"), &to.join("core.mjs"))?;
    for name in ["LICENSE-MIT", "LICENSE-APACHE", "NOTICE"] {
        paths::copy(&root.join(name), &to.join(name))?;
    }
    for pack in packs() {
        let name = pack.file_name().expect("a file found in a folder has a name");
        paths::copy(&pack, &to.join("packs").join(name))?;
    }
    Ok(())
}

/// The library's packs that travel as files of their own, as the build script of `stdlib` left them for the wasm; the core
/// pack lies inside the wasm. Of several builds the newest counts.
pub fn packs() -> Vec<PathBuf> {
    let modified = |path: &PathBuf| std::fs::metadata(path).and_then(|file| file.modified()).ok();
    let mut newest: BTreeMap<OsString, PathBuf> = BTreeMap::new();
    for pack in paths::files(&toolchain::target_dir().join(WASM), ".pack") {
        let Some(name) = pack.file_name().filter(|name| *name != "core.pack").map(OsString::from) else {
            continue;
        };
        let is_newer = newest.get(&name).is_none_or(|old| modified(old) < modified(&pack));
        if is_newer {
            newest.insert(name, pack);
        }
    }
    newest.into_values().collect()
}
