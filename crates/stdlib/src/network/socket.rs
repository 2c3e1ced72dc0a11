//! `_socket.socket`: an end of a pair inside the interpreter, or nothing at all where there is no network.

use super::{
    pairs::{Pairs, Refused},
    unsupported,
};
use std::cell::Cell;
use whipsnake_vm::{
    body,
    error::{Raised, Result},
    getset,
    host::Pending,
    method,
    native::{Kwargs, Rest, Resumable, Step, TypeDef},
    objects::exceptions::ExcKind,
    static_method,
    types::{Type, type_flags},
    value::{Handle, Obj, Trace, Tracer, Tuple, Value, map::Layout},
    vm::Vm,
};

/// Its address stands for "some socket can be read or written".
static CHANGED: u8 = 0;

/// What those wait for who wait for sockets.
pub fn key() -> usize {
    std::ptr::from_ref(&CHANGED) as usize
}

/// `_socket.socket`
pub struct Socket {
    end: Cell<i64>,
    family: Cell<i64>,
    kind: Cell<i64>,
    proto: Cell<i64>,
    /// Seconds; none waits for ever.
    timeout: Cell<Option<f64>>,
    pairs: Pairs,
}
body!(Socket);

impl Drop for Socket {
    fn drop(&mut self) {
        self.pairs.close(self.end.get());
    }
}

/// Makes a pair of the base class.
pub fn pair(vm: &mut Vm, family: i64, kind: i64, proto: i64) -> Result<Value> {
    if family != 1 || kind & 0xff != 1 {
        return Err(unsupported(vm));
    }
    let pairs = vm.state::<Pairs>().clone();
    let (a, b) = pairs.make();
    let ends = [a, b].map(|end| {
        let socket = Socket {
            end: Cell::new(end),
            family: Cell::new(family),
            kind: Cell::new(kind & 0xff),
            proto: Cell::new(proto),
            timeout: Cell::new(None),
            pairs: pairs.clone(),
        };
        vm.new_native(socket).into_value()
    });
    Ok(Tuple::new(ends.to_vec()).into_value())
}

fn bad_descriptor(vm: &mut Vm) -> Raised {
    vm.os_error(9, "Bad file descriptor")
}

/// What a socket is asked to do.
enum Task {
    Receive { count: usize, peek: bool, into: Option<Value> },
    Send { bytes: Vec<u8>, at: usize, all: bool },
}

/// A socket at work.
struct Job {
    socket: Handle<Socket>,
    task: Task,
    until: Option<u64>,
}

impl Job {
    /// Does what can be done now; nothing if it must wait.
    fn attempt(&mut self, vm: &mut Vm) -> Result<Option<Value>> {
        let (end, pairs) = (self.socket.end.get(), &self.socket.pairs);
        let refused = match &mut self.task {
            Task::Receive { count, peek, into } => match pairs.receive(end, *count, *peek) {
                Ok(bytes) => {
                    vm.wake(key());
                    let Some(target) = into else { return Ok(Some(vm.new_bytes(&bytes))) };
                    crate::_io::fill_buffer(vm, target, &bytes)?;
                    return Ok(Some(vm.new_int(bytes.len() as i64)));
                }
                Err(refused) => refused,
            },
            Task::Send { bytes, at, all } => match pairs.send(end, &bytes[*at..]) {
                Ok(count) => {
                    vm.wake(key());
                    *at += count;
                    if !*all {
                        return Ok(Some(vm.new_int(count as i64)));
                    }
                    if *at == bytes.len() {
                        return Ok(Some(Value::NONE));
                    }
                    Refused::Later
                }
                Err(refused) => refused,
            },
        };
        match refused {
            Refused::Later => Ok(None),
            Refused::NoSuchEnd => Err(bad_descriptor(vm)),
            Refused::Broken => Err(vm.os_error(32, "Broken pipe")),
        }
    }
}

impl Resumable for Job {
    fn resume(&mut self, vm: &mut Vm, result: Result<Value>) -> Result<Step> {
        result?;
        if let Some(value) = self.attempt(vm)? {
            return Ok(Step::Return(value));
        }
        if self.until.is_some_and(|until| until <= vm.host.monotonic_clock()) {
            let text = vm.new_str("timed out");
            return Err(vm.raise_args(ExcKind::TimeoutError, vec![text]));
        }
        Ok(Step::Wait(Pending::Fiber { key: key(), until: self.until }))
    }
    fn trace(&self, tracer: &mut Tracer) {
        self.socket.trace(tracer);
        if let Task::Receive { into: Some(target), .. } = &self.task {
            target.trace(tracer);
        }
    }
}

