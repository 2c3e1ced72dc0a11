//! Which weak references point at an object. The references themselves are objects of `objects/weakref.rs`.

use super::{
    alloc::Heap,
    header::{Header, WEAK},
    value::Value,
    word_hash::WordMap,
};
use std::{
    cell::{Cell, RefCell},
    rc::Rc,
};

/// What a weak reference object and the table share: cleared when the object dies.
#[derive(Debug)]
pub struct WeakLink {
    target: Cell<usize>,
    /// The weak reference object, unowned, and its callback.
    owner: RefCell<Option<(usize, Value)>>,
}

/// Links by address of their object.
#[derive(Default)]
pub struct WeakTable(WordMap<usize, Vec<Rc<WeakLink>>>);

impl WeakLink {
    /// The object, if it is alive.
    pub fn upgrade(&self) -> Option<Value> {
        let address = self.target.get();
        if address == 0 {
            return None;
        }
        let header = address as *mut Header;
        // SAFETY: V1: the address is cleared before the object's memory is given back.
        unsafe {
            if (*header).references() == 0 {
                return None;
            }
            (*header).increment();
            Some(Value::from_raw(header))
        }
    }
    /// Whether the object is gone.
    pub fn is_dead(&self) -> bool {
        self.target.get() == 0
    }
    /// Says which reference object to hand to `callback` when the object dies.
    pub fn set_callback(&self, owner: &Value, callback: Value) {
        *self.owner.borrow_mut() = Some((owner.pointer() as usize, callback));
    }
    /// Whether a callback is set.
    pub fn has_callback(&self) -> bool {
        self.owner.borrow().as_ref().is_some_and(|(_, callback)| !callback.is_none())
    }
    /// The callback, if one is set.
    pub fn callback(&self) -> Option<Value> {
        self.owner
            .borrow()
            .as_ref()
            .map(|(_, callback)| callback.clone())
            .filter(|callback| !callback.is_none())
    }
    /// The weak reference object, if it is alive.
    pub fn owner(&self) -> Option<Value> {
        let address = self.owner.borrow().as_ref().map(|(owner, _)| *owner)?;
        let header = address as *mut Header;
        // SAFETY: V1: a reference object unregisters its link when it dies, and the owner is forgotten then.
        unsafe {
            if (*header).references() == 0 {
                return None;
            }
            (*header).increment();
            Some(Value::from_raw(header))
        }
    }
    /// Unregisters the link: the reference object that owns it dies.
    pub fn unregister(self: &Rc<WeakLink>) {
        // SAFETY: V6: the heap whose object is dying is the current one.
        unsafe { (*super::alloc::heap()).drop_weak(self) }
    }
}

impl Heap {
    /// A link to an object; none for values without memory.
    pub fn new_weak(&mut self, target: &Value) -> Option<Rc<WeakLink>> {
        let header = target.header()?;
        header.count.set(header.count.get() | WEAK);
        let address = target.pointer() as usize;
        let link = Rc::new(WeakLink { target: Cell::new(address), owner: RefCell::new(None) });
        self.weak.0.entry(address).or_default().push(link.clone());
        Some(link)
    }
    /// Links to an object that are still held.
    pub fn weak_links(&self, target: &Value) -> &[Rc<WeakLink>] {
        self.weak.0.get(&(target.pointer() as usize)).map_or(&[], |links| links)
    }
    /// The weak reference object that owns a link, if it has a callback and is alive.
    pub(crate) fn drop_weak(&mut self, link: &Rc<WeakLink>) {
        let callback = link.owner.borrow_mut().take();
        let address = link.target.get();
        if let Some(links) = self.weak.0.get_mut(&address) {
            links.retain(|known| !Rc::ptr_eq(known, link));
            if links.is_empty() {
                self.weak.0.remove(&address);
                // SAFETY: V1: the link's target is alive as long as the address is not cleared.
                unsafe {
                    (*(address as *mut Header)).count.set((*(address as *mut Header)).count.get() & !WEAK)
                };
            }
        }
        drop(callback);
    }
}

/// Cuts the links of a dying object and queues their callbacks.
///
/// # Safety
/// The object must be alive in memory with its last reference gone (V1, V6).
pub(super) unsafe fn object_dies(heap: *mut Heap, header: *mut Header) {
    // SAFETY: V6.
    let links = unsafe { (*heap).weak.0.remove(&(header as usize)) };
    for link in links.into_iter().flatten().rev() {
        link.target.set(0);
        let owner = link.owner.borrow_mut().take();
        if let Some((reference, callback)) = owner.filter(|(_, callback)| !callback.is_none()) {
            let reference = reference as *mut Header;
            // SAFETY: V1: a reference object unregisters its link when it dies, so it is alive, or dying right now.
            unsafe {
                if (*reference).references() == 0 || (*heap).is_closing() {
                    continue;
                }
                (*reference).increment();
                (*heap).callbacks.push((callback, Value::from_raw(reference)));
                (*heap).set_attention();
            }
        }
    }
}
