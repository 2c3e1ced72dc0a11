//! `binascii`: binary data as text and back; checksums.

use whipsnake_vm::{
    error::{Raised, Result},
    function,
    modules::structseq::native_class,
    native::{ModuleDef, Row},
    objects::{bytes::shared::to_hex, exceptions::ExcKind, module::ModuleHandle},
    value::{Str, Value},
    vm::Vm,
};

/// `binascii.Error`
#[derive(Default)]
struct ErrorClass(Option<Value>);

#[cold]
fn fail(vm: &mut Vm, message: impl std::fmt::Display) -> Raised {
    let message = vm.new_str(&message.to_string());
    let Some(class) = vm.state::<ErrorClass>().0.clone() else { return vm.value_error("binascii.Error") };
    match vm.call(&class, &[message]) {
        Ok(error) => vm.raise(error),
        Err(raised) => raised,
    }
}

/// Bytes out of a bytes-like object or a string of ASCII.
fn ascii(vm: &mut Vm, data: &Value) -> Result<Vec<u8>> {
    if let Some(text) = data.cast::<Str>() {
        if !text.is_ascii() {
            return Err(vm.value_error("string argument should contain only ASCII characters"));
        }
        return Ok(text.as_bytes().to_vec());
    }
    match vm.find_bytes(data)? {
        Some(bytes) => Ok(bytes),
        None => {
            let name = vm.type_name(data);
            Err(vm.type_error(format_args!("argument should be bytes, buffer or ASCII string, not '{name}'")))
        }
    }
}

const BASE64: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

fn base64_value(byte: u8) -> Option<u32> {
    Some(
        match byte {
            b'A'..=b'Z' => byte - b'A',
            b'a'..=b'z' => byte - b'a' + 26,
            b'0'..=b'9' => byte - b'0' + 52,
            b'+' => 62,
            b'/' => 63,
            _ => return None,
        }
        .into(),
    )
}

fn from_base64(vm: &mut Vm, data: &Value, strict: Option<bool>) -> Result<Value> {
    let data = ascii(vm, data)?;
    let strict = strict == Some(true);
    if strict && data.first() == Some(&b'=') {
        return Err(fail(vm, "Leading padding not allowed"));
    }
    let mut out = Vec::with_capacity(data.len() / 4 * 3 + 3);
    // Characters of the present group of four, their bits, and padding behind them.
    let (mut place, mut bits, mut pads, mut padded) = (0, 0u32, 0, false);
    for (at, byte) in data.iter().enumerate() {
        if *byte == b'=' {
            padded = true;
            if strict && place == 0 {
                return Err(fail(vm, "Excess padding not allowed"));
            }
            if place >= 2 {
                pads += 1;
                if place + pads >= 4 {
                    if strict && at + 1 < data.len() {
                        return Err(fail(vm, "Excess data after padding"));
                    }
                    return Ok(vm.new_bytes(&out));
                }
            }
            continue;
        }
        let Some(value) = base64_value(*byte) else {
            if strict {
                return Err(fail(vm, "Only base64 data is allowed"));
            }
            continue;
        };
        if strict && padded {
            return Err(fail(vm, "Discontinuous padding not allowed"));
        }
        pads = 0;
        bits = bits << 6 | value;
        place = (place + 1) % 4;
        match place {
            0 => out.push(bits as u8),
            2 => out.push((bits >> 4) as u8),
            3 => out.push((bits >> 2) as u8),
            _ => {}
        }
    }
    match place {
        0 => Ok(vm.new_bytes(&out)),
        1 => {
            let count = out.len() / 3 * 4 + 1;
            Err(fail(
                vm,
                format_args!(
                    "Invalid base64-encoded string: number of data characters ({count}) cannot be 1 more than a multiple of 4"
                ),
            ))
        }
        _ => Err(fail(vm, "Incorrect padding")),
    }
}

