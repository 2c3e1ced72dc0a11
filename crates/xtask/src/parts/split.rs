//! A module in two: the first starts by itself, the rest takes its places in the first one's table when it comes.
//!
//! Both use one memory, one table and the same globals. What one part calls in the other goes through the table. A place
//! there that is the rest's holds a stand-in as long as the rest is not there, which asks the host for it and then calls
//! what has taken its place; so a program cannot tell. The idea is that of Binaryen's `wasm-split`.
//!
//! A function may be in both parts: functions keep nothing of their own, so a copy is as good. Each part calls its own,
//! but for gates, through which the program comes into the rest once it is there, and stays.

use super::shape::{Shape, TABLE};
use crate::Result;
use std::collections::{BTreeMap, BTreeSet};
use std::hash::{DefaultHasher, Hash, Hasher};
use wasm_encoder::reencode::{self, Reencode, RoundtripReencoder, utils};
use wasm_encoder::{
    CodeSection, ConstExpr, ElementSection, Elements, EntityType, ExportKind, ExportSection, Function,
    FunctionSection, ImportSection, Instruction, Module, TableSection, TableType, TypeSection,
};
use wasmparser::{
    CodeSectionReader, CustomSectionReader, ElementSectionReader, ExportSectionReader, FunctionBody,
    FunctionSectionReader, ImportSectionReader, Operator, Parser, Payload, TableSectionReader,
    TypeSectionReader,
};

/// What the host has to give to the first part: the function `rest.load`, which puts the rest in its places.
const LOAD: (&str, &str) = ("rest", "load");

/// The name under which the host gives the first part's exports to the rest.
const FIRST: &str = "first";

/// Which part has a function's code.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub enum Place {
    /// In the first alone.
    First,
    /// In both, each of which calls its own.
    Both,
    /// In both, and the first part calls the one that is in the table.
    Gate,
    /// In the rest, with a stand-in in the first part if that calls it.
    Rest,
}

/// The two modules.
pub struct Parts {
    /// Defines memory, table, globals and data; imports `rest.load` besides what the whole module imports.
    pub first: Vec<u8>,
    /// Imports what the first part defines, and nothing of the host.
    pub rest: Vec<u8>,
}

/// Takes a module apart; fails on one that is not like those LLVM makes. `place` tells where a function is to be, by its
/// number among those with code. What the host calls by name is in the first part only.
pub fn split(bytes: &[u8], place: impl Fn(usize) -> Place) -> Result<Parts> {
    let shape = Shape::of(bytes)?;
    if shape.imported == 0 {
        return Err("a module that imports nothing has no host to ask for its rest".into());
    }
    let plan = Plan::new(&shape, bytes, place);
    let first = plan.first(bytes).map_err(|error| format!("cannot make the module's first part: {error}"))?;
    let rest = plan.rest(bytes).map_err(|error| format!("cannot make the module's rest: {error}"))?;
    Ok(Parts { first, rest })
}

type Encoded<T = ()> = std::result::Result<T, reencode::Error>;

/// Where everything goes.
struct Plan<'a> {
    shape: &'a Shape,
    /// Functions of the rest.
    late: BTreeSet<u32>,
    /// Those of them that the first part has too.
    both: BTreeSet<u32>,
    /// Those of both that are called through the table.
    gates: BTreeSet<u32>,
    /// The place in the table of each function that the other part calls, or that lies there anyway.
    slots: BTreeMap<u32, u32>,
    /// Places that are new, in order, and their functions.
    added: Vec<(u32, u32)>,
    /// How the rest asks for what it shares: only a first part of the same build has such names.
    build: String,
}

