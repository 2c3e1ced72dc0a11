//! A file system in memory: what a program in a page sees as its files. It knows nothing of JavaScript or the machine.
//!
//! Nodes live in one vector and are named by their index, which is also their inode number; a node goes away when no
//! directory names it and no descriptor is open on it. There are no users, and permissions are stored and shown, not
//! enforced. Errors are `errno` numbers as on Linux.

use std::collections::BTreeMap;

/// `errno` numbers, as on Linux.
pub mod errno {
    /// Operation not permitted.
    pub const EPERM: i32 = 1;
    /// No such file or directory.
    pub const ENOENT: i32 = 2;
    /// Bad file descriptor.
    pub const EBADF: i32 = 9;
    /// Device or resource busy.
    pub const EBUSY: i32 = 16;
    /// File exists.
    pub const EEXIST: i32 = 17;
    /// Not a directory.
    pub const ENOTDIR: i32 = 20;
    /// Is a directory.
    pub const EISDIR: i32 = 21;
    /// Invalid argument.
    pub const EINVAL: i32 = 22;
    /// Too many open files.
    pub const EMFILE: i32 = 24;
    /// File too large.
    pub const EFBIG: i32 = 27;
    /// Directory not empty.
    pub const ENOTEMPTY: i32 = 39;
    /// Function not implemented.
    pub const ENOSYS: i32 = 38;
    /// Too many levels of symbolic links.
    pub const ELOOP: i32 = 40;

    /// The system's words for an error.
    pub fn text(errno: i32) -> &'static str {
        match errno {
            EPERM => "Operation not permitted",
            ENOENT => "No such file or directory",
            EBADF => "Bad file descriptor",
            EBUSY => "Device or resource busy",
            EEXIST => "File exists",
            ENOTDIR => "Not a directory",
            EISDIR => "Is a directory",
            EINVAL => "Invalid argument",
            EMFILE => "Too many open files",
            EFBIG => "File too large",
            ENOTEMPTY => "Directory not empty",
            ELOOP => "Too many levels of symbolic links",
            _ => "Function not implemented",
        }
    }
}

use errno::*;

/// What went wrong: an `errno` number.
pub type Result<T> = std::result::Result<T, i32>;

const WRITE_ONLY: i32 = 0o1;
const READ_WRITE: i32 = 0o2;
const ACCESS: i32 = 0o3;
const CREATE: i32 = 0o100;
const EXCLUSIVE: i32 = 0o200;
const TRUNCATE: i32 = 0o1000;
const APPEND: i32 = 0o2000;
const DIRECTORY: i32 = 0o200_000;

/// Kind bits of a mode.
pub const S_IFDIR: u32 = 0o040_000;
/// Kind bits of a mode.
pub const S_IFREG: u32 = 0o100_000;
/// Kind bits of a mode.
pub const S_IFLNK: u32 = 0o120_000;
const S_IFCHR: u32 = 0o020_000;
const S_IFMT: u32 = 0o170_000;

/// Files larger than this are refused before memory is.
const LARGEST: u64 = 1 << 30;

const MOST_DESCRIPTORS: i32 = 1024;
/// Symbolic links on the way of one path.
const MOST_LINKS: u32 = 40;

enum Content {
    File(Vec<u8>),
    Directory(BTreeMap<Vec<u8>, usize>),
    /// A symbolic link: the path it stands for.
    Link(Vec<u8>),
    /// A device that swallows what is written and has nothing to read.
    Null,
}

/// Where a path leads.
struct Place {
    /// The directories on the way, the root first, with their names.
    way: Vec<(Vec<u8>, usize)>,
    /// The last name; empty for a directory that the path reached by `..` or for the root.
    name: Vec<u8>,
    /// What stands there, if anything.
    node: Option<usize>,
}

impl Place {
    fn parent(&self) -> usize {
        self.way.last().map_or(ROOT, |(_, node)| *node)
    }
}

/// What `stat` tells.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Info {
    /// Kind and permissions.
    pub mode: u32,
    /// Bytes.
    pub size: u64,
    /// Nanoseconds since 1970.
    pub modified: i128,
    /// The same for the last reading, as far as a program has set it.
    pub accessed: i128,
    /// The node's number.
    pub inode: u64,
    /// How many names it has.
    pub links: u64,
}

