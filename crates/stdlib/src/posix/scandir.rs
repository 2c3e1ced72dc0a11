//! `scandir` and its entries, which know what kind of file they are without being asked again.

use super::{describe, like_path};
use crate::_io::fileio::{path_bytes, settle};
use std::cell::Cell;
use whipsnake_vm::{
    body, class_method,
    error::Result,
    getset, method,
    native::TypeDef,
    objects::exceptions::ExcKind,
    types::type_flags,
    value::{Handle, Obj, Value, VmCell, map::Layout},
    vm::Vm,
};

const KIND: u32 = 0o170_000;
const DIRECTORY: u32 = 0o040_000;
const REGULAR: u32 = 0o100_000;
const LINK: u32 = 0o120_000;

/// `os.DirEntry`
pub struct DirEntry {
    name: Value,
    path: Value,
    kind: Cell<u32>,
    /// What was found following links, and not following them.
    known: VmCell<[Option<Value>; 2]>,
}
body!(DirEntry; [name, path]);

impl DirEntry {
    fn stat(vm: &mut Vm, this: &Obj<DirEntry>, follow: Option<bool>) -> Result<Value> {
        let follow = follow.unwrap_or(true);
        let place = usize::from(!follow);
        if let Some(known) = this.known.get(vm)[place].clone() {
            return Ok(known);
        }
        let path = path_bytes(vm, &this.path)?;
        let info = settle(vm, Some(&this.path), |vm| vm.host.stat(&path, follow))?;
        let made = describe(vm, &info)?;
        this.known.get_mut(vm)[place] = Some(made.clone());
        Ok(made)
    }
    fn is(vm: &mut Vm, this: &Obj<DirEntry>, kind: u32, follow: bool) -> Result<bool> {
        let own = this.kind.get() & KIND;
        if own != 0 && !(own == LINK && follow) {
            return Ok(own == kind);
        }
        let path = path_bytes(vm, &this.path)?;
        let info = settle(vm, Some(&this.path), |vm| vm.host.stat(&path, follow));
        // A file that went away, or a link to nothing, is nothing.
        Ok(vm.swallow(info, ExcKind::FileNotFoundError)?.is_some_and(|info| info.mode & KIND == kind))
    }
    fn is_dir(vm: &mut Vm, this: &Obj<DirEntry>, follow: Option<bool>) -> Result<bool> {
        DirEntry::is(vm, this, DIRECTORY, follow.unwrap_or(true))
    }
    fn is_file(vm: &mut Vm, this: &Obj<DirEntry>, follow: Option<bool>) -> Result<bool> {
        DirEntry::is(vm, this, REGULAR, follow.unwrap_or(true))
    }
    fn is_symlink(vm: &mut Vm, this: &Obj<DirEntry>) -> Result<bool> {
        DirEntry::is(vm, this, LINK, false)
    }
    fn inode(vm: &mut Vm, this: &Obj<DirEntry>) -> Result<Value> {
        let stat = DirEntry::stat(vm, this, Some(false))?;
        vm.get_attr_text(&stat, "st_ino")
    }
    fn repr(vm: &mut Vm, this: &Obj<DirEntry>) -> Result<String> {
        Ok(format!("<DirEntry {}>", vm.repr_text(&this.name)?))
    }
}

/// `os.DirEntry`
pub static DIR_ENTRY: TypeDef = TypeDef {
    name: "posix.DirEntry",
    doc: "",
    base: None,
    map: None,
    layout: Layout::of::<DirEntry>(),
    flags: type_flags::NO_NEW,
    rows: &[
        getset!("name", |_: &mut Vm, this: &Obj<DirEntry>| this.name.clone()),
        getset!("path", |_: &mut Vm, this: &Obj<DirEntry>| this.path.clone()),
        method!(
            "is_dir(self, /, *, follow_symlinks=True)",
            DirEntry::is_dir,
            2,
            "Return True if the entry is a directory; cached per entry."
        ),
        method!(
            "is_file(self, /, *, follow_symlinks=True)",
            DirEntry::is_file,
            2,
            "Return True if the entry is a file; cached per entry."
        ),
        method!(
            "is_symlink(self, /)",
            DirEntry::is_symlink,
            1,
            "Return True if the entry is a symbolic link; cached per entry."
        ),
        method!(
            "is_junction(self, /)",
            |_: &mut Vm, _: &Obj<DirEntry>| false,
            1,
            "Return True if the entry is a junction; cached per entry."
        ),
        method!(
            "stat(self, /, *, follow_symlinks=True)",
            DirEntry::stat,
            2,
            "Return stat_result object for the entry; cached per entry."
        ),
        method!("inode(self, /)", DirEntry::inode, 1, "Return inode of the entry; cached per entry."),
        method!(
            "__fspath__(self, /)",
            |_: &mut Vm, this: &Obj<DirEntry>| this.path.clone(),
            1,
            "Returns the path for the entry."
        ),
        method!("__repr__(self, /)", DirEntry::repr, 1),
        class_method!("__class_getitem__(cls, item, /)", crate::generic_alias, 2, "See PEP 585"),
    ],
};

/// What `scandir` gives.
pub struct ScandirIterator {
    /// Entries to come, the next one last.
    entries: VmCell<Vec<Value>>,
}
body!(ScandirIterator; [entries]);

impl ScandirIterator {
    fn next(vm: &mut Vm, this: &Obj<ScandirIterator>) -> Option<Value> {
        this.entries.get_mut(vm).pop()
    }
    fn close(vm: &mut Vm, this: &Obj<ScandirIterator>) {
        this.entries.set(vm, Vec::new());
    }
    fn exit(vm: &mut Vm, this: &Obj<ScandirIterator>, _: Value, _: Value, _: Value) {
        ScandirIterator::close(vm, this);
    }
}

/// `ScandirIterator`
pub static SCANDIR_ITERATOR: TypeDef = TypeDef {
    name: "posix.ScandirIterator",
    doc: "",
    base: None,
    map: None,
    layout: Layout::of::<ScandirIterator>(),
    flags: type_flags::NO_NEW,
    rows: &[
        method!("__iter__(self, /)", |_: &mut Vm, this: Handle<ScandirIterator>| this, 1),
        method!("__next__(self, /)", ScandirIterator::next, 1),
        method!("__enter__(self, /)", |_: &mut Vm, this: Handle<ScandirIterator>| this, 1),
        method!("__exit__(self, kind, value, traceback, /)", ScandirIterator::exit, 4),
        method!("close(self, /)", ScandirIterator::close, 1),
    ],
};

/// `scandir(path=None)`
pub(super) fn scandir(vm: &mut Vm, path: Option<Value>) -> Result<Handle<ScandirIterator>> {
    let path = path.filter(|path| !path.is_none()).unwrap_or_else(|| vm.new_str("."));
    let path = super::fspath(vm, path)?;
    let folder = path_bytes(vm, &path)?;
    let listed = settle(vm, Some(&path), |vm| vm.host.list_dir(&folder))?;
    let mut entries = Vec::with_capacity(listed.len());
    for (name, kind) in listed {
        let mut whole = folder.clone();
        if !whole.is_empty() && !whole.ends_with(b"/") {
            whole.push(b'/');
        }
        whole.extend_from_slice(&name);
        let entry = DirEntry {
            name: like_path(vm, &path, name)?,
            path: like_path(vm, &path, whole)?,
            kind: Cell::new(kind),
            known: VmCell::new([None, None]),
        };
        entries.push(vm.new_native(entry).into_value());
    }
    entries.reverse();
    Ok(vm.new_native(ScandirIterator { entries: VmCell::new(entries) }))
}
