//! The exception table: which handler guards which instructions.

/// One guarded range. The table of a code object is sorted so that the *first* entry whose range holds the
/// instruction is the innermost handler.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Handler {
    /// First word guarded (index into the code's words).
    pub start: u32,
    /// First word no longer guarded.
    pub end: u32,
    /// Where to go on.
    pub target: u32,
    /// Temporaries from this register on are released; the exception is then put into this register.
    pub depth: u16,
}