struct Node {
    content: Content,
    mode: u32,
    modified: i128,
    accessed: i128,
    names: u64,
    opened: u64,
}

struct Open {
    node: usize,
    position: u64,
    flags: i32,
}

/// The whole file system with its open descriptors and working directory.
pub struct Files {
    nodes: Vec<Option<Node>>,
    free: Vec<usize>,
    open: BTreeMap<i32, Open>,
    current: Vec<u8>,
}

const ROOT: usize = 0;

impl Default for Files {
    fn default() -> Files {
        Files::new()
    }
}

impl Files {
    /// A file system with `/`, `/tmp`, `/home` and `/dev/null`, working in `/home`.
    pub fn new() -> Files {
        let root = Node {
            content: Content::Directory(BTreeMap::new()),
            mode: S_IFDIR | 0o755,
            modified: 0,
            accessed: 0,
            names: 2,
            opened: 0,
        };
        let mut files = Files {
            nodes: vec![Some(root)],
            free: Vec::new(),
            open: BTreeMap::new(),
            current: b"/".to_vec(),
        };
        for name in [&b"/tmp"[..], b"/home", b"/dev"] {
            files.make_dir(name, 0o755, 0).expect("the root is empty and takes any name");
        }
        files.create(b"/dev/null", Content::Null, S_IFCHR | 0o666, 0).expect("the directory is empty");
        files.current = b"/home".to_vec();
        files
    }

    /// Opens a path with POSIX flags; `now` dates what is created or cut.
    pub fn open(&mut self, path: &[u8], flags: i32, mode: u32, now: i128) -> Result<i32> {
        let node = match self.find(path) {
            Ok(_) if flags & CREATE != 0 && flags & EXCLUSIVE != 0 => return Err(EEXIST),
            Ok(node) => node,
            Err(ENOENT) if flags & CREATE != 0 => {
                self.create(path, Content::File(Vec::new()), S_IFREG | (mode & 0o777), now)?
            }
            Err(error) => return Err(error),
        };
        let writes = flags & ACCESS != 0;
        match &mut self.node_mut(node).content {
            Content::Directory(_) if writes || flags & CREATE != 0 => return Err(EISDIR),
            Content::File(_) | Content::Link(_) | Content::Null if flags & DIRECTORY != 0 => {
                return Err(ENOTDIR);
            }
            Content::File(bytes) if flags & TRUNCATE != 0 && writes => {
                bytes.clear();
                self.node_mut(node).modified = now;
            }
            _ => {}
        }
        let fd = (3..MOST_DESCRIPTORS).find(|fd| !self.open.contains_key(fd)).ok_or(EMFILE)?;
        self.node_mut(node).opened += 1;
        self.open.insert(fd, Open { node, position: 0, flags });
        Ok(fd)
    }

    /// Closes a descriptor.
    pub fn close(&mut self, fd: i32) -> Result<()> {
        let open = self.open.remove(&fd).ok_or(EBADF)?;
        self.node_mut(open.node).opened -= 1;
        self.release(open.node);
        Ok(())
    }

    /// Reads up to `size` bytes from where the descriptor stands.
    pub fn read(&mut self, fd: i32, size: usize) -> Result<Vec<u8>> {
        let open = self.open.get(&fd).ok_or(EBADF)?;
        if open.flags & ACCESS == WRITE_ONLY {
            return Err(EBADF);
        }
        let bytes = match &self.node(open.node).content {
            Content::File(bytes) => bytes,
            Content::Null => return Ok(Vec::new()),
            _ => return Err(EISDIR),
        };
        let start = usize::try_from(open.position).unwrap_or(usize::MAX).min(bytes.len());
        let taken = bytes[start..start.saturating_add(size).min(bytes.len())].to_vec();
        let length = taken.len() as u64;
        self.opened_mut(fd)?.position += length;
        Ok(taken)
    }