fn to_base64(vm: &mut Vm, data: &Value, newline: Option<bool>) -> Result<Value> {
    let data = vm.get_bytes(data)?;
    let mut out = Vec::with_capacity(data.len().div_ceil(3) * 4 + 1);
    for group in data.chunks(3) {
        let bits = (0..3).fold(0u32, |bits, at| bits << 8 | u32::from(group.get(at).copied().unwrap_or(0)));
        for at in 0..4 {
            out.push(match at <= group.len() {
                true => BASE64[(bits >> (18 - 6 * at) & 63) as usize],
                false => b'=',
            });
        }
    }
    if newline != Some(false) {
        out.push(b'\n');
    }
    Ok(vm.new_bytes(&out))
}

fn hexlify(vm: &mut Vm, data: &Value, sep: Option<&Value>, group: Option<i32>) -> Result<Value> {
    let data = vm.get_bytes(data)?;
    let text = to_hex(vm, &data, sep, group)?;
    match text.cast::<Str>() {
        Some(text) => Ok(vm.new_bytes(text.as_bytes())),
        None => Ok(text),
    }
}

fn unhexlify(vm: &mut Vm, data: &Value) -> Result<Value> {
    let data = ascii(vm, data)?;
    if data.len() % 2 != 0 {
        return Err(fail(vm, "Odd-length string"));
    }
    let digit = |byte: u8| (byte as char).to_digit(16);
    let mut out = Vec::with_capacity(data.len() / 2);
    for pair in data.chunks_exact(2) {
        match (digit(pair[0]), digit(pair[1])) {
            (Some(high), Some(low)) => out.push((high << 4 | low) as u8),
            _ => return Err(fail(vm, "Non-hexadecimal digit found")),
        }
    }
    Ok(vm.new_bytes(&out))
}

const fn crc_table() -> [u32; 256] {
    let mut table = [0; 256];
    let mut at = 0;
    while at < 256 {
        let (mut crc, mut bit) = (at as u32, 0);
        while bit < 8 {
            crc = if crc & 1 == 1 { crc >> 1 ^ 0xedb8_8320 } else { crc >> 1 };
            bit += 1;
        }
        table[at] = crc;
        at += 1;
    }
    table
}

/// CRC-32 of `data` behind what gave `start`.
pub(crate) fn crc32_of(data: &[u8], start: u32) -> u32 {
    static TABLE: [u32; 256] = crc_table();
    !data.iter().fold(!start, |crc, byte| TABLE[usize::from(crc as u8 ^ byte)] ^ crc >> 8)
}

/// An int of which the last 32 bits count.
pub(crate) fn low_word(vm: &mut Vm, value: Option<&Value>) -> Result<u32> {
    let Some(value) = value else { return Ok(0) };
    let number = vm.index(value)?;
    Ok(number.as_int().map_or(0, whipsnake_vm::objects::int::arith::low_bits) as u32)
}

fn crc32(vm: &mut Vm, data: &Value, crc: Option<&Value>) -> Result<u32> {
    let data = vm.get_bytes(data)?;
    let start = low_word(vm, crc)?;
    Ok(crc32_of(&data, start))
}

fn crc_hqx(vm: &mut Vm, data: &Value, crc: &Value) -> Result<u32> {
    let data = vm.get_bytes(data)?;
    let start = low_word(vm, Some(crc))? as u16;
    let crc =
        data.iter().fold(start, |crc, byte| {
            (0..8).fold(crc ^ u16::from(*byte) << 8, |crc, _| {
                if crc & 0x8000 != 0 { crc << 1 ^ 0x1021 } else { crc << 1 }
            })
        });
    Ok(crc.into())
}

fn from_uu(vm: &mut Vm, data: &Value) -> Result<Value> {
    let data = ascii(vm, data)?;
    // The first character is the length; what is missing behind counts as spaces.
    let length = usize::from(data.first().copied().unwrap_or(0).wrapping_sub(b' ') & 0x3f);
    let mut out = Vec::with_capacity(length);
    let (mut bits, mut count, mut at) = (0u32, 0, 1);
    while out.len() < length {
        let byte = data.get(at).copied().unwrap_or(b'\n');
        at += 1;
        let value = match byte {
            b'\n' | b'\r' => 0,
            b' '..=b'`' => u32::from(byte - b' ') & 0x3f,
            _ => return Err(fail(vm, "Illegal char")),
        };
        bits = bits << 6 | value;
        count += 6;
        if count >= 8 {
            count -= 8;
            out.push((bits >> count) as u8);
        }
    }
    // Only padding may follow.
    let rest = data.get(at..).unwrap_or_default();
    if rest.iter().any(|byte| !matches!(byte, b' ' | b'`' | b'\n' | b'\r')) {
        return Err(fail(vm, "Trailing garbage"));
    }
    Ok(vm.new_bytes(&out))
}

