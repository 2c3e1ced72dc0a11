//! Signatures of native functions, parsed from their Python text while compiling.

/// Most parameters a native function has.
pub const MAX_PARAMS: usize = 24;

/// How a native parameter may be given.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Kind {
    /// Before `/`.
    PositionalOnly,
    /// By position or name.
    Positional,
    /// Behind `*`.
    KeywordOnly,
    /// `*args`, handed over as a tuple.
    VarArgs,
    /// `**kwargs`, handed over as a dict.
    VarKeywords,
}

/// A parameter of a native function.
#[derive(Clone, Copy, Debug)]
pub struct NativeParam {
    start: u16,
    end: u16,
    /// How it may be given.
    pub kind: Kind,
    /// Whether it may be left out.
    pub optional: bool,
}

/// Most parameters of a native whose missing arguments are filled in without an allocation: registers behind a window
/// that slow paths may use.
pub const MOST_PADDED: usize = 8;

/// A parsed signature such as `insert(self, index, object, /)`, made by [`signature!`](crate::signature).
#[derive(Clone, Copy, Debug)]
pub struct Signature {
    /// The whole text.
    pub text: &'static str,
    params: &'static [NativeParam],
    name_end: u16,
    /// Parameters that may be given by position.
    pub positional: u8,
    /// Of those, how many must be given.
    pub required: u8,
    /// Whether there is `*args`.
    pub has_var_args: bool,
    /// Whether there is `**kwargs`.
    pub has_var_keywords: bool,
    /// Whether any parameter is keyword-only.
    pub has_keyword_only: bool,
    /// Whether all that a call without keywords can leave out is optional, and that is not much.
    pads: bool,
}

/// A signature while it is being parsed: its parameters have no place of their own yet. A binary holds thousands of
/// signatures, most of two or three parameters, so none keeps room for the most there may be.
#[derive(Clone, Copy)]
pub struct Parsed {
    signature: Signature,
    params: [NativeParam; MAX_PARAMS],
    count: usize,
}

/// Parses a signature while compiling: `signature!("insert(self, index, object, /)")`.
#[macro_export]
macro_rules! signature {
    ($text:literal) => {
        const {
            const PARSED: $crate::native::signature::Parsed = $crate::native::signature::Parsed::new($text);
            const PARAMS: [$crate::native::signature::NativeParam; PARSED.count()] = PARSED.params();
            PARSED.with(&PARAMS)
        }
    };
}

const fn is_word(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || byte == b'_'
}

impl Parsed {
    /// Parses `name(params)`. Fails the build when the text is not a signature.
    // tidy: allow(long-function): a parser that runs while compiling, where closures and iterators cannot help
    pub const fn new(text: &'static str) -> Parsed {
        let bytes = text.as_bytes();
        let mut at = 0;
        while is_word(bytes[at]) {
            at += 1;
        }
        assert!(bytes[at] == b'(', "a signature reads name(params)");
        assert!(bytes[bytes.len() - 1] == b')', "a signature reads name(params)");
        let none = NativeParam { start: 0, end: 0, kind: Kind::Positional, optional: false };
        let (mut params, mut count) = ([none; MAX_PARAMS], 0);
        let mut sig = Signature {
            text,
            params: &[],
            name_end: at as u16,
            positional: 0,
            required: 0,
            has_var_args: false,
            has_var_keywords: false,
            has_keyword_only: false,
            pads: false,
        };
        at += 1;
        let mut keyword_only = false;
        while bytes[at] != b')' || at < bytes.len() - 1 {
            while bytes[at] == b' ' || bytes[at] == b',' {
                at += 1;
            }
            if bytes[at] == b')' && at == bytes.len() - 1 {
                break;
            }
            if bytes[at] == b'/' {
                let mut i = 0;
                while i < count {
                    params[i].kind = Kind::PositionalOnly;
                    i += 1;
                }
                at += 1;
                continue;
            }
            let mut kind = if keyword_only { Kind::KeywordOnly } else { Kind::Positional };
            if bytes[at] == b'*' {
                at += 1;
                if bytes[at] == b'*' {
                    at += 1;
                    kind = Kind::VarKeywords;
                    sig.has_var_keywords = true;
                } else if is_word(bytes[at]) {
                    kind = Kind::VarArgs;
                    sig.has_var_args = true;
                    keyword_only = true;
                } else {
                    keyword_only = true;
                    continue;
                }
            }
            let start = at;
            while is_word(bytes[at]) {
                at += 1;
            }
            assert!(at > start, "a parameter needs a name");
            let end = at;
            let mut optional = false;
            if bytes[at] == b'=' {
                optional = true;
                let mut depth = 0;
                let mut quote = 0u8;
                while at < bytes.len() - 1 {
                    let byte = bytes[at];
                    if quote != 0 {
                        if byte == quote {
                            quote = 0;
                        }
                    } else if byte == b'\'' || byte == b'"' {
                        quote = byte;
                    } else if byte == b'(' || byte == b'[' || byte == b'{' {
                        depth += 1;
                    } else if byte == b')' || byte == b']' || byte == b'}' {
                        depth -= 1;
                    } else if byte == b',' && depth == 0 {
                        break;
                    }
                    at += 1;
                }
            }
            match kind {
                Kind::Positional => {
                    sig.positional += 1;
                    if !optional {
                        sig.required += 1;
                    }
                }
                Kind::KeywordOnly => sig.has_keyword_only = true,
                _ => optional = true,
            }
            params[count] = NativeParam { start: start as u16, end: end as u16, kind, optional };
            count += 1;
        }
        Parsed { signature: sig, params, count }
    }
    /// How many parameters there are.
    pub const fn count(&self) -> usize {
        self.count
    }
    /// The parameters, as many as there are.
    pub const fn params<const N: usize>(&self) -> [NativeParam; N] {
        assert!(N == self.count, "a signature has as many parameters as it counted");
        let mut params = [self.params[0]; N];
        let mut at = 0;
        while at < N {
            params[at] = self.params[at];
            at += 1;
        }
        params
    }
    /// The signature, once its parameters have their place.
    pub const fn with(self, params: &'static [NativeParam]) -> Signature {
        let mut signature = self.signature;
        signature.params = params;
        let mut pads = !signature.has_var_args && !signature.has_var_keywords && params.len() <= MOST_PADDED;
        let mut at = signature.positional as usize;
        while at < params.len() {
            pads = pads && params[at].optional;
            at += 1;
        }
        signature.pads = pads;
        signature
    }
}

impl Signature {
    /// The function's name.
    pub const fn name(&self) -> &'static str {
        self.text.split_at(self.name_end as usize).0
    }
    /// The text behind the name, as `__text_signature__` shows it.
    pub fn parameters_text(&self) -> &'static str {
        &self.text[self.name_end as usize..]
    }
    /// The parameters in order.
    pub fn params(&self) -> &[NativeParam] {
        self.params
    }
    /// How many parameters there are.
    pub const fn len(&self) -> usize {
        self.params.len()
    }
    /// Whether there are no parameters.
    pub const fn is_empty(&self) -> bool {
        self.params.is_empty()
    }
    /// A parameter's name.
    pub fn param_name(&self, index: usize) -> &'static str {
        let param = &self.params[index];
        &self.text[param.start as usize..param.end as usize]
    }
    /// Whether a call with this many positional arguments and no keywords leaves out nothing but optional parameters, so
    /// that padding the arguments is all the binding there is.
    #[inline(always)]
    pub fn takes(&self, given: usize) -> bool {
        self.pads && given >= self.required as usize && given <= self.positional as usize
    }
}