    /// Writes where the descriptor stands, or at the end for one that appends; gives how many bytes were taken.
    pub fn write(&mut self, fd: i32, data: &[u8], now: i128) -> Result<usize> {
        let open = self.open.get(&fd).ok_or(EBADF)?;
        let (node, position, flags) = (open.node, open.position, open.flags);
        if flags & ACCESS != WRITE_ONLY && flags & ACCESS != READ_WRITE {
            return Err(EBADF);
        }
        let entry = self.node_mut(node);
        let bytes = match &mut entry.content {
            Content::File(bytes) => bytes,
            Content::Null => return Ok(data.len()),
            _ => return Err(EISDIR),
        };
        let start = if flags & APPEND != 0 { bytes.len() as u64 } else { position };
        let end = start.checked_add(data.len() as u64).filter(|end| *end <= LARGEST).ok_or(EFBIG)?;
        let (from, to) = (start as usize, end as usize);
        if bytes.len() < to {
            bytes.resize(to, 0);
        }
        bytes[from..to].copy_from_slice(data);
        entry.modified = now;
        self.opened_mut(fd)?.position = end;
        Ok(data.len())
    }

    /// Moves a descriptor: whence 0 from the start, 1 from here, 2 from the end.
    pub fn seek(&mut self, fd: i32, offset: i64, whence: i32) -> Result<u64> {
        let open = self.open.get(&fd).ok_or(EBADF)?;
        let base = match whence {
            0 => 0,
            1 => open.position as i64,
            2 => self.size(open.node) as i64,
            _ => return Err(EINVAL),
        };
        let to = base.checked_add(offset).and_then(|to| u64::try_from(to).ok()).ok_or(EINVAL)?;
        self.opened_mut(fd)?.position = to;
        Ok(to)
    }

    /// Cuts a file or extends it with zeros.
    pub fn truncate(&mut self, fd: i32, size: u64, now: i128) -> Result<()> {
        let open = self.open.get(&fd).ok_or(EBADF)?;
        if open.flags & ACCESS == 0 {
            return Err(EINVAL);
        }
        if size > LARGEST {
            return Err(EFBIG);
        }
        let node = self.node_mut(open.node);
        let bytes = match &mut node.content {
            Content::File(bytes) => bytes,
            Content::Null => return Err(EINVAL),
            _ => return Err(EISDIR),
        };
        bytes.resize(size as usize, 0);
        node.modified = now;
        Ok(())
    }

    /// What is known of a path; of a symbolic link itself if it is not to be followed.
    pub fn stat(&self, path: &[u8], follow: bool) -> Result<Info> {
        Ok(self.info(self.walk(path, follow)?.node.ok_or(ENOENT)?))
    }

    /// What is known of an open file.
    pub fn fstat(&self, fd: i32) -> Result<Info> {
        Ok(self.info(self.open.get(&fd).ok_or(EBADF)?.node))
    }

    /// Names in a directory with the kind bits of their modes, sorted.
    pub fn list_dir(&self, path: &[u8]) -> Result<Vec<(Vec<u8>, u32)>> {
        match &self.node(self.find(path)?).content {
            Content::Directory(names) => {
                Ok(names.iter().map(|(name, node)| (name.clone(), self.node(*node).mode & S_IFMT)).collect())
            }
            _ => Err(ENOTDIR),
        }
    }

    /// Makes a directory.
    pub fn make_dir(&mut self, path: &[u8], mode: u32, now: i128) -> Result<()> {
        if self.walk(path, false)?.node.is_some() {
            return Err(EEXIST);
        }
        self.create(path, Content::Directory(BTreeMap::new()), S_IFDIR | (mode & 0o777), now).map(drop)
    }

    /// Makes a directory and those above it; one that exists is fine.
    pub fn make_dirs(&mut self, path: &[u8], now: i128) -> Result<()> {
        let whole = self.absolute(path);
        for end in (1..=whole.len()).filter(|end| *end == whole.len() || whole[*end] == b'/') {
            match self.make_dir(&whole[..end], 0o755, now) {
                Ok(()) | Err(EEXIST) => {}
                Err(error) => return Err(error),
            }
        }
        Ok(())
    }

    /// Removes a file or a symbolic link.
    pub fn remove_file(&mut self, path: &[u8]) -> Result<()> {
        let place = self.walk(path, false)?;
        let node = place.node.ok_or(ENOENT)?;
        if matches!(self.node(node).content, Content::Directory(_)) {
            return Err(EISDIR);
        }
        self.unlink(&place)
    }

