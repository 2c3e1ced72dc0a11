//! Pairs of connected sockets inside the interpreter: what one end is sent, the other receives. Event loops wake
//! themselves with them, and threads talk.

use std::{
    cell::RefCell,
    collections::{BTreeMap, VecDeque},
    rc::Rc,
};

/// Number of the first end: far from the descriptors that a system gives.
const FIRST: i64 = 1 << 20;
/// Most bytes that wait for one end.
const ROOM: usize = 208 * 1024;

/// One end.
struct End {
    /// The other's number.
    peer: i64,
    /// What waits to be received.
    input: VecDeque<u8>,
    /// Nothing more will come.
    at_end: bool,
    /// Nothing may be sent any more.
    silent: bool,
}

/// All ends.
#[derive(Default)]
struct Table {
    ends: BTreeMap<i64, End>,
    made: i64,
}

/// The pairs of an interpreter.
#[derive(Clone, Default)]
pub struct Pairs(Rc<RefCell<Table>>);

/// Why nothing can be sent or received now.
pub enum Refused {
    /// Nothing is there yet, or no room.
    Later,
    /// There is no such end.
    NoSuchEnd,
    /// Nobody listens.
    Broken,
}

impl Pairs {
    /// Two ends that are connected.
    pub fn make(&self) -> (i64, i64) {
        let mut table = self.0.borrow_mut();
        let (a, b) = (FIRST + table.made, FIRST + table.made + 1);
        table.made += 2;
        for (end, peer) in [(a, b), (b, a)] {
            table.ends.insert(end, End { peer, input: VecDeque::new(), at_end: false, silent: false });
        }
        (a, b)
    }
    /// Whether a number is that of an end.
    pub fn has(&self, end: i64) -> bool {
        self.0.borrow().ends.contains_key(&end)
    }
    /// Ends an end: the other one receives no more.
    pub fn close(&self, end: i64) {
        let mut table = self.0.borrow_mut();
        if let Some(closed) = table.ends.remove(&end)
            && let Some(peer) = table.ends.get_mut(&closed.peer)
        {
            peer.at_end = true;
        }
    }
    /// Ends one direction or both.
    pub fn shut_down(&self, end: i64, reading: bool, writing: bool) -> bool {
        let mut table = self.0.borrow_mut();
        let Some(this) = table.ends.get_mut(&end) else { return false };
        this.at_end |= reading;
        this.silent |= writing;
        let peer = this.peer;
        if writing && let Some(peer) = table.ends.get_mut(&peer) {
            peer.at_end = true;
        }
        true
    }
    /// Whether receiving would not wait.
    pub fn can_receive(&self, end: i64) -> bool {
        self.0.borrow().ends.get(&end).is_some_and(|end| end.at_end || !end.input.is_empty())
    }
    /// Whether sending would not wait.
    pub fn can_send(&self, end: i64) -> bool {
        let table = self.0.borrow();
        let Some(this) = table.ends.get(&end) else { return false };
        table.ends.get(&this.peer).is_none_or(|peer| peer.input.len() < ROOM)
    }
    /// Takes up to `count` bytes, or looks at them.
    pub fn receive(&self, end: i64, count: usize, peek: bool) -> Result<Vec<u8>, Refused> {
        let mut table = self.0.borrow_mut();
        let Some(this) = table.ends.get_mut(&end) else { return Err(Refused::NoSuchEnd) };
        if this.input.is_empty() && !this.at_end && count > 0 {
            return Err(Refused::Later);
        }
        let count = count.min(this.input.len());
        Ok(if peek {
            this.input.iter().take(count).copied().collect()
        } else {
            this.input.drain(..count).collect()
        })
    }
    /// Sends what there is room for; how much that was.
    pub fn send(&self, end: i64, bytes: &[u8]) -> Result<usize, Refused> {
        let mut table = self.0.borrow_mut();
        let Some(this) = table.ends.get(&end) else { return Err(Refused::NoSuchEnd) };
        if this.silent {
            return Err(Refused::Broken);
        }
        let peer = this.peer;
        let Some(peer) = table.ends.get_mut(&peer) else { return Err(Refused::Broken) };
        let count = bytes.len().min(ROOM.saturating_sub(peer.input.len()));
        if count == 0 && !bytes.is_empty() {
            return Err(Refused::Later);
        }
        peer.input.extend(&bytes[..count]);
        Ok(count)
    }
}