impl Socket {
    fn new_(vm: &mut Vm, class: &Obj<Type>, _: Rest, _: Kwargs) -> Handle<Socket> {
        let pairs = vm.state::<Pairs>().clone();
        let none = || Cell::new(-1);
        let (end, family, kind, proto) = (none(), none(), none(), none());
        let timeout = Cell::new(None);
        Handle::new_instance(class.instance_map.get(), Socket { end, family, kind, proto, timeout, pairs })
    }
    fn init(
        vm: &mut Vm,
        this: &Obj<Socket>,
        family: Option<Value>,
        kind: Option<Value>,
        proto: Option<Value>,
        fileno: Option<Value>,
    ) -> Result<()> {
        let Some(number) = fileno.filter(|fileno| !fileno.is_none()) else { return Err(unsupported(vm)) };
        let number = vm.index_i64(&number)?;
        if number < 0 {
            return Err(vm.value_error("negative file descriptor"));
        }
        if !this.pairs.has(number) {
            return Err(bad_descriptor(vm));
        }
        let mut read = |value: Option<Value>, default: i64| -> Result<i64> {
            let given = value.map_or(Ok(-1), |value| vm.index_i64(&value))?;
            Ok(if given < 0 { default } else { given })
        };
        this.family.set(read(family, 1)?);
        this.kind.set(read(kind, 1)?);
        this.proto.set(read(proto, 0)?);
        this.end.set(number);
        Ok(())
    }
    fn close(vm: &mut Vm, this: &Obj<Socket>) {
        this.pairs.close(this.end.replace(-1));
        vm.wake(key());
    }
    fn detach(_vm: &mut Vm, this: &Obj<Socket>) -> i64 {
        this.end.replace(-1)
    }
    fn fileno(_vm: &mut Vm, this: &Obj<Socket>) -> i64 {
        this.end.get()
    }
    fn work(vm: &mut Vm, this: &Obj<Socket>, task: Task, flags: Option<i64>) -> Result<Value> {
        let at_once = this.timeout.get() == Some(0.0) || flags.unwrap_or(0) & 0x40 != 0;
        let mut job = Job { socket: this.to_handle(), task, until: None };
        if let Some(value) = job.attempt(vm)? {
            return Ok(value);
        }
        if at_once {
            return Err(vm.os_error(11, "Resource temporarily unavailable"));
        }
        job.until = this.timeout.get().and_then(|seconds| vm.moment_in(seconds));
        vm.defer(Box::new(job))
    }
    fn recv(vm: &mut Vm, this: &Obj<Socket>, count: i64, flags: Option<i64>) -> Result<Value> {
        let Ok(count) = usize::try_from(count) else {
            return Err(vm.value_error("negative buffersize in recv"));
        };
        let peek = flags.unwrap_or(0) & 2 != 0;
        Socket::work(vm, this, Task::Receive { count, peek, into: None }, flags)
    }
    fn recv_into(
        vm: &mut Vm,
        this: &Obj<Socket>,
        buffer: Value,
        count: Option<i64>,
        flags: Option<i64>,
    ) -> Result<Value> {
        let room = vm.get_bytes(&buffer)?.len();
        let count = match count.unwrap_or(0) {
            0 => room,
            count if count < 0 => return Err(vm.value_error("negative buffersize in recv_into")),
            count if count as usize > room => {
                return Err(vm.value_error("buffer too small for requested bytes"));
            }
            count => count as usize,
        };
        let peek = flags.unwrap_or(0) & 2 != 0;
        Socket::work(vm, this, Task::Receive { count, peek, into: Some(buffer) }, flags)
    }
    fn send(vm: &mut Vm, this: &Obj<Socket>, data: &Value, flags: Option<i64>) -> Result<Value> {
        let bytes = vm.get_bytes(data)?.to_vec();
        Socket::work(vm, this, Task::Send { bytes, at: 0, all: false }, flags)
    }
    fn sendall(vm: &mut Vm, this: &Obj<Socket>, data: &Value, flags: Option<i64>) -> Result<Value> {
        let bytes = vm.get_bytes(data)?.to_vec();
        Socket::work(vm, this, Task::Send { bytes, at: 0, all: true }, flags)
    }
    fn shutdown(vm: &mut Vm, this: &Obj<Socket>, how: i64) -> Result<()> {
        if !(0..3).contains(&how) {
            return Err(vm.os_error(22, "Invalid argument"));
        }
        if !this.pairs.shut_down(this.end.get(), how != 1, how != 0) {
            return Err(bad_descriptor(vm));
        }
        vm.wake(key());
        Ok(())
    }
    fn setblocking(_vm: &mut Vm, this: &Obj<Socket>, flag: bool) {
        this.timeout.set(if flag { None } else { Some(0.0) });
    }
    fn getblocking(_vm: &mut Vm, this: &Obj<Socket>) -> bool {
        this.timeout.get() != Some(0.0)
    }
    fn settimeout(vm: &mut Vm, this: &Obj<Socket>, timeout: Value) -> Result<()> {
        let seconds = if timeout.is_none() { None } else { Some(vm.float_value(&timeout)?) };
        if seconds.is_some_and(|seconds| seconds < 0.0 || seconds.is_nan()) {
            return Err(vm.value_error("Timeout value out of range"));
        }
        this.timeout.set(seconds);
        Ok(())
    }
    fn gettimeout(_vm: &mut Vm, this: &Obj<Socket>) -> Value {
        this.timeout.get().map_or(Value::NONE, Value::float)
    }
    fn getpeername(vm: &mut Vm, this: &Obj<Socket>) -> Result<Value> {
        if this.pairs.has(this.end.get()) { Ok(vm.new_str("")) } else { Err(bad_descriptor(vm)) }
    }
    fn setsockopt(_vm: &mut Vm, _this: &Obj<Socket>, _level: i64, _option: i64, _value: Value) {}
    fn getsockopt(vm: &mut Vm, this: &Obj<Socket>, _level: i64, option: i64) -> Result<i64> {
        match option {
            3 => Ok(this.kind.get()),
            4 => Ok(0),
            _ => Err(vm.os_error(92, "Protocol not available")),
        }
    }
}

