//! The bytes that a `TextIOWrapper` has read ahead and decoded, from which it tells where reading of the text stopped.

use super::newline::Mode;
use std::collections::VecDeque;
use whipsnake_vm::{
    error::Result,
    objects::str::codec::Builtin,
    text::codec::{Encoding, Endian, byte_order_16, byte_order_32},
    value::Str,
    vm::Vm,
};

/// Bytes that were decoded at once.
pub(super) struct Piece {
    /// The bytes.
    pub bytes: Vec<u8>,
    /// How many bytes of text they made, line ends translated.
    pub text: usize,
    /// The encoding that the mark at the beginning does not belong to.
    pub encoding: String,
    /// How long that mark is.
    pub mark: usize,
}

/// Pieces whose text is not all used.
#[derive(Default)]
pub(super) struct Pieces {
    list: VecDeque<Piece>,
    /// How much text of the first one is used.
    used: usize,
}

impl Pieces {
    /// Adds what has just been decoded.
    pub(super) fn push(&mut self, piece: Piece) {
        self.list.push_back(piece);
    }
    /// Forgets all.
    pub(super) fn clear(&mut self) {
        self.list.clear();
        self.used = 0;
    }
    /// So much more text is used.
    pub(super) fn forget(&mut self, count: usize) {
        self.used += count;
        while let Some(first) = self.list.front().filter(|first| first.text <= self.used) {
            self.used -= first.text;
            self.list.pop_front();
        }
    }
    /// The piece in which reading stopped when so much more text is used, how much of its text that is, and how many
    /// bytes follow the piece.
    pub(super) fn place(&self, count: usize) -> Option<(&Piece, usize, usize)> {
        let mut used = self.used + count;
        let mut pieces = self.list.iter();
        let found = pieces.by_ref().find(|piece| {
            let is_here = used < piece.text;
            if !is_here {
                used -= piece.text;
            }
            is_here
        })?;
        Some((found, used, pieces.map(|piece| piece.bytes.len()).sum()))
    }
}

/// How many bytes of an untranslated text make so many of the translated one.
pub(super) fn untranslated(text: &[u8], mode: Mode, count: usize) -> usize {
    if !mode.translates {
        return count.min(text.len());
    }
    let (mut at, mut made) = (0, 0);
    while made < count && at < text.len() {
        let is_pair = text[at..].starts_with(b"\r\n");
        at += if is_pair { 2 } else { 1 };
        made += 1;
    }
    at
}

/// The encoding of what lies behind the mark, and how long the mark is, where a stream of the encoding begins.
pub(super) fn after_mark(encoding: &str, bytes: &[u8]) -> (String, usize) {
    let order =
        |endian, little: &str, big: &str| if endian == Endian::Little { little } else { big }.to_owned();
    match Builtin::by_name(encoding) {
        Some(Builtin::Utf16) => {
            let (endian, mark) = byte_order_16(bytes);
            (order(endian, "utf-16-le", "utf-16-be"), mark)
        }
        Some(Builtin::Utf32) => {
            let (endian, mark) = byte_order_32(bytes);
            (order(endian, "utf-32-le", "utf-32-be"), mark)
        }
        _ if is_signed(encoding) => {
            ("utf-8".to_owned(), if bytes.starts_with(b"\xef\xbb\xbf") { 3 } else { 0 })
        }
        _ => (encoding.to_owned(), 0),
    }
}

/// Whether the encoding is UTF-8 behind a mark.
pub(super) fn is_signed(encoding: &str) -> bool {
    whipsnake_vm::objects::str::codec::normalize(encoding) == "utf_8_sig"
}

/// Whether text in the encoding begins with a mark.
pub(super) fn has_mark(encoding: &str) -> bool {
    matches!(Builtin::by_name(encoding), Some(Builtin::Utf16 | Builtin::Utf32)) || is_signed(encoding)
}

/// Bytes of a character of ASCII; nothing where that depends on the character.
pub(super) fn width(codec: Builtin) -> Option<usize> {
    match codec {
        Builtin::Utf16 | Builtin::Plain(Encoding::Utf16(_)) => Some(2),
        Builtin::Utf32 | Builtin::Plain(Encoding::Utf32(_)) => Some(4),
        Builtin::Plain(_) => Some(1),
        _ => None,
    }
}

/// How many bytes of a piece make so many bytes of its text.
pub(super) fn measure(
    vm: &mut Vm,
    (bytes, encoding, mark): (Vec<u8>, String, usize),
    errors: &str,
    mode: Mode,
    count: usize,
) -> Result<usize> {
    if count == 0 {
        return Ok(0);
    }
    let behind = &bytes[mark..];
    let object = vm.new_bytes(behind);
    let text = vm.decode_bytes(&object, behind, &encoding, errors)?.as_bytes().to_vec();
    let prefix = Str::new(&text[..untranslated(&text, mode, count)]);
    let errors = if errors == "surrogateescape" { errors } else { "surrogatepass" };
    let encoded = vm.encode_text(&prefix, &encoding, errors)?;
    Ok(mark + vm.get_bytes(&encoded)?.len())
}
