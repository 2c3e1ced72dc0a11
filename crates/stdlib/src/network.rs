//! `_socket`, `select` and `_posixsubprocess` as they are where there is neither network nor processes: names and
//! addresses can be worked with, sockets be paired inside the interpreter, and what would leave it raises OSError, as on a
//! system without them.

mod pairs;
mod select;
mod socket;

pub use select::SELECT_MODULE;
use socket::{SOCKET, Socket};
use whipsnake_vm::{
    error::{Raised, Result},
    function,
    native::{ModuleDef, Rest, Row},
    objects::{dict::Dict, exceptions::ExcKind, list::List},
    value::{Handle, Tuple, Value},
    vm::Vm,
};

/// Numbers, as Linux has them.
const CONSTANTS: &[(&str, i64)] = &[
    ("AF_UNSPEC", 0),
    ("AF_UNIX", 1),
    ("AF_INET", 2),
    ("AF_INET6", 10),
    ("SOCK_STREAM", 1),
    ("SOCK_DGRAM", 2),
    ("SOCK_RAW", 3),
    ("SOCK_CLOEXEC", 0x80000),
    ("SOCK_NONBLOCK", 0x800),
    ("IPPROTO_IP", 0),
    ("IPPROTO_ICMP", 1),
    ("IPPROTO_TCP", 6),
    ("IPPROTO_UDP", 17),
    ("IPPROTO_IPV6", 41),
    ("IPV6_V6ONLY", 26),
    ("SOL_SOCKET", 1),
    ("SO_REUSEADDR", 2),
    ("SO_TYPE", 3),
    ("SO_ERROR", 4),
    ("SO_BROADCAST", 6),
    ("SO_SNDBUF", 7),
    ("SO_RCVBUF", 8),
    ("SO_KEEPALIVE", 9),
    ("SO_LINGER", 13),
    ("SO_REUSEPORT", 15),
    ("SOMAXCONN", 4096),
    ("TCP_NODELAY", 1),
    ("MSG_OOB", 1),
    ("MSG_PEEK", 2),
    ("MSG_DONTWAIT", 0x40),
    ("MSG_WAITALL", 0x100),
    ("SHUT_RD", 0),
    ("SHUT_WR", 1),
    ("SHUT_RDWR", 2),
    ("AI_PASSIVE", 1),
    ("AI_CANONNAME", 2),
    ("AI_NUMERICHOST", 4),
    ("AI_ADDRCONFIG", 0x20),
    ("AI_NUMERICSERV", 0x400),
    ("EAI_NONAME", -2),
    ("EAI_AGAIN", -3),
    ("EAI_FAIL", -4),
    ("NI_NUMERICHOST", 1),
    ("NI_NUMERICSERV", 2),
    ("INADDR_ANY", 0),
    ("INADDR_LOOPBACK", 0x7f00_0001),
    ("INADDR_BROADCAST", 0xffff_ffff),
];

/// OSError: no family of addresses is there.
fn unsupported(vm: &mut Vm) -> Raised {
    vm.os_error(97, "Address family not supported by protocol")
}

/// `_socket`
pub static SOCKET_MODULE: ModuleDef = ModuleDef {
    name: "_socket",
    doc: "Implementation module for socket operations.\n\nSee the socket module for documentation.",
    rows: ROWS,
    types: &[&SOCKET],
    init: Some(|vm, module| {
        let dict = module.dict.clone();
        for (name, number) in CONSTANTS {
            dict.set_text(vm, name, Value::small(*number));
        }
        dict.set_text(vm, "has_ipv6", Value::FALSE);
        let class = vm.native_type::<Socket>().into_value();
        dict.set_text(vm, "SocketType", class);
        let base = vm.exception_type(ExcKind::OSError).into_value();
        for name in ["herror", "gaierror"] {
            let metaclass = vm.class_of(&base).into_value();
            let (bases, space) = (Tuple::new(vec![base.clone()]).into_value(), Dict::new());
            let module_name = vm.new_str("socket");
            space.set_text(vm, "__module__", module_name);
            let class = vm.new_str(name);
            let made = vm.call(&metaclass, &[class, bases, space.into_value()])?;
            dict.set_text(vm, name, made);
        }
        dict.set_text(vm, "error", base);
        let timeout = vm.exception_type(ExcKind::TimeoutError).into_value();
        dict.set_text(vm, "timeout", timeout);
        Ok(())
    }),
};

const ROWS: &[Row] = &[
    function!("gethostname()", |_: &mut Vm| "localhost", 0, "gethostname() -> string"),
    function!("gethostbyname(host, /)", resolve_one, 1, "gethostbyname(host) -> address"),
    function!(
        "getaddrinfo(host, port, family=0, type=0, proto=0, flags=0)",
        get_address_info,
        6,
        "getaddrinfo(host, port [, family, type, proto, flags])\n    -> list of (family, type, proto, canonname, sockaddr)"
    ),
    function!(
        "socketpair(family=1, type=1, proto=0)",
        |vm: &mut Vm, family: Option<i64>, kind: Option<i64>, proto: Option<i64>| {
            socket::pair(vm, family.unwrap_or(1), kind.unwrap_or(1), proto.unwrap_or(0))
        },
        3,
        "socketpair([family[, type [, proto]]]) -> (socket object, socket object)"
    ),
    function!("getdefaulttimeout()", |vm: &mut Vm| vm.state::<Timeout>().0.clone(), 0),
    function!("setdefaulttimeout(timeout, /)", set_timeout, 1),
    function!(
        "close(fd, /)",
        |vm: &mut Vm, fd: i64| -> Result<()> {
            let pairs = vm.state::<pairs::Pairs>().clone();
            if !pairs.has(fd) {
                return Err(vm.os_error(9, "Bad file descriptor"));
            }
            pairs.close(fd);
            vm.wake(socket::key());
            Ok(())
        },
        1
    ),
    function!("htons(x, /)", |vm: &mut Vm, x: i64| short(vm, x, "htons"), 1),
    function!("ntohs(x, /)", |vm: &mut Vm, x: i64| short(vm, x, "ntohs"), 1),
    function!("htonl(x, /)", long, 1),
    function!("ntohl(x, /)", long, 1),
    function!("inet_aton(ip_addr, /)", inet_aton, 1),
    function!("inet_ntoa(packed_ip, /)", inet_ntoa, 1),
];

