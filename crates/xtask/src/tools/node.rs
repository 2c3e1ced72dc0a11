//! Node.js: that it is there, and npm packages in a cache folder instead of the repository.

use crate::Result;
use crate::tools::{exec, paths};
use std::path::{Path, PathBuf};
use std::process::Command;

/// A `node` command whose imports find the packages in the cache.
pub fn command() -> Result<Command> {
    if !exec::has("node") {
        return Err("this command needs Node.js 20 or newer on the PATH".into());
    }
    Ok(Command::new("node"))
}

/// The folder of an npm package at exactly this version, installed into the cache when it is not there yet.
pub fn package(name: &str, version: &str) -> Result<PathBuf> {
    let home = paths::cache().join("npm").join(format!("{name}-{version}"));
    let folder = home.join("node_modules").join(name);
    if folder.join("package.json").is_file() {
        return Ok(folder);
    }
    exec::say(format_args!("installing npm package {name} {version} into {}", paths::relative(&home)));
    paths::write(&home.join("package.json"), "{\"private\": true}\n")?;
    exec::capture(
        Command::new("npm")
            .args(["install", "--no-audit", "--no-fund", "--ignore-scripts", "--loglevel=error"])
            .arg(format!("{name}@{version}"))
            .current_dir(&home),
    )?;
    if folder.join("package.json").is_file() {
        Ok(folder)
    } else {
        Err(format!("npm installed {name} {version}, but {} is not there", folder.display()))
    }
}

/// CPython 3.14 in wasm: the reference for behaviour and the peer in benches.
pub fn pyodide() -> Result<PathBuf> {
    package("pyodide", "314.0.7")
}

/// Drives a real browser in the tests of the page.
pub fn playwright() -> Result<PathBuf> {
    package("playwright-core", "1.65.1")
}

/// Holds `wasm-opt`.
pub fn binaryen() -> Result<PathBuf> {
    package("binaryen", "132.0.0")
}

/// Sizes of files after brotli at its strongest, by node's own zlib, in the order asked for.
pub fn brotli_sizes(files: &[PathBuf]) -> Result<Vec<u64>> {
    let script = "const z=require('zlib'),f=require('fs');\
        for(const p of process.argv.slice(1)){const b=f.readFileSync(p);\
        console.log(z.brotliCompressSync(b,{params:{[z.constants.BROTLI_PARAM_QUALITY]:11,\
        [z.constants.BROTLI_PARAM_LGWIN]:22,[z.constants.BROTLI_PARAM_SIZE_HINT]:b.length}}).length)}";
    let mut node = command()?;
    node.arg("-e").arg(script).args(files);
    let text = exec::capture(&mut node)?;
    text.lines().map(|line| line.parse().map_err(|_| format!("node printed {line:?} for a size"))).collect()
}

/// A path as a `file:` address for an ES import.
pub fn file_url(path: &Path) -> String {
    format!("file://{}", path.to_string_lossy().replace('\\', "/").replace(' ', "%20"))
}
