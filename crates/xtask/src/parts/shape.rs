//! What must be known of a module before it can be taken apart.

use crate::Result;
use wasmparser::{
    CompositeInnerType, ElementItems, ElementKind, FuncType, GlobalType, MemoryType, Operator, Parser,
    Payload, TableType, TypeRef,
};

/// The table through which functions are called that are not known when code is made: the first one.
pub const TABLE: u32 = 0;

/// A module's lists. Functions are counted as the format does, those imported before those with code.
#[derive(Default)]
pub struct Shape {
    /// The functions' types.
    pub types: Vec<FuncType>,
    /// The number of functions imported.
    pub imported: u32,
    /// The type of each function.
    pub function_types: Vec<u32>,
    /// Tables, all defined here.
    pub tables: Vec<TableType>,
    /// Memories, all defined here.
    pub memories: Vec<MemoryType>,
    /// Globals, all defined here.
    pub globals: Vec<GlobalType>,
    /// Places in the table and the functions that lie there.
    pub slots: Vec<(u32, u32)>,
    /// Functions that the host knows by name.
    pub exported: Vec<u32>,
    /// For each function with code, those it calls by number.
    pub calls: Vec<Vec<u32>>,
}

type Taken = std::result::Result<(), Box<dyn std::error::Error>>;

impl Shape {
    /// Reads a module such as LLVM makes them.
    pub fn of(bytes: &[u8]) -> Result<Shape> {
        let mut shape = Shape::default();
        for payload in Parser::new(0).parse_all(bytes) {
            let payload = payload.map_err(|error| error.to_string())?;
            shape.take(payload).map_err(|error| format!("cannot take the module apart: {error}"))?;
        }
        Ok(shape)
    }

    /// The functions that have code, by number.
    pub fn with_code(&self) -> std::ops::Range<u32> {
        self.imported..u32::try_from(self.function_types.len()).expect("functions are counted in 32 bits")
    }

    /// Takes one piece of a module in.
    pub(super) fn take(&mut self, payload: Payload<'_>) -> Taken {
        match payload {
            Payload::TypeSection(section) => {
                for group in section {
                    for sub in group?.into_types() {
                        let CompositeInnerType::Func(function) = sub.composite_type.inner else {
                            return Err("it has a type that is no function's".into());
                        };
                        self.types.push(function);
                    }
                }
            }
            Payload::ImportSection(section) => {
                for import in section.into_imports() {
                    match import?.ty {
                        TypeRef::Func(of) => {
                            self.function_types.push(of);
                            self.imported += 1;
                        }
                        _ => return Err("it has an import that is no function".into()),
                    }
                }
            }
            Payload::FunctionSection(section) => {
                for of in section {
                    self.function_types.push(of?);
                }
            }
            Payload::TableSection(section) => {
                for table in section {
                    self.tables.push(table?.ty);
                }
            }
            Payload::MemorySection(section) => {
                for memory in section {
                    self.memories.push(memory?);
                }
            }
            Payload::GlobalSection(section) => {
                for global in section {
                    self.globals.push(global?.ty);
                }
            }
            Payload::ExportSection(section) => {
                for export in section {
                    let export = export?;
                    if export.kind == wasmparser::ExternalKind::Func {
                        self.exported.push(export.index);
                    }
                }
            }
            Payload::StartSection { func, .. } => self.exported.push(func),
            Payload::ElementSection(section) => {
                for element in section {
                    self.take_element(element?)?;
                }
            }
            Payload::CodeSectionEntry(body) => {
                let mut calls = Vec::new();
                for operator in body.get_operators_reader()? {
                    match operator? {
                        Operator::Call { function_index } => calls.push(function_index),
                        Operator::RefFunc { .. } | Operator::ReturnCall { .. } => {
                            return Err("it has a function named in another way than by a call".into());
                        }
                        Operator::MemoryInit { .. } | Operator::TableInit { .. } => {
                            return Err("it has a segment named in code".into());
                        }
                        _ => {}
                    }
                }
                self.calls.push(calls);
            }
            _ => {}
        }
        Ok(())
    }

    fn take_element(&mut self, element: wasmparser::Element<'_>) -> Taken {
        let ElementKind::Active { table_index: None | Some(TABLE), offset_expr } = element.kind else {
            return Err("it has a segment that is not for the first table".into());
        };
        let Operator::I32Const { value: start } = offset_expr.get_operators_reader().read()? else {
            return Err("it has a segment whose place is computed".into());
        };
        let ElementItems::Functions(functions) = element.items else {
            return Err("it has a segment of expressions".into());
        };
        for (slot, function) in (start.cast_unsigned()..).zip(functions) {
            self.slots.push((slot, function?));
        }
        Ok(())
    }
}