    /// Removes an empty directory.
    pub fn remove_dir(&mut self, path: &[u8]) -> Result<()> {
        let place = self.walk(path, false)?;
        let node = place.node.ok_or(ENOENT)?;
        match &self.node(node).content {
            Content::Directory(names) if !names.is_empty() => Err(ENOTEMPTY),
            Content::Directory(_) if place.name.is_empty() => Err(if node == ROOT { EBUSY } else { EINVAL }),
            Content::Directory(_) => self.unlink(&place),
            _ => Err(ENOTDIR),
        }
    }

    /// Renames; what stands at the new name goes, as POSIX has it.
    pub fn rename(&mut self, from: &[u8], to: &[u8]) -> Result<()> {
        let (source, target) = (self.walk(from, false)?, self.walk(to, false)?);
        let node = source.node.ok_or(ENOENT)?;
        let is_dir = matches!(self.node(node).content, Content::Directory(_));
        if target.node == Some(node) {
            return Ok(());
        }
        if source.name.is_empty() || target.name.is_empty() || target.way.iter().any(|(_, at)| *at == node) {
            return Err(EINVAL);
        }
        if let Some(old) = target.node {
            match (&self.node(old).content, is_dir) {
                (Content::Directory(names), true) if names.is_empty() => self.unlink(&target)?,
                (Content::Directory(_), true) => return Err(ENOTEMPTY),
                (Content::Directory(_), false) => return Err(EISDIR),
                (_, true) => return Err(ENOTDIR),
                (_, false) => self.unlink(&target)?,
            }
        }
        // Named twice for a moment, so that removing the old name does not free it.
        self.node_mut(node).names += 1;
        self.names_mut(target.parent())?.insert(target.name, node);
        self.unlink(&source)
    }

    /// Gives a file a second name.
    pub fn link(&mut self, from: &[u8], to: &[u8]) -> Result<()> {
        let node = self.walk(from, false)?.node.ok_or(ENOENT)?;
        if matches!(self.node(node).content, Content::Directory(_)) {
            return Err(EPERM);
        }
        let place = self.walk(to, false)?;
        if place.node.is_some() {
            return Err(EEXIST);
        }
        self.names_mut(place.parent())?.insert(place.name, node);
        self.node_mut(node).names += 1;
        Ok(())
    }

    /// Makes a symbolic link, which need not lead anywhere.
    pub fn symlink(&mut self, target: &[u8], path: &[u8], now: i128) -> Result<()> {
        if target.is_empty() {
            return Err(ENOENT);
        }
        if self.walk(path, false)?.node.is_some() {
            return Err(EEXIST);
        }
        self.create(path, Content::Link(target.to_vec()), S_IFLNK | 0o777, now).map(drop)
    }

    /// The path a symbolic link stands for.
    pub fn read_link(&self, path: &[u8]) -> Result<Vec<u8>> {
        match &self.node(self.walk(path, false)?.node.ok_or(ENOENT)?).content {
            Content::Link(target) => Ok(target.clone()),
            _ => Err(EINVAL),
        }
    }

    /// Sets the permissions of a path.
    pub fn change_mode(&mut self, path: &[u8], mode: u32) -> Result<()> {
        let node = self.find(path)?;
        let entry = self.node_mut(node);
        entry.mode = entry.mode & S_IFMT | mode & 0o7777;
        Ok(())
    }

    /// Sets when a path was last read and changed.
    pub fn set_times(&mut self, path: &[u8], accessed: i128, modified: i128, follow: bool) -> Result<()> {
        let node = self.walk(path, follow)?.node.ok_or(ENOENT)?;
        let entry = self.node_mut(node);
        (entry.accessed, entry.modified) = (accessed, modified);
        Ok(())
    }

    /// The working directory.
    pub fn current_dir(&self) -> &[u8] {
        &self.current
    }

    /// Changes the working directory.
    pub fn change_dir(&mut self, path: &[u8]) -> Result<()> {
        let place = self.walk(path, true)?;
        let node = place.node.ok_or(ENOENT)?;
        if !matches!(self.node(node).content, Content::Directory(_)) {
            return Err(ENOTDIR);
        }
        let names = place.way.iter().skip(1).map(|(name, _)| name).chain([&place.name]);
        let names: Vec<&[u8]> = names.map(Vec::as_slice).filter(|name| !name.is_empty()).collect();
        self.current = [b"/", &names.join(&b'/')[..]].concat();
        Ok(())
    }