/// `getdefaulttimeout`
struct Timeout(Value);

impl Default for Timeout {
    fn default() -> Timeout {
        Timeout(Value::NONE)
    }
}

fn set_timeout(vm: &mut Vm, timeout: Value) -> Result<()> {
    if !timeout.is_none() {
        let seconds = vm.float_value(&timeout)?;
        if seconds < 0.0 {
            return Err(vm.value_error("Timeout value out of range"));
        }
    }
    vm.state::<Timeout>().0 = timeout;
    Ok(())
}

/// `socket.gaierror`: there is nobody to ask.
fn not_known(vm: &mut Vm) -> Raised {
    let raise = |vm: &mut Vm| -> Result<Value> {
        let module = vm.import("_socket")?;
        let class = vm.get_attr_text(&module, "gaierror")?;
        let text = vm.new_str("Name or service not known");
        vm.call(&class, &[Value::small(-2), text])
    };
    match raise(vm) {
        Ok(exc) => vm.raise(exc),
        Err(raised) => raised,
    }
}

/// The four numbers of an address.
fn numbers(text: &str) -> Option<[u8; 4]> {
    text.parse::<std::net::Ipv4Addr>().ok().map(|address| address.octets())
}

fn resolve_one(vm: &mut Vm, host: Handle<whipsnake_vm::value::Str>) -> Result<String> {
    match &*host.to_text() {
        "localhost" => Ok("127.0.0.1".to_owned()),
        text if numbers(text).is_some() => Ok(text.to_owned()),
        _ => Err(not_known(vm)),
    }
}

fn get_address_info(
    vm: &mut Vm,
    host: Value,
    port: Value,
    _family: Option<Value>,
    kind: Option<Value>,
    proto: Option<Value>,
    _flags: Option<Value>,
) -> Result<Handle<List>> {
    let host = if host.is_none() { "127.0.0.1".to_owned() } else { vm.str_text(&host)? };
    let address = match &*host {
        "localhost" => "127.0.0.1",
        text if numbers(text).is_some() => text,
        _ => return Err(not_known(vm)),
    };
    let port = if port.is_none() { Value::small(0) } else { port };
    let port = match port.as_small() {
        Some(_) => port,
        None => match vm.text_of(&port).parse::<i64>() {
            Ok(number) => Value::small(number),
            Err(_) => return Err(not_known(vm)),
        },
    };
    let place = Tuple::new(vec![vm.new_str(address), port]).into_value();
    let kind = kind.filter(|kind| kind.as_small() != Some(0)).unwrap_or(Value::small(1));
    let row = vec![Value::small(2), kind, proto.unwrap_or(Value::small(0)), vm.new_str(""), place];
    Ok(List::new(vec![Tuple::new(row).into_value()]))
}

fn short(vm: &mut Vm, x: i64, name: &str) -> Result<i64> {
    match u16::try_from(x) {
        Ok(x) => Ok(x.to_be().into()),
        Err(_) if x < 0 => Err(vm.overflow_error(format_args!(
            "{name}: can't convert negative Python int to C 16-bit unsigned integer"
        ))),
        Err(_) => Err(vm.overflow_error(format_args!(
            "{name}: Python int too large to convert to C 16-bit unsigned integer"
        ))),
    }
}

fn long(vm: &mut Vm, x: i64) -> Result<i64> {
    match u32::try_from(x) {
        Ok(x) => Ok(x.to_be().into()),
        Err(_) => Err(vm.overflow_error("int larger than 32 bits")),
    }
}

fn inet_aton(vm: &mut Vm, text: Handle<whipsnake_vm::value::Str>) -> Result<Value> {
    match numbers(&text.to_text()) {
        Some(octets) => Ok(vm.new_bytes(&octets)),
        None => {
            let message = vm.new_str("illegal IP address string passed to inet_aton");
            Err(vm.raise_args(ExcKind::OSError, vec![message]))
        }
    }
}

fn inet_ntoa(vm: &mut Vm, packed: &Value) -> Result<String> {
    match vm.get_bytes(packed)?[..] {
        [a, b, c, d] => Ok(format!("{a}.{b}.{c}.{d}")),
        _ => {
            let message = vm.new_str("packed IP wrong length");
            Err(vm.raise_args(ExcKind::OSError, vec![message]))
        }
    }
}

/// `_posixsubprocess`: there are no processes to start.
pub static SUBPROCESS_MODULE: ModuleDef = ModuleDef {
    name: "_posixsubprocess",
    doc: "A POSIX helper for the subprocess module.",
    rows: &[function!(
        "fork_exec(*args)",
        |vm: &mut Vm, _: Rest| -> Result<()> { Err(vm.os_error(38, "Function not implemented")) },
        1,
        "Spawn a fresh new child process."
    )],
    types: &[],
    init: None,
};
