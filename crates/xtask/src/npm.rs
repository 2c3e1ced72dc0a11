//! `cargo xtask npm`: assembles `dist/npm`, the folder that is published and that pages and the tests load.
//!
//! It holds `package.json`, the loader `whipsnake.mjs` (with its parts and the glue in one file) and its types,
//! `whipsnake.wasm` and `whipsnake.rest.wasm`, the library's files in `packs/`, README and licences.

use crate::Result;
use crate::tools::options::Options;
use crate::tools::toolchain::{self, WASM};
use crate::tools::{bundle, paths};
use crate::wasm;
use std::path::{Path, PathBuf};

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
    put_together(&wasm::dist(), &toolchain::target_dir(), &paths::npm_dist())
}

/// Puts a package together in `to`, of the glue and the wasm in `made` and the library beside them in a target folder.
pub fn put_together(made: &Path, target: &Path, to: &Path) -> Result {
    let root = paths::root();
    let from = root.join("crates/wasm/npm");
    for name in ["whipsnake.d.ts", "README.md"] {
        paths::copy(&from.join(name), &to.join(name))?;
    }
    let loader = bundle::bundle(&paths::read(&from.join("whipsnake.mjs"))?, |name| match name {
        "core.mjs" => paths::read(&made.join(name)),
        name => paths::read(&from.join(name)),
    })?;
    paths::write(&to.join("whipsnake.mjs"), loader)?;
    let package = paths::read(&from.join("package.json"))?;
    paths::write(&to.join("package.json"), package.replace("0.0.0", env!("CARGO_PKG_VERSION")))?;
    paths::copy(&made.join("core.wasm"), &to.join("whipsnake.wasm"))?;
    paths::copy(&made.join("core.rest.wasm"), &to.join("whipsnake.rest.wasm"))?;
    for name in ["LICENSE-MIT", "LICENSE-APACHE", "NOTICE"] {
        paths::copy(&root.join(name), &to.join(name))?;
    }
    // What an older build left has no business there.
    let _ = std::fs::remove_dir_all(to.join("packs"));
    for pack in packs(made, target)? {
        let name = pack.file_name().expect("a file found in a folder has a name");
        paths::copy(&pack, &to.join("packs").join(name))?;
    }
    Ok(())
}

/// The library's packs, as the build script of `stdlib` left them in a target folder for the `core.wasm` in `made`.
/// Which of several builds made them the index tells that is inside the wasm.
pub fn packs(made: &Path, target: &Path) -> Result<Vec<PathBuf>> {
    let shipped = made.join("core.wasm");
    let bytes =
        std::fs::read(&shipped).map_err(|error| format!("cannot read {}: {error}", shipped.display()))?;
    let indices = paths::files(&target.join(WASM), "library.index");
    let length = |index: &Path| {
        let index = std::fs::read(index).ok()?;
        bytes.windows(index.len()).any(|window| window == index).then_some(index.len())
    };
    // An older build's index may be a part of ours.
    let ours = indices.iter().filter(|index| length(index).is_some()).max_by_key(|index| length(index));
    let folder =
        ours.and_then(|index| index.parent()).ok_or("no build of the library belongs to the wasm")?;
    Ok([".code", ".src", ".data"].iter().flat_map(|ending| paths::files(folder, ending)).collect())
}