    /// Puts a whole file in place, with the directories above it.
    pub fn put(&mut self, path: &[u8], bytes: Vec<u8>, now: i128) -> Result<()> {
        let whole = self.absolute(path);
        let parent = whole.iter().rposition(|byte| *byte == b'/').unwrap_or(0);
        self.make_dirs(&whole[..parent.max(1)], now)?;
        let fd = self.open(&whole, WRITE_ONLY | CREATE | TRUNCATE, 0o644, now)?;
        self.write(fd, &bytes, now)?;
        self.close(fd)
    }

    /// A whole file's bytes.
    pub fn get(&self, path: &[u8]) -> Result<&[u8]> {
        match &self.node(self.find(path)?).content {
            Content::File(bytes) => Ok(bytes),
            Content::Null => Ok(&[]),
            _ => Err(EISDIR),
        }
    }

    /// The path from the root, without `.`, `..` and doubled slashes.
    pub fn absolute(&self, path: &[u8]) -> Vec<u8> {
        let start: &[u8] = if path.first() == Some(&b'/') { b"" } else { &self.current };
        let mut parts: Vec<&[u8]> = Vec::new();
        for part in start.split(|byte| *byte == b'/').chain(path.split(|byte| *byte == b'/')) {
            match part {
                b"" | b"." => {}
                b".." => drop(parts.pop()),
                name => parts.push(name),
            }
        }
        let mut whole = vec![b'/'];
        whole.extend(parts.join(&b'/'));
        whole
    }

    /// What a path names, through symbolic links.
    fn find(&self, path: &[u8]) -> Result<usize> {
        self.walk(path, true)?.node.ok_or(ENOENT)
    }

    /// Goes along a path, name by name. All but the last must be there; a symbolic link that is the last is followed
    /// if that is wanted.
    fn walk(&self, path: &[u8], follow: bool) -> Result<Place> {
        if path.is_empty() {
            return Err(ENOENT);
        }
        let wants_dir = path.last() == Some(&b'/');
        let names = |path: &[u8]| -> Vec<Vec<u8>> {
            path.split(|byte| *byte == b'/')
                .rev()
                .filter(|name| !name.is_empty())
                .map(<[u8]>::to_vec)
                .collect()
        };
        // The names still to go, the next one last.
        let mut ahead = names(path);
        if path[0] != b'/' {
            ahead.extend(names(&self.current));
        }
        let mut way = vec![(Vec::new(), ROOT)];
        let mut links = 0;
        while let Some(name) = ahead.pop() {
            let is_last = ahead.is_empty();
            match &name[..] {
                b"." => continue,
                b".." => {
                    if way.len() > 1 {
                        way.pop();
                    }
                    continue;
                }
                _ => {}
            }
            let here = way.last().map_or(ROOT, |(_, node)| *node);
            let Content::Directory(entries) = &self.node(here).content else { return Err(ENOTDIR) };
            let node = entries.get(&name).copied();
            match node.map(|node| &self.node(node).content) {
                Some(Content::Link(target)) if follow || !is_last || wants_dir => {
                    links += 1;
                    if links > MOST_LINKS {
                        return Err(ELOOP);
                    }
                    if target[0] == b'/' {
                        way.truncate(1);
                    }
                    ahead.extend(names(target));
                }
                Some(Content::Directory(_)) if !is_last => way.push((name, node.unwrap_or(ROOT))),
                Some(Content::Directory(_)) => return Ok(Place { way, name, node }),
                Some(_) if !is_last || wants_dir => return Err(ENOTDIR),
                None if !is_last => return Err(ENOENT),
                _ => return Ok(Place { way, name, node }),
            }
        }
        // The path ended with a directory that has no name there.
        let node = way.pop().map(|(_, node)| node);
        Ok(Place { way, name: Vec::new(), node })
    }

    fn create(&mut self, path: &[u8], content: Content, mode: u32, now: i128) -> Result<usize> {
        // Through a symbolic link that leads nowhere yet, a file is made where it leads.
        let place = self.walk(path, true)?;
        let (parent, name) = (place.parent(), place.name);
        let names = if mode & S_IFMT == S_IFDIR { 2 } else { 1 };
        self.names_mut(parent)?;
        let node = Some(Node { content, mode, modified: now, accessed: now, names, opened: 0 });
        let at = match self.free.pop() {
            Some(at) => {
                self.nodes[at] = node;
                at
            }
            None => {
                self.nodes.push(node);
                self.nodes.len() - 1
            }
        };
        self.names_mut(parent)?.insert(name, at);
        self.node_mut(parent).modified = now;
        Ok(at)
    }