impl<'a> Plan<'a> {
    fn new(shape: &'a Shape, bytes: &[u8], place: impl Fn(usize) -> Place) -> Plan<'a> {
        let places: BTreeMap<u32, Place> =
            shape.with_code().enumerate().map(|(at, f)| (f, place(at))).collect();
        let of = |wanted: fn(Place) -> bool| -> BTreeSet<u32> {
            let is_meant = |f: &u32| wanted(places[f]) && !shape.exported.contains(f);
            shape.with_code().filter(is_meant).collect()
        };
        let late = of(|place| place != Place::First);
        let both = of(|place| matches!(place, Place::Both | Place::Gate));
        let gates = of(|place| place == Place::Gate);
        let mut hasher = DefaultHasher::new();
        (bytes, &places).hash(&mut hasher);
        let slots = shape.slots.iter().map(|(slot, function)| (*function, *slot)).collect();
        let build = format!("{:016x}", hasher.finish());
        let mut plan = Plan { shape, late, both, gates, slots, added: Vec::new(), build };
        let mut next = u32::try_from(shape.tables[TABLE as usize].initial).expect("a table of 32 bits");
        for (caller, called) in shape.with_code().zip(&shape.calls) {
            for function in called {
                let from_first = plan.is_in_first(caller) && !plan.is_direct(*function, false);
                let from_rest = plan.late.contains(&caller) && !plan.is_direct(*function, true);
                if (from_first || from_rest) && !plan.slots.contains_key(function) {
                    plan.slots.insert(*function, next);
                    plan.added.push((next, *function));
                    next += 1;
                }
            }
        }
        plan
    }

    /// Whether the first part has a function's code.
    fn is_in_first(&self, function: u32) -> bool {
        !self.late.contains(&function) || self.both.contains(&function)
    }

    /// Whether a part calls a function by its number, not through the table.
    fn is_direct(&self, called: u32, from_rest: bool) -> bool {
        if from_rest {
            self.late.contains(&called)
        } else {
            self.is_in_first(called) && !self.gates.contains(&called)
        }
    }

    /// The table as both parts see it.
    fn table(&self, table: TableType) -> TableType {
        let more = self.added.len() as u64;
        TableType { minimum: table.minimum + more, maximum: table.maximum.map(|most| most + more), ..table }
    }

    /// What both parts share: kind, number and name.
    fn shared(&self) -> Vec<(ExportKind, u32, String)> {
        let lists = [
            (ExportKind::Memory, self.shape.memories.len(), "memory"),
            (ExportKind::Table, self.shape.tables.len(), "table"),
            (ExportKind::Global, self.shape.globals.len(), "global"),
        ];
        let numbered = lists.into_iter().flat_map(|(kind, length, name)| {
            (0..length).map(move |at| (kind, at as u32, format!("{name}{at}")))
        });
        numbered.map(|(kind, at, name)| (kind, at, format!("{}:{name}", self.build))).collect()
    }

    fn first(&self, bytes: &[u8]) -> Encoded<Vec<u8>> {
        let mut numbers = BTreeMap::new();
        for function in 0..self.shape.imported {
            numbers.insert(function, function);
        }
        // After the imports comes one more.
        for function in self.shape.with_code() {
            // What only the rest calls leaves no stand-in.
            if self.is_in_first(function) || self.slots.contains_key(&function) {
                numbers.insert(function, numbers.len() as u32 + 1);
            }
        }
        let mut module = Module::new();
        First { plan: self, numbers }.parse_core_module(&mut module, Parser::new(0), bytes)?;
        Ok(module.finish())
    }

    fn rest(&self, bytes: &[u8]) -> Encoded<Vec<u8>> {
        let numbers: BTreeMap<u32, u32> = self.late.iter().copied().zip(0..).collect();
        let mut again = RoundtripReencoder;
        let mut types = TypeSection::new();
        let mut code = CodeSection::new();
        let mut functions = self.shape.with_code();
        for payload in Parser::new(0).parse_all(bytes) {
            match payload? {
                Payload::TypeSection(section) => again.parse_type_section(&mut types, section)?,
                Payload::CodeSectionEntry(body)
                    if functions.next().is_some_and(|function| self.late.contains(&function)) =>
                {
                    code.function(&self.body(&mut again, &numbers, &body, true)?);
                }
                _ => {}
            }
        }
        let rest = Rest { plan: self, numbers };
        let mut module = Module::new();
        module.section(&types).section(&rest.imports()?).section(&rest.functions());
        module.section(&rest.elements()).section(&code);
        Ok(module.finish())
    }

    /// Writes a function's code for the part that `numbers` counts the functions of: calls into the other part go
    /// through the table.
    fn body(
        &self,
        part: &mut impl Reencode<Error = std::convert::Infallible>,
        numbers: &BTreeMap<u32, u32>,
        body: &FunctionBody<'_>,
        from_rest: bool,
    ) -> Encoded<Function> {
        let mut function = part.new_function_with_parsed_locals(body)?;
        let mut operators = body.get_operators_reader()?;
        while !operators.eof() {
            match operators.read()? {
                Operator::Call { function_index } if self.is_direct(function_index, from_rest) => {
                    function.instruction(&Instruction::Call(numbers[&function_index]));
                }
                Operator::Call { function_index } => self.call(&mut function, function_index),
                other => {
                    function.instruction(&part.instruction(other)?);
                }
            }
        }
        Ok(function)
    }

    /// A call through the table.
    fn call(&self, function: &mut Function, called: u32) {
        function.instruction(&Instruction::I32Const(self.slots[&called].cast_signed()));
        let type_index = self.shape.function_types[called as usize];
        function.instruction(&Instruction::CallIndirect { type_index, table_index: TABLE });
    }
}

struct First<'a> {
    plan: &'a Plan<'a>,
    numbers: BTreeMap<u32, u32>,
}

