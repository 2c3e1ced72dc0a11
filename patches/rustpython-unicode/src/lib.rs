//! A stand-in for the crate `rustpython-unicode`, which brings ICU with all its tables.
//!
//! The regular expression engine asks it five questions about a character; the machine has tables of its own that
//! answer them, so a page need not load a second set.
#![forbid(unsafe_code)]

/// What a character is.
pub mod classify {
    use whipsnake_vm::text::unicode;

    /// Whether it is a decimal digit.
    pub fn is_decimal(c: char) -> bool {
        unicode::is_decimal(u32::from(c))
    }

    /// Whether it is white space.
    pub fn is_space(c: char) -> bool {
        unicode::is_space(u32::from(c))
    }

    /// Whether it is a letter or stands for a number.
    pub fn is_alnum(c: char) -> bool {
        unicode::is_alnum(u32::from(c))
    }
}

/// Mappings of one character to one: of a mapping to several, as that of `ß` to `SS`, CPython's engine sees the first.
pub mod case {
    use whipsnake_vm::text::unicode;

    /// The lower case.
    pub fn simple_lowercase(c: char) -> char {
        unicode::to_lower(u32::from(c)).iter().next().and_then(char::from_u32).unwrap_or(c)
    }

    /// The upper case.
    pub fn simple_uppercase(c: char) -> char {
        unicode::to_upper(u32::from(c)).iter().next().and_then(char::from_u32).unwrap_or(c)
    }
}