/// Table of `socket`.
pub static SOCKET: TypeDef = TypeDef {
    name: "_socket.socket",
    doc: "socket(family=AF_INET, type=SOCK_STREAM, proto=0) -> socket object",
    base: None,
    map: None,
    layout: Layout::of::<Socket>(),
    flags: type_flags::BASE,
    rows: &[
        static_method!("__new__(cls, *args, **kwargs)", Socket::new_, 3),
        method!("__init__(self, family=-1, type=-1, proto=-1, fileno=None)", Socket::init, 5),
        method!("close(self, /)", Socket::close, 1),
        method!("detach(self, /)", Socket::detach, 1),
        method!("fileno(self, /)", Socket::fileno, 1),
        method!("recv(self, buffersize, flags=0, /)", Socket::recv, 3),
        method!("recv_into(self, buffer, nbytes=0, flags=0)", Socket::recv_into, 4),
        method!("send(self, data, flags=0, /)", Socket::send, 3),
        method!("sendall(self, data, flags=0, /)", Socket::sendall, 3),
        method!("shutdown(self, flag, /)", Socket::shutdown, 2),
        method!("setblocking(self, flag, /)", Socket::setblocking, 2),
        method!("getblocking(self, /)", Socket::getblocking, 1),
        method!("settimeout(self, timeout, /)", Socket::settimeout, 2),
        method!("gettimeout(self, /)", Socket::gettimeout, 1),
        method!("getpeername(self, /)", Socket::getpeername, 1),
        method!("getsockname(self, /)", Socket::getpeername, 1),
        method!("setsockopt(self, level, option, value, /)", Socket::setsockopt, 4),
        method!("getsockopt(self, level, option, /)", Socket::getsockopt, 3),
        getset!("family", |_: &mut Vm, this: &Obj<Socket>| this.family.get()),
        getset!("type", |_: &mut Vm, this: &Obj<Socket>| this.kind.get()),
        getset!("proto", |_: &mut Vm, this: &Obj<Socket>| this.proto.get()),
        getset!("timeout", Socket::gettimeout),
    ],
};