    fn unlink(&mut self, place: &Place) -> Result<()> {
        let node = self.names_mut(place.parent())?.remove(&place.name).ok_or(ENOENT)?;
        let entry = self.node_mut(node);
        let own = if entry.mode & S_IFMT == S_IFDIR && entry.names == 2 { 2 } else { 1 };
        entry.names -= own;
        self.release(node);
        Ok(())
    }

    fn release(&mut self, node: usize) {
        let entry = self.node(node);
        if entry.names == 0 && entry.opened == 0 {
            self.nodes[node] = None;
            self.free.push(node);
        }
    }

    fn info(&self, node: usize) -> Info {
        let entry = self.node(node);
        Info {
            mode: entry.mode,
            size: self.size(node),
            modified: entry.modified,
            accessed: entry.accessed,
            inode: node as u64 + 1,
            links: entry.names,
        }
    }

    fn size(&self, node: usize) -> u64 {
        match &self.node(node).content {
            Content::File(bytes) => bytes.len() as u64,
            Content::Directory(_) => 4096,
            Content::Null => 0,
            Content::Link(target) => target.len() as u64,
        }
    }

    fn node(&self, at: usize) -> &Node {
        self.nodes[at].as_ref().expect("names and descriptors keep their nodes alive")
    }

    fn node_mut(&mut self, at: usize) -> &mut Node {
        self.nodes[at].as_mut().expect("names and descriptors keep their nodes alive")
    }

    fn opened_mut(&mut self, fd: i32) -> Result<&mut Open> {
        self.open.get_mut(&fd).ok_or(EBADF)
    }

