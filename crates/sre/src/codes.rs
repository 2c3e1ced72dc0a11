//! Numbers of the codes that `re._compiler` emits, as the library's `re._constants` lists them.

/// Version of the codes; `re` refuses to work with another.
pub const MAGIC: u32 = 20230612;
/// "As often as possible" in the place of a count.
pub const MAX_REPEAT: u32 = u32::MAX;
/// Most groups of a pattern.
pub const MAX_GROUPS: u32 = i32::MAX as u32 / 2;

macro_rules! numbered {
    ($($name:ident)*) => { numbered!(@ 0, $($name)*); };
    (@ $number:expr, $name:ident $($rest:ident)*) => {
        pub(crate) const $name: u32 = $number;
        numbered!(@ $number + 1, $($rest)*);
    };
    (@ $number:expr,) => {};
}

/// What to do. Not all of them are emitted where they must be known here.
#[allow(dead_code)]
pub(crate) mod op {
    numbered! {
        FAILURE SUCCESS ANY ANY_ALL ASSERT ASSERT_NOT AT BRANCH CATEGORY CHARSET BIGCHARSET GROUPREF
        GROUPREF_EXISTS IN INFO JUMP LITERAL MARK MAX_UNTIL MIN_UNTIL NOT_LITERAL NEGATE RANGE REPEAT REPEAT_ONE
        SUBPATTERN MIN_REPEAT_ONE ATOMIC_GROUP POSSESSIVE_REPEAT POSSESSIVE_REPEAT_ONE
        GROUPREF_IGNORE IN_IGNORE LITERAL_IGNORE NOT_LITERAL_IGNORE
        GROUPREF_LOC_IGNORE IN_LOC_IGNORE LITERAL_LOC_IGNORE NOT_LITERAL_LOC_IGNORE
        GROUPREF_UNI_IGNORE IN_UNI_IGNORE LITERAL_UNI_IGNORE NOT_LITERAL_UNI_IGNORE RANGE_UNI_IGNORE
    }
}

/// Kinds of characters; not all are named elsewhere. The odd ones are the opposites of those before them.
#[allow(dead_code)]
pub(crate) mod category {
    numbered! {
        DIGIT NOT_DIGIT SPACE NOT_SPACE WORD NOT_WORD LINEBREAK NOT_LINEBREAK LOC_WORD LOC_NOT_WORD
        UNI_DIGIT UNI_NOT_DIGIT UNI_SPACE UNI_NOT_SPACE UNI_WORD UNI_NOT_WORD UNI_LINEBREAK UNI_NOT_LINEBREAK
    }
}

#[cfg(test)]
mod tests {
    #[test]
    fn numbers_of_samples() {
        assert_eq!(super::op::RANGE_UNI_IGNORE, 42);
        assert_eq!(super::op::ATOMIC_GROUP, 27);
        assert_eq!(super::category::UNI_NOT_LINEBREAK, 17);
    }
}
