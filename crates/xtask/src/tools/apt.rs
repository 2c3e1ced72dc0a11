//! Debian packages, where there is apt and we may use it; elsewhere a sentence says what to install.

use crate::Result;
use crate::tools::exec;
use std::process::Command;
use std::sync::atomic::{AtomicBool, Ordering};

static UPDATED: AtomicBool = AtomicBool::new(false);

/// Installs packages with apt-get if this is Debian and we are root, saying so.
///
/// `purpose` says in a few words what needs them; the error tells a user without root what to run.
pub fn install(packages: &[&str], purpose: &str) -> Result {
    let list = packages.join(" ");
    if !exec::has("apt-get") {
        return Err(format!("{purpose} needs these programs, which this system lacks: {list}"));
    }
    if !is_root() {
        return Err(format!(
            "{purpose} needs Debian packages; install them with: sudo apt-get install {list}"
        ));
    }
    exec::say(format_args!("installing {list} with apt-get ({purpose})"));
    if !UPDATED.swap(true, Ordering::Relaxed) {
        exec::run(Command::new("apt-get").args(["update", "-qq"]))?;
    }
    exec::capture(
        Command::new("apt-get")
            .env("DEBIAN_FRONTEND", "noninteractive")
            .args(["-o", "DPkg::Lock::Timeout=300", "install", "-y", "-qq", "--no-install-recommends"])
            .args(packages),
    )
    .map(drop)
}

fn is_root() -> bool {
    exec::capture(Command::new("id").arg("-u")).is_ok_and(|id| id.trim() == "0")
}
