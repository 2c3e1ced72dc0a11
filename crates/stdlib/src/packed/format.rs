//! What the build script, which writes packs, and the reader agree on beside the layout of each file.

/// Where a module of the shipped library seems to lie.
pub fn path(module: &str, package: bool) -> String {
    let inner = module.replace('.', "/");
    let tail = if package { "/__init__.py" } else { ".py" };
    format!("/whipsnake/lib/python3.14/{inner}{tail}")
}

/// A hash that tells files of different builds apart.
pub fn hash(bytes: &[u8]) -> u64 {
    bytes
        .iter()
        .fold(0xcbf2_9ce4_8422_2325, |hash, byte| (hash ^ u64::from(*byte)).wrapping_mul(0x100_0000_01b3))
}
