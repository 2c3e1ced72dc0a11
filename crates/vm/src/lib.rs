//! Objects and the eval loop.