fn to_uu(vm: &mut Vm, data: &Value, backtick: Option<bool>) -> Result<Value> {
    let data = vm.get_bytes(data)?;
    if data.len() > 45 {
        return Err(fail(vm, "At most 45 bytes at once"));
    }
    let letter = |value: u32| match value {
        0 if backtick == Some(true) => b'`',
        value => value as u8 + b' ',
    };
    let mut out = vec![letter(data.len() as u32)];
    for group in data.chunks(3) {
        let bits = (0..3).fold(0u32, |bits, at| bits << 8 | u32::from(group.get(at).copied().unwrap_or(0)));
        out.extend((0..4).map(|at| letter(bits >> (18 - 6 * at) & 63)));
    }
    out.push(b'\n');
    Ok(vm.new_bytes(&out))
}

fn from_qp(vm: &mut Vm, data: &Value, header: Option<bool>) -> Result<Value> {
    let data = ascii(vm, data)?;
    let mut out = Vec::with_capacity(data.len());
    let mut at = 0;
    while let Some(&byte) = data.get(at) {
        at += 1;
        if byte == b'_' && header == Some(true) {
            out.push(b' ');
        } else if byte != b'=' {
            out.push(byte);
        } else {
            match data[at..] {
                [] => {}
                // A break of the line that is not in the data, up to its end.
                [b'\n' | b'\r', ..] => {
                    let rest = &data[at..];
                    at += rest.iter().position(|byte| *byte == b'\n').map_or(rest.len(), |end| end + 1);
                }
                [b'=', ..] => {
                    out.push(b'=');
                    at += 1;
                }
                [high, low, ..] if high.is_ascii_hexdigit() && low.is_ascii_hexdigit() => {
                    let digit = |byte: u8| (byte as char).to_digit(16).unwrap_or(0);
                    out.push((digit(high) << 4 | digit(low)) as u8);
                    at += 2;
                }
                _ => out.push(b'='),
            }
        }
    }
    Ok(vm.new_bytes(&out))
}

/// Longest line of quoted-printable text.
const LINE: usize = 76;

fn push_quoted(out: &mut Vec<u8>, byte: u8) {
    const DIGITS: &[u8; 16] = b"0123456789ABCDEF";
    out.extend_from_slice(&[b'=', DIGITS[usize::from(byte >> 4)], DIGITS[usize::from(byte & 15)]]);
}

fn to_qp(
    vm: &mut Vm,
    data: &Value,
    quote_tabs: Option<bool>,
    is_text: Option<bool>,
    header: Option<bool>,
) -> Result<Value> {
    let data = vm.get_bytes(data)?;
    let (quote_tabs, is_text, header) =
        (quote_tabs == Some(true), is_text != Some(false), header == Some(true));
    // Breaks are written as the first line ends.
    let first = memchr::memchr(b'\n', &data);
    let newline: &[u8] =
        if first.is_some_and(|at| at > 0 && data[at - 1] == b'\r') { b"\r\n" } else { b"\n" };
    let mut out = Vec::with_capacity(data.len() * 2);
    let (mut at, mut length) = (0, 0);
    while let Some(&byte) = data.get(at) {
        let next = data.get(at + 1).copied();
        let is_space = matches!(byte, b' ' | b'\t');
        let is_break = matches!(byte, b'\r' | b'\n');
        let lone_dot = byte == b'.' && length == 0 && matches!(next, None | Some(b'\n' | b'\r' | 0));
        let quoted = byte > 126
            || byte == b'='
            || (header && byte == b'_')
            || lone_dot
            || (!is_text && is_break)
            || (is_space && next.is_none())
            || (byte < 33 && !is_break && (quote_tabs || !is_space));
        if quoted {
            if length + 3 >= LINE {
                out.push(b'=');
                out.extend_from_slice(newline);
                length = 0;
            }
            push_quoted(&mut out, byte);
            length += 3;
            at += 1;
        } else if is_text && (byte == b'\n' || (byte == b'\r' && next == Some(b'\n'))) {
            length = 0;
            // A space at the end of a line would get lost.
            if let Some(space @ (b' ' | b'\t')) = out.last().copied() {
                out.pop();
                push_quoted(&mut out, space);
            }
            out.extend_from_slice(newline);
            at += if byte == b'\r' { 2 } else { 1 };
        } else {
            if next.is_some_and(|next| next != b'\n') && length + 1 >= LINE {
                out.push(b'=');
                out.extend_from_slice(newline);
                length = 0;
            }
            length += 1;
            out.push(if header && byte == b' ' { b'_' } else { byte });
            at += 1;
        }
    }
    Ok(vm.new_bytes(&out))
}