impl First<'_> {
    /// The number of `rest.load`.
    fn load(&self) -> u32 {
        self.plan.shape.imported
    }

    /// The type of a function without parameters or results is added to the others.
    fn load_type(&self) -> u32 {
        self.plan.shape.types.len() as u32
    }

    /// What lies in the place of a function of the rest until that has come.
    fn stand_in(&self, late: u32) -> Function {
        let parameters = &self.plan.shape.types[self.plan.shape.function_types[late as usize] as usize];
        let mut function = Function::new([]);
        function.instruction(&Instruction::Call(self.load()));
        for at in 0..parameters.params().len() {
            function.instruction(&Instruction::LocalGet(at as u32));
        }
        self.plan.call(&mut function, late);
        function.instruction(&Instruction::End);
        function
    }
}

impl Reencode for First<'_> {
    type Error = std::convert::Infallible;

    fn function_index(&mut self, function: u32) -> Encoded<u32> {
        Ok(self.numbers[&function])
    }

    fn parse_type_section(&mut self, types: &mut TypeSection, section: TypeSectionReader<'_>) -> Encoded {
        utils::parse_type_section(self, types, section)?;
        types.ty().function([], []);
        Ok(())
    }

    fn parse_import_section(
        &mut self,
        imports: &mut ImportSection,
        section: ImportSectionReader<'_>,
    ) -> Encoded {
        utils::parse_import_section(self, imports, section)?;
        imports.import(LOAD.0, LOAD.1, EntityType::Function(self.load_type()));
        Ok(())
    }

    fn parse_function_section(
        &mut self,
        functions: &mut FunctionSection,
        section: FunctionSectionReader<'_>,
    ) -> Encoded {
        for (function, of) in self.plan.shape.with_code().zip(section) {
            if self.numbers.contains_key(&function) {
                functions.function(of?);
            }
        }
        Ok(())
    }

    fn parse_table_section(&mut self, tables: &mut TableSection, section: TableSectionReader<'_>) -> Encoded {
        for (at, table) in (0..).zip(section) {
            let table = self.table_type(table?.ty)?;
            tables.table(if at == TABLE { self.plan.table(table) } else { table });
        }
        Ok(())
    }

    fn parse_export_section(
        &mut self,
        exports: &mut ExportSection,
        section: ExportSectionReader<'_>,
    ) -> Encoded {
        utils::parse_export_section(self, exports, section)?;
        for (kind, index, name) in self.plan.shared() {
            exports.export(&name, kind, index);
        }
        Ok(())
    }

    fn parse_element_section(
        &mut self,
        elements: &mut ElementSection,
        section: ElementSectionReader<'_>,
    ) -> Encoded {
        utils::parse_element_section(self, elements, section)?;
        let added = &self.plan.added;
        let functions: Vec<u32> = added.iter().map(|(_, function)| self.numbers[function]).collect();
        if let Some((start, _)) = added.first() {
            elements.active(
                None,
                &ConstExpr::i32_const(start.cast_signed()),
                Elements::Functions(functions.into()),
            );
        }
        Ok(())
    }

    fn parse_code_section(&mut self, code: &mut CodeSection, section: CodeSectionReader<'_>) -> Encoded {
        for (function, body) in self.plan.shape.with_code().zip(section) {
            let body = body?;
            if !self.numbers.contains_key(&function) {
                continue;
            }
            if self.plan.is_in_first(function) {
                let numbers = std::mem::take(&mut self.numbers);
                let plan = self.plan;
                code.function(&plan.body(self, &numbers, &body, false)?);
                self.numbers = numbers;
            } else {
                code.function(&self.stand_in(function));
            }
        }
        Ok(())
    }

    fn parse_custom_section(&mut self, _: &mut Module, _: CustomSectionReader<'_>) -> Encoded {
        Ok(())
    }
}

struct Rest<'a> {
    plan: &'a Plan<'a>,
    numbers: BTreeMap<u32, u32>,
}

