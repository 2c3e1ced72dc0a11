//! Operators for natives that stand between two Python frames: what runs Python is deferred instead of nesting a loop.

use crate::{
    error::Result,
    native::{Resumable, Step},
    objects::int::fast,
    protocol::{BinaryOp, CompareOp},
    types::Slot,
    value::{Trace, Tracer, Value, fixed},
    vm::Vm,
};

/// What is raised or given when no method answers.
#[derive(Clone, Copy)]
enum Otherwise {
    Binary(BinaryOp),
    InPlace(BinaryOp),
    Compare(CompareOp),
}

/// An operator whose methods are asked one after the other.
struct Operation {
    a: Value,
    b: Value,
    /// Methods still to be asked, the next one last: function, and whether the right operand is the receiver.
    methods: Vec<(Value, bool)>,
    otherwise: Otherwise,
}

impl Operation {
    /// Asks until one answers or is written in Python.
    fn run(&mut self, vm: &mut Vm) -> Result<Step> {
        while let Some((function, swapped)) = self.methods.pop() {
            let (this, other) = if swapped { (&self.b, &self.a) } else { (&self.a, &self.b) };
            if function.has_map(fixed::FUNCTION) {
                return Ok(Step::Call(function, vec![this.clone(), other.clone()]));
            }
            let result = vm.call_slot(&function, this, &[other])?;
            if !result.is_not_implemented() {
                return Ok(Step::Return(result));
            }
        }
        let (a, b) = (&self.a, &self.b);
        match self.otherwise {
            Otherwise::Binary(op) => Err(vm.bad_operands(op.symbol(), a, b)),
            Otherwise::InPlace(BinaryOp::Pow) => Err(vm.bad_operands("**=", a, b)),
            Otherwise::InPlace(op) => Err(vm.bad_operands(&format!("{}=", op.symbol()), a, b)),
            Otherwise::Compare(op) => vm.compare_default(op, a, b).map(Step::Return),
        }
    }
    /// Answers at once, or leaves the rest to the loop.
    fn start(mut self, vm: &mut Vm) -> Result<Value> {
        match self.run(vm)? {
            Step::Call(function, args) => {
                vm.defer(Box::new(Deferred { operation: self, first: Some((function, args)) }))
            }
            Step::Return(value) => Ok(value),
            _ => Ok(Value::NONE),
        }
    }
}

struct Deferred {
    operation: Operation,
    first: Option<(Value, Vec<Value>)>,
}

impl Resumable for Deferred {
    fn resume(&mut self, vm: &mut Vm, result: Result<Value>) -> Result<Step> {
        let result = result?;
        if let Some((function, args)) = self.first.take() {
            return Ok(Step::Call(function, args));
        }
        if result.is_not_implemented() { self.operation.run(vm) } else { Ok(Step::Return(result)) }
    }
    fn trace(&self, tracer: &mut Tracer) {
        self.operation.a.trace(tracer);
        self.operation.b.trace(tracer);
        for (function, _) in &self.operation.methods {
            function.trace(tracer);
        }
        if let Some((function, args)) = &self.first {
            function.trace(tracer);
            args.trace(tracer);
        }
    }
}

impl Vm {
    /// `a op b`, or `a op= b`; deferred when it runs Python.
    pub fn binary_deferring(&mut self, op: BinaryOp, a: &Value, b: &Value, in_place: bool) -> Result<Value> {
        if let Some(value) = fast::binary(op, a, b) {
            return Ok(value);
        }
        let mut methods: Vec<(Value, bool)> =
            self.binary_candidates(op, a, b).into_iter().flatten().collect();
        methods.reverse();
        if in_place
            && let Some(slot) = op.in_place()
            && let Some(function) = self.class_of(a).slot(self, slot)
        {
            methods.push((function, false));
        }
        let otherwise = if in_place { Otherwise::InPlace(op) } else { Otherwise::Binary(op) };
        Operation { a: a.clone(), b: b.clone(), methods, otherwise }.start(self)
    }
    /// `a op b` for a comparison; deferred when it runs Python.
    pub fn compare_deferring(&mut self, op: CompareOp, a: &Value, b: &Value) -> Result<Value> {
        if let Some(answer) = fast::compare(op, a, b) {
            return Ok(Value::bool(answer));
        }
        let mut methods: Vec<(Value, bool)> =
            self.compare_candidates(op, a, b).into_iter().flatten().collect();
        methods.reverse();
        Operation { a: a.clone(), b: b.clone(), methods, otherwise: Otherwise::Compare(op) }.start(self)
    }
    /// `value[key]`; deferred when it runs Python.
    pub fn get_item_deferring(&mut self, value: &Value, key: &Value) -> Result<Value> {
        match self.class_of(value).slot(self, Slot::GetItem) {
            Some(function) if function.has_map(fixed::FUNCTION) => {
                self.tail_call(&function, &[value.clone(), key.clone()], &[])
            }
            _ => self.get_item(value, key),
        }
    }
}