const ROWS: &[Row] = &[
    function!(
        "a2b_base64(data, /, *, strict_mode=False)",
        from_base64,
        2,
        "Decode a line of base64 data.\n\n  strict_mode\n    When set to True, bytes that are not part of the base64 standard are not allowed.\n    The same applies to excess data after padding (= / ==)."
    ),
    function!("b2a_base64(data, /, *, newline=True)", to_base64, 2, "Base64-code line of data."),
    function!(
        "a2b_hex(hexstr, /)",
        unhexlify,
        1,
        "Binary data of hexadecimal representation.\n\nhexstr must contain an even number of hex digits (upper or lower case).\nThis function is also available as \"unhexlify()\"."
    ),
    function!(
        "unhexlify(hexstr, /)",
        unhexlify,
        1,
        "Binary data of hexadecimal representation.\n\nhexstr must contain an even number of hex digits (upper or lower case)."
    ),
    function!(
        "b2a_hex(data, sep=None, bytes_per_sep=1)",
        hexlify,
        3,
        "Hexadecimal representation of binary data."
    ),
    function!(
        "hexlify(data, sep=None, bytes_per_sep=1)",
        hexlify,
        3,
        "Hexadecimal representation of binary data."
    ),
    function!("crc32(data, crc=0, /)", crc32, 2, "Compute CRC-32 incrementally."),
    function!("crc_hqx(data, crc, /)", crc_hqx, 2, "Compute CRC-CCITT incrementally."),
    function!("a2b_uu(data, /)", from_uu, 1, "Decode a line of uuencoded data."),
    function!("b2a_uu(data, /, *, backtick=False)", to_uu, 2, "Uuencode line of data."),
    function!("a2b_qp(data, header=False)", from_qp, 2, "Decode a string of qp-encoded data."),
    function!(
        "b2a_qp(data, quotetabs=False, istext=True, header=False)",
        to_qp,
        4,
        "Encode a string using quoted-printable encoding.\n\nOn encoding, when istext is set, newlines are not encoded, and white\nspace at end of lines is.  When istext is not set, \\r and \\n (CR/LF)\nare both encoded.  When quotetabs is set, space and tabs are encoded."
    ),
];

/// The module.
pub static MODULE: ModuleDef = ModuleDef {
    name: "binascii",
    doc: "Conversion between binary data and ASCII",
    rows: ROWS,
    types: &[],
    init: Some(init),
};

fn init(vm: &mut Vm, module: &ModuleHandle) -> Result<()> {
    let dict = module.dict.clone();
    let name = vm.intern_text("binascii");
    for (class, base) in [("Error", ExcKind::ValueError), ("Incomplete", ExcKind::Exception)] {
        let base = vm.exception_type(base);
        let made = native_class(vm, class, &base, &[], &[("__module__", name.clone())])?.into_value();
        if class == "Error" {
            vm.state::<ErrorClass>().0 = Some(made.clone());
        }
        dict.set_text(vm, class, made);
    }
    Ok(())
}