    fn names_mut(&mut self, at: usize) -> Result<&mut BTreeMap<Vec<u8>, usize>> {
        match &mut self.node_mut(at).content {
            Content::Directory(names) => Ok(names),
            _ => Err(ENOTDIR),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn write(files: &mut Files, path: &[u8], data: &[u8]) {
        files.put(path, data.to_vec(), 1).expect("a path of plain names");
    }

    #[test]
    fn what_is_written_is_read() {
        let mut files = Files::new();
        write(&mut files, b"/a/b/c.txt", b"hello");
        let fd = files.open(b"/a/b/../b/c.txt", 0, 0, 2).expect("it exists");
        assert_eq!(files.read(fd, 3), Ok(b"hel".to_vec()));
        assert_eq!(files.seek(fd, -1, 2), Ok(4));
        assert_eq!(files.read(fd, 9), Ok(b"o".to_vec()));
        assert_eq!(files.write(fd, b"x", 2), Err(EBADF));
        assert_eq!(files.close(fd), Ok(()));
        assert_eq!(files.close(fd), Err(EBADF));
    }

    #[test]
    fn the_null_device_swallows() {
        let mut files = Files::new();
        let fd = files.open(b"/dev/null", READ_WRITE | CREATE | TRUNCATE, 0o666, 1).expect("it exists");
        assert_eq!(files.write(fd, b"lost", 2), Ok(4));
        assert_eq!(files.seek(fd, 0, 0), Ok(0));
        assert_eq!(files.read(fd, 4), Ok(Vec::new()));
        assert_eq!(files.fstat(fd).map(|info| (info.mode, info.size)), Ok((S_IFCHR | 0o666, 0)));
    }

    #[test]
    fn a_removed_file_lives_while_it_is_open() {
        let mut files = Files::new();
        write(&mut files, b"f", b"data");
        let fd = files.open(b"/home/f", 0, 0, 0).expect("the working directory is /home");
        files.remove_file(b"f").expect("it exists");
        assert_eq!(files.stat(b"f", true), Err(ENOENT));
        assert_eq!(files.read(fd, 4), Ok(b"data".to_vec()));
        let before = files.free.len();
        files.close(fd).expect("it is open");
        assert_eq!(files.free.len(), before + 1);
    }

    #[test]
    fn directories_are_made_listed_and_removed() {
        let mut files = Files::new();
        files.make_dir(b"/d", 0o755, 0).expect("a new name");
        assert_eq!(files.make_dir(b"/d", 0o755, 0), Err(EEXIST));
        write(&mut files, b"/d/x", b"");
        assert_eq!(files.remove_dir(b"/d"), Err(ENOTEMPTY));
        assert_eq!(files.list_dir(b"/d"), Ok(vec![(b"x".to_vec(), S_IFREG)]));
        assert_eq!(files.open(b"/d/x/y", 0, 0, 0), Err(ENOTDIR));
        assert_eq!(files.open(b"/d", 1, 0, 0), Err(EISDIR));
        files.remove_file(b"/d/x").expect("it exists");
        assert_eq!(files.remove_dir(b"/d"), Ok(()));
    }

    #[test]
    fn renaming_replaces_files_and_keeps_directories_apart() {
        let mut files = Files::new();
        write(&mut files, b"/a", b"1");
        write(&mut files, b"/b", b"2");
        files.rename(b"/a", b"/b").expect("both are files");
        assert_eq!(files.get(b"/b"), Ok(&b"1"[..]));
        assert_eq!(files.get(b"/a"), Err(ENOENT));
        files.make_dirs(b"/p/q", 0).expect("new names");
        assert_eq!(files.rename(b"/p", b"/p/q/r"), Err(EINVAL));
        files.rename(b"/p/q", b"/moved").expect("a free name");
        assert_eq!(files.remove_dir(b"/moved"), Ok(()));
    }

    #[test]
    fn appending_and_cutting() {
        let mut files = Files::new();
        write(&mut files, b"/f", b"abc");
        let fd = files.open(b"/f", WRITE_ONLY | APPEND, 0, 0).expect("it exists");
        files.seek(fd, 0, 0).expect("a valid place");
        files.write(fd, b"d", 0).expect("open for writing");
        assert_eq!(files.get(b"/f"), Ok(&b"abcd"[..]));
        files.truncate(fd, 2, 0).expect("open for writing");
        assert_eq!(files.get(b"/f"), Ok(&b"ab"[..]));
        assert_eq!(files.truncate(fd, u64::MAX, 0), Err(EFBIG));
    }
    #[test]
    fn symbolic_links_are_followed_but_by_those_that_ask_for_them() {
        let mut files = Files::new();
        write(&mut files, b"/d/f", b"text");
        files.symlink(b"d", b"/to", 0).expect("a new name");
        files.symlink(b"../d/f", b"/d/up", 0).expect("a new name");
        assert_eq!(files.get(b"/to/up"), Ok(&b"text"[..]));
        assert_eq!(files.read_link(b"/to"), Ok(b"d".to_vec()));
        assert_eq!(files.stat(b"/to", true).map(|info| info.mode & S_IFMT), Ok(S_IFDIR));
        assert_eq!(files.stat(b"/to", false).map(|info| info.mode & S_IFMT), Ok(S_IFLNK));
        files.change_dir(b"/to").expect("it leads to a directory");
        assert_eq!(files.current_dir(), b"/d");
        files.symlink(b"a", b"/b", 0).expect("a new name");
        files.symlink(b"b", b"/a", 0).expect("a new name");
        assert_eq!(files.get(b"/a"), Err(ELOOP));
        files.remove_file(b"/to").expect("the link goes, not what it leads to");
        assert_eq!(files.get(b"/d/f"), Ok(&b"text"[..]));
    }

    #[test]
    fn a_file_of_two_names_lives_until_both_are_gone() {
        let mut files = Files::new();
        write(&mut files, b"/f", b"text");
        files.link(b"/f", b"/g").expect("a new name");
        assert_eq!(files.link(b"/home", b"/h"), Err(EPERM));
        assert_eq!(files.stat(b"/g", true).map(|info| info.links), Ok(2));
        files.remove_file(b"/f").expect("it exists");
        assert_eq!(files.get(b"/g"), Ok(&b"text"[..]));
        files.change_mode(b"/g", 0o400).expect("it exists");
        files.set_times(b"/g", 1, 2, true).expect("it exists");
        let info = files.stat(b"/g", true).expect("it exists");
        assert_eq!((info.mode, info.accessed, info.modified, info.links), (S_IFREG | 0o400, 1, 2, 1));
    }
}