impl Rest<'_> {
    fn imports(&self) -> Encoded<ImportSection> {
        let shape = self.plan.shape;
        let mut again = RoundtripReencoder;
        let mut imports = ImportSection::new();
        for (kind, at, name) in self.plan.shared() {
            let index = at as usize;
            let entity: EntityType = match kind {
                ExportKind::Memory => again.memory_type(shape.memories[index])?.into(),
                ExportKind::Table => {
                    let table = again.table_type(shape.tables[index])?;
                    if at == TABLE { self.plan.table(table) } else { table }.into()
                }
                _ => again.global_type(shape.globals[index])?.into(),
            };
            imports.import(FIRST, &name, entity);
        }
        Ok(imports)
    }

    fn functions(&self) -> FunctionSection {
        let mut functions = FunctionSection::new();
        for function in self.numbers.keys() {
            functions.function(self.plan.shape.function_types[*function as usize]);
        }
        functions
    }

    /// The places of our functions in the table, run by run.
    fn elements(&self) -> ElementSection {
        let ours = |(slot, function): &(u32, u32)| Some((*slot, *self.numbers.get(function)?));
        let slots = self.plan.shape.slots.iter().chain(&self.plan.added).filter_map(ours);
        let mut runs: Vec<(u32, Vec<u32>)> = Vec::new();
        for (slot, function) in slots {
            match runs.last_mut() {
                Some((start, run)) if *start + run.len() as u32 == slot => run.push(function),
                _ => runs.push((slot, vec![function])),
            }
        }
        let mut elements = ElementSection::new();
        for (start, run) in runs {
            elements.active(
                None,
                &ConstExpr::i32_const(start.cast_signed()),
                Elements::Functions(run.into()),
            );
        }
        elements
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use wasm_encoder::{MemorySection, MemoryType, RefType, ValType};

    /// Five functions after the host's 0: 1 calls all but 5 and is exported, 2 and 3 lie in the table, 4 calls 5.
    fn module() -> Vec<u8> {
        let mut module = Module::new();
        let mut types = TypeSection::new();
        types.ty().function([ValType::I32], [ValType::I32]);
        let mut imports = ImportSection::new();
        imports.import("host", "function", EntityType::Function(0));
        module.section(&types).section(&imports);
        let mut functions = FunctionSection::new();
        let mut code = CodeSection::new();
        for calls in [&[2, 3, 4][..], &[3], &[4], &[5], &[0]] {
            functions.function(0);
            let mut function = Function::new([]);
            function.instruction(&Instruction::LocalGet(0));
            for called in calls {
                function.instruction(&Instruction::Call(*called));
            }
            function.instruction(&Instruction::End);
            code.function(&function);
        }
        let mut tables = TableSection::new();
        let element_type = RefType::FUNCREF;
        tables.table(TableType { element_type, minimum: 3, maximum: Some(3), table64: false, shared: false });
        let mut memories = MemorySection::new();
        let one =
            MemoryType { minimum: 1, maximum: None, memory64: false, shared: false, page_size_log2: None };
        memories.memory(one);
        let mut exports = ExportSection::new();
        exports.export("main", ExportKind::Func, 1);
        let mut elements = ElementSection::new();
        elements.active(None, &ConstExpr::i32_const(1), Elements::Functions((&[2, 3][..]).into()));
        module.section(&functions).section(&tables).section(&memories).section(&exports);
        module.section(&elements).section(&code);
        module.finish()
    }

    fn parts(places: [Place; 5]) -> [Shape; 2] {
        let parts = split(&module(), |function| places[function]).expect("the module is a plain one");
        wasmparser::validate(&parts.first).expect("the first part is valid");
        wasmparser::validate(&parts.rest).expect("the rest is valid");
        [Shape::of(&parts.first).expect("it can be read again"), read_rest(&parts.rest)]
    }

    /// The rest's lists, without what it imports.
    fn read_rest(part: &[u8]) -> Shape {
        let mut shape = Shape::default();
        for payload in Parser::new(0).parse_all(part) {
            let payload = payload.expect("it is valid");
            if !matches!(payload, Payload::ImportSection(_)) {
                shape.take(payload).expect("it can be read again");
            }
        }
        shape
    }

    #[test]
    fn the_rest_takes_its_places() {
        use Place::{First, Rest};
        let [first, rest] = parts([First, Rest, First, Rest, Rest]);
        // The one exported, a stand-in for 2, 3, a stand-in for 4; what only the rest calls has none. 0 and 1 are imported.
        assert_eq!(first.imported, 2);
        assert_eq!(first.calls, [vec![4], vec![1], vec![], vec![1]], "stand-ins call `rest.load`");
        assert_eq!(
            first.slots,
            [(1, 3), (2, 4), (3, 5), (4, 0)],
            "the host's function has a place for the rest"
        );
        assert_eq!(rest.calls, [vec![], vec![2], vec![]], "3 and 0 are called through the table, 5 directly");
        assert_eq!(rest.slots, [(1, 0), (3, 1)]);
    }

    #[test]
    fn a_gate_is_called_through_the_table_and_a_copy_directly() {
        use Place::{Both, First, Gate};
        let [first, rest] = parts([First, Both, Gate, Both, Both]);
        assert_eq!(first.calls, [vec![3, 5], vec![], vec![5], vec![6], vec![0]]);
        assert_eq!(rest.calls, [vec![1], vec![2], vec![3], vec![]]);
        assert_eq!(rest.slots, [(1, 0), (2, 1)]);
    }

    #[test]
    fn a_whole_module_leaves_an_empty_rest() {
        let [first, rest] = parts([Place::First; 5]);
        assert_eq!((first.with_code().len(), rest.with_code().len()), (5, 0));
        assert_eq!(first.calls[0], [3, 4, 5]);
    }
}
