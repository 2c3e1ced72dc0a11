//! Just enough of the wasm format to say how large each function is and what it is called.

use crate::Result;
use std::ops::Range;

/// A function with code.
pub struct Function {
    /// Its name in the name section, mangled; empty when there is none.
    pub name: String,
    /// Where its code lies in the file.
    pub body: Range<usize>,
}

impl Function {
    /// Its path without hash and without generic arguments where the demangler shows them.
    pub fn path(&self) -> String {
        format!("{:#}", rustc_demangle::demangle(&self.name))
    }

    /// The crate whose path its name begins with; `<impl …>` names count for the type they name first.
    pub fn crate_name(&self) -> String {
        let path = self.path();
        let path = path.trim_start_matches(['<', '&', '*', '(', '[']);
        let path =
            ["mut ", "const ", "dyn ", "impl "].iter().fold(path, |path, word| path.trim_start_matches(word));
        match path.find("::") {
            Some(end) if path[..end].chars().all(|c| c.is_alphanumeric() || c == '_') => {
                path[..end].to_string()
            }
            _ => "other".to_string(),
        }
    }
}

impl Function {
    /// How many ways the largest jump table of its code has. What looks like one and is not would need a run of small
    /// numbers as long, so the bytes need not be decoded.
    pub fn largest_table(&self, bytes: &[u8]) -> usize {
        const BR_TABLE: u8 = 0x0e;
        let code = &bytes[self.body.clone()];
        let starts = code.iter().enumerate().filter(|(_, byte)| **byte == BR_TABLE).map(|(at, _)| at + 1);
        starts.filter_map(|at| table_at(&mut Reader { bytes: code, at })).max().unwrap_or(0)
    }
}

/// The length of the jump table at a place, if there is one.
fn table_at(reader: &mut Reader<'_>) -> Option<usize> {
    let count = reader.number().ok()?;
    // Deeper nesting of blocks than this is not met.
    let is_label = |label: usize| label < 5000;
    (count < reader.bytes.len() && (0..=count).all(|_| reader.number().is_ok_and(is_label))).then_some(count)
}

/// What `parse` finds.
pub struct Module {
    /// Functions with code, in order.
    pub functions: Vec<Function>,
    /// Sections that are not code: name and place.
    pub data_sections: Vec<(&'static str, Range<usize>)>,
}

struct Reader<'a> {
    bytes: &'a [u8],
    at: usize,
}

impl Reader<'_> {
    fn byte(&mut self) -> Result<u8> {
        let byte = self.bytes.get(self.at).copied().ok_or("the wasm file ends too soon")?;
        self.at += 1;
        Ok(byte)
    }

    fn number(&mut self) -> Result<usize> {
        let (mut value, mut shift) = (0_usize, 0);
        loop {
            let byte = self.byte()?;
            value |= usize::from(byte & 0x7f) << shift;
            if byte & 0x80 == 0 {
                return Ok(value);
            }
            shift += 7;
            if shift > 35 {
                return Err("a number in the wasm file is too long".into());
            }
        }
    }

    fn range(&mut self) -> Result<Range<usize>> {
        let length = self.number()?;
        let range = self.at..self.at + length;
        if range.end > self.bytes.len() {
            return Err("a section reaches past the end of the wasm file".into());
        }
        self.at = range.end;
        Ok(range)
    }

    fn name(&mut self) -> Result<String> {
        let range = self.range()?;
        Ok(String::from_utf8_lossy(&self.bytes[range]).into_owned())
    }
}

/// Reads sections, imports, code and names.
pub fn parse(bytes: &[u8]) -> Result<Module> {
    if !bytes.starts_with(b"\0asm\x01\0\0\0") {
        return Err("this is not a wasm file".into());
    }
    let mut reader = Reader { bytes, at: 8 };
    let mut module = Module { functions: Vec::new(), data_sections: Vec::new() };
    let mut imported = 0;
    let mut names = Vec::new();
    while reader.at < bytes.len() {
        let id = reader.byte()?;
        let section = reader.range()?;
        let mut inside = Reader { bytes: &bytes[..section.end], at: section.start };
        match id {
            0 if inside.name()? == "name" => names = function_names(&mut inside)?,
            2 => imported = imported_functions(&mut inside)?,
            10 => {
                for _ in 0..inside.number()? {
                    module.functions.push(Function { name: String::new(), body: inside.range()? });
                }
            }
            11 => module.data_sections.push(("data", section)),
            9 => module.data_sections.push(("function table", section)),
            1 => module.data_sections.push(("types", section)),
            _ => {}
        }
    }
    for (index, name) in names {
        if let Some(function) = index.checked_sub(imported).and_then(|at| module.functions.get_mut(at)) {
            function.name = name;
        }
    }
    Ok(module)
}

fn function_names(inside: &mut Reader<'_>) -> Result<Vec<(usize, String)>> {
    let mut names = Vec::new();
    while inside.at < inside.bytes.len() {
        let kind = inside.byte()?;
        let part = inside.range()?;
        if kind == 1 {
            let mut map = Reader { bytes: &inside.bytes[..part.end], at: part.start };
            for _ in 0..map.number()? {
                names.push((map.number()?, map.name()?));
            }
        }
    }
    Ok(names)
}

fn imported_functions(inside: &mut Reader<'_>) -> Result<usize> {
    let mut functions = 0;
    for _ in 0..inside.number()? {
        inside.name()?;
        inside.name()?;
        match inside.byte()? {
            0 => {
                functions += 1;
                inside.number()?;
            }
            1 => {
                inside.byte()?;
                limits(inside)?;
            }
            2 => limits(inside)?,
            3 => {
                inside.byte()?;
                inside.byte()?;
            }
            _ => {
                inside.byte()?;
                inside.number()?;
            }
        }
    }
    Ok(functions)
}

fn limits(inside: &mut Reader<'_>) -> Result {
    let flags = inside.byte()?;
    inside.number()?;
    if flags & 1 != 0 {
        inside.number()?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_give_their_crate() {
        let named = |name: &str| Function { name: name.into(), body: 0..0 }.crate_name();
        assert_eq!(named("whipsnake_vm::eval::run::run"), "whipsnake_vm");
        assert_eq!(named("<alloc::vec::Vec<T> as core::ops::Drop>::drop"), "alloc");
        assert_eq!(named("memcpy"), "other");
    }

    #[test]
    fn the_largest_table_counts() {
        let code = b"\x0e\x01\x00\x00\x20\x00\x0e\x03\x00\x01\x02\x00\x0b";
        assert_eq!(Function { name: String::new(), body: 0..code.len() }.largest_table(code), 3);
    }

    #[test]
    fn a_small_module_is_read() {
        // One function of two bytes of code named "f", nothing imported.
        let bytes = b"\0asm\x01\0\0\0\x01\x04\x01\x60\0\0\x03\x02\x01\0\x0a\x04\x01\x02\0\x0b\0\x0b\x04name\x01\x04\x01\0\x01f";
        let module = parse(bytes).expect("a valid module");
        assert_eq!(module.functions.len(), 1);
        assert_eq!((module.functions[0].name.as_str(), module.functions[0].body.len()), ("f", 2));
    }
}
