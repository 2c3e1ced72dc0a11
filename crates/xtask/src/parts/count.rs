//! A module that counts the calls of each of its functions.

use crate::Result;
use wasm_encoder::reencode::{Error, Reencode};
use wasm_encoder::{
    CodeSection, ConstExpr, ExportKind, ExportSection, GlobalSection, GlobalType, Instruction, Module,
    ValType,
};
use wasmparser::{CodeSectionReader, ExportSectionReader, GlobalSectionReader, Parser, Payload};

/// What the exported counter of a function is called, before the function's number.
const COUNTER: &str = "calls";

/// The same module with a counter for each function that has code, in globals named `calls0`, `calls1` and so on.
pub fn counting(bytes: &[u8]) -> Result<Vec<u8>> {
    let mut counting = Counting { functions: 0, first: 0 };
    for payload in Parser::new(0).parse_all(bytes) {
        match payload.map_err(|error| error.to_string())? {
            Payload::FunctionSection(section) => counting.functions = section.count(),
            Payload::GlobalSection(section) => counting.first = section.count(),
            _ => {}
        }
    }
    let mut module = Module::new();
    counting
        .parse_core_module(&mut module, Parser::new(0), bytes)
        .map_err(|error| format!("cannot put counters into the module: {error}"))?;
    Ok(module.finish())
}

struct Counting {
    functions: u32,
    /// The global that counts for the first function.
    first: u32,
}

impl Reencode for Counting {
    type Error = std::convert::Infallible;

    fn parse_global_section(
        &mut self,
        globals: &mut GlobalSection,
        section: GlobalSectionReader<'_>,
    ) -> std::result::Result<(), Error> {
        wasm_encoder::reencode::utils::parse_global_section(self, globals, section)?;
        for _ in 0..self.functions {
            let counter = GlobalType { val_type: ValType::I64, mutable: true, shared: false };
            globals.global(counter, &ConstExpr::i64_const(0));
        }
        Ok(())
    }

    fn parse_export_section(
        &mut self,
        exports: &mut ExportSection,
        section: ExportSectionReader<'_>,
    ) -> std::result::Result<(), Error> {
        wasm_encoder::reencode::utils::parse_export_section(self, exports, section)?;
        for function in 0..self.functions {
            exports.export(&format!("{COUNTER}{function}"), ExportKind::Global, self.first + function);
        }
        Ok(())
    }

    fn parse_code_section(
        &mut self,
        code: &mut CodeSection,
        section: CodeSectionReader<'_>,
    ) -> std::result::Result<(), Error> {
        for (function, counter) in section.into_iter().zip(self.first..) {
            let function = function?;
            let mut counted = self.new_function_with_parsed_locals(&function)?;
            counted.instruction(&Instruction::GlobalGet(counter));
            counted.instruction(&Instruction::I64Const(1));
            counted.instruction(&Instruction::I64Add);
            counted.instruction(&Instruction::GlobalSet(counter));
            let mut operators = function.get_operators_reader()?;
            while !operators.eof() {
                counted.instruction(&self.parse_instruction(&mut operators)?);
            }
            code.function(&counted);
        }
        Ok(())
    }
}
