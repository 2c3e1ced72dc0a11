//! Several JavaScript modules as one file: a page then asks once, and no file waits for another to name it.
//!
//! Knows just the forms our own modules use: `import { a, b } from "./file.mjs";` on a line of its own, and `export`
//! before a declaration. Each imported module becomes a function that is called at once, so names do not mix; comments
//! on lines of their own stay behind.

use crate::Result;

/// The text of `main` with the modules it imports put in place of the imports; `read` gives a module's text by its name.
pub fn bundle(main: &str, read: impl Fn(&str) -> Result<String>) -> Result<String> {
    let mut out = String::new();
    for line in without_comments(main) {
        let Some((names, file)) = import_of(line) else {
            out += line;
            out += "\n";
            continue;
        };
        let module = read(file)?;
        out += &format!("const {{{names}}} = (() => {{\n");
        for line in without_comments(&module) {
            if import_of(line).is_some() {
                return Err(format!("{file} imports a module; only the main file may"));
            }
            out += line.strip_prefix("export ").unwrap_or(line);
            out += "\n";
        }
        out += &format!("return {{{names}}};\n}})();\n");
    }
    Ok(out)
}

/// The names and the file of an import of ours.
fn import_of(line: &str) -> Option<(&str, &str)> {
    let (names, file) = line.strip_prefix("import {")?.split_once("} from \"./")?;
    Some((names, file.strip_suffix("\";")?))
}

fn without_comments(text: &str) -> impl Iterator<Item = &str> {
    let mut inside = false;
    text.lines().filter(move |line| {
        let line = line.trim();
        let is_comment = inside || line.is_empty() || line.starts_with("//") || line.starts_with("/**");
        inside = (inside || line.starts_with("/**")) && !line.ends_with("*/");
        !is_comment
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn imports_become_functions() {
        let main = "// What it is.\nimport { a, b } from \"./x.mjs\";\n\nexport const c = a(b);";
        let module = "/** Doc.\n * More. */\nexport const b = 1;\n/** One line. */\nexport function a(n) { return n; }";
        let bundled = bundle(main, |name| {
            assert_eq!(name, "x.mjs");
            Ok(module.to_string())
        });
        let expected = "const { a, b } = (() => {\nconst b = 1;\nfunction a(n) { return n; }\nreturn { a, b };\n})();\n\
                        export const c = a(b);\n";
        assert_eq!(bundled, Ok(expected.to_string()));
    }
}
