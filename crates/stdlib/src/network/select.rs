//! `select`: waiting for sockets inside the interpreter and for time. Files are always ready.

use super::{pairs::Pairs, socket};
use whipsnake_vm::{
    error::Result,
    function,
    host::{Answer, Pending},
    native::{ModuleDef, Resumable, Step},
    objects::{exceptions::ExcKind, list::List},
    value::{Trace, Tracer, Tuple, Value},
    vm::Vm,
};

/// `select`
pub static SELECT_MODULE: ModuleDef = ModuleDef {
    name: "select",
    doc: "This module supports asynchronous I/O on multiple file descriptors.\n\n*** IMPORTANT NOTICE ***\nOn Windows, only sockets are supported; on Unix, all file descriptors.",
    rows: &[function!(
        "select(rlist, wlist, xlist, timeout=None, /)",
        select,
        4,
        "Wait until one or more file descriptors are ready for some kind of I/O."
    )],
    types: &[],
    init: Some(|vm, module| {
        let error = vm.exception_type(ExcKind::OSError).into_value();
        module.dict.clone().set_text(vm, "error", error);
        module.dict.clone().set_text(vm, "PIPE_BUF", Value::small(4096));
        Ok(())
    }),
};

/// An object that was asked for, and its descriptor.
type Asked = (Value, i64);

/// A `select` that waits.
struct Selecting {
    read: Vec<Asked>,
    write: Vec<Asked>,
    until: Option<u64>,
    pairs: Pairs,
}

impl Selecting {
    /// What is ready, if anything is.
    fn ready(&self) -> Option<Value> {
        let among = |asked: &[Asked], test: &dyn Fn(i64) -> bool| -> Vec<Value> {
            let ready = |fd: i64| !self.pairs.has(fd) || test(fd);
            asked.iter().filter(|(_, fd)| ready(*fd)).map(|(object, _)| object.clone()).collect()
        };
        let read = among(&self.read, &|fd| self.pairs.can_receive(fd));
        let write = among(&self.write, &|fd| self.pairs.can_send(fd));
        (!read.is_empty() || !write.is_empty()).then(|| answer(read, write))
    }
}

fn answer(read: Vec<Value>, write: Vec<Value>) -> Value {
    let lists = [read, write, Vec::new()].map(|list| List::new(list).into_value());
    Tuple::new(lists.to_vec()).into_value()
}

impl Resumable for Selecting {
    fn resume(&mut self, vm: &mut Vm, result: Result<Value>) -> Result<Step> {
        result?;
        if let Some(ready) = self.ready() {
            return Ok(Step::Return(ready));
        }
        if self.until.is_some_and(|until| until <= vm.host.monotonic_clock()) {
            return Ok(Step::Return(answer(Vec::new(), Vec::new())));
        }
        Ok(Step::Wait(Pending::Fiber { key: socket::key(), until: self.until }))
    }
    fn trace(&self, tracer: &mut Tracer) {
        for (object, _) in self.read.iter().chain(&self.write) {
            object.trace(tracer);
        }
    }
}

/// The descriptors of objects.
fn descriptors(vm: &mut Vm, list: &Value, pairs: &Pairs) -> Result<Vec<Asked>> {
    let Ok(items) = vm.collect(list) else {
        return Err(vm.type_error("arguments 1-3 must be sequences"));
    };
    let mut asked = Vec::with_capacity(items.len());
    for item in items {
        let number = match vm.int_part(&item) {
            Some(_) => item.clone(),
            None => match vm.find_attr_text(&item, "fileno")? {
                Some(method) => vm.call(&method, &[])?,
                None => return Err(vm.type_error("argument must be an int, or have a fileno() method.")),
            },
        };
        let Some(number) = vm.int_part(&number).and_then(|number| vm.int_to_i64(&number)) else {
            return Err(vm.type_error("fileno() returned a non-integer"));
        };
        if number < 0 {
            return Err(
                vm.value_error(format_args!("file descriptor cannot be a negative integer ({number})"))
            );
        }
        if !pairs.has(number)
            && let Answer::Failed(error, text) = vm.host.fstat(number as i32)
        {
            return Err(vm.os_error(error, &text));
        }
        asked.push((item, number));
    }
    Ok(asked)
}

fn select(vm: &mut Vm, read: &Value, write: &Value, other: &Value, timeout: Option<Value>) -> Result<Value> {
    let seconds = match timeout.filter(|timeout| !timeout.is_none()) {
        Some(timeout) => vm.float_value(&timeout)?,
        None => f64::INFINITY,
    };
    if seconds < 0.0 || seconds.is_nan() {
        return Err(vm.value_error("timeout must be non-negative"));
    }
    let pairs = vm.state::<Pairs>().clone();
    let (read, write) = (descriptors(vm, read, &pairs)?, descriptors(vm, write, &pairs)?);
    descriptors(vm, other, &pairs)?;
    let selecting = Selecting { read, write, until: None, pairs };
    if let Some(ready) = selecting.ready() {
        return Ok(ready);
    }
    if seconds == 0.0 && !vm.has_other_fibers() {
        return Ok(answer(Vec::new(), Vec::new()));
    }
    let until = vm.moment_in(seconds);
    vm.defer(Box::new(Selecting { until, ..selecting }))
}
