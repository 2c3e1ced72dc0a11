//! `time`: clocks, sleeping, and calendar time in UTC (the host tells no other time zone).

use whipsnake_vm::{
    constant,
    error::Result,
    function,
    host::{Answer, Pending},
    modules::structseq::{self, StructSeq},
    native::{ModuleDef, Resumable, Row, Step},
    value::{Tuple, Value},
    vm::Vm,
};

static STRUCT_TIME: StructSeq = StructSeq {
    name: "time.struct_time",
    doc: "The time value as returned by gmtime(), localtime(), and strptime(), and\naccepted by asctime(), mktime() and \
          strftime().",
    fields: &[
        "tm_year",
        "tm_mon",
        "tm_mday",
        "tm_hour",
        "tm_min",
        "tm_sec",
        "tm_wday",
        "tm_yday",
        "tm_isdst",
        "tm_zone",
        "tm_gmtoff",
    ],
    visible: 9,
};

/// The module.
pub static MODULE: ModuleDef = ModuleDef {
    name: "time",
    doc: "This module provides various functions to manipulate time values.",
    rows: ROWS,
    types: &[],
    init: Some(|vm, module| {
        let class = structseq::class(vm, &STRUCT_TIME)?;
        let dict = module.dict.clone();
        dict.set_text(vm, "struct_time", class.into_value());
        Ok(())
    }),
};

const ROWS: &[Row] = &[
    function!(
        "time()",
        |vm: &mut Vm| vm.host.wall_clock() as f64 / 1e9,
        0,
        "Return the current time in seconds since the Epoch."
    ),
    function!(
        "time_ns()",
        |vm: &mut Vm| vm.host.wall_clock() as i64,
        0,
        "Return the current time in nanoseconds since the Epoch."
    ),
    function!(
        "monotonic()",
        |vm: &mut Vm| vm.host.monotonic_clock() as f64 / 1e9,
        0,
        "Monotonic clock, cannot go backward."
    ),
    function!(
        "monotonic_ns()",
        |vm: &mut Vm| vm.host.monotonic_clock(),
        0,
        "Monotonic clock, cannot go backward, as nanoseconds."
    ),
    function!(
        "perf_counter()",
        |vm: &mut Vm| vm.host.monotonic_clock() as f64 / 1e9,
        0,
        "Performance counter for benchmarking."
    ),
    function!(
        "perf_counter_ns()",
        |vm: &mut Vm| vm.host.monotonic_clock(),
        0,
        "Performance counter for benchmarking as nanoseconds."
    ),
    function!(
        "process_time()",
        |vm: &mut Vm| vm.host.process_clock() as f64 / 1e9,
        0,
        "Process time for profiling: sum of the kernel and user-space CPU time."
    ),
    function!(
        "process_time_ns()",
        |vm: &mut Vm| vm.host.process_clock(),
        0,
        "Process time for profiling as nanoseconds."
    ),
    function!(
        "thread_time()",
        |vm: &mut Vm| vm.host.process_clock() as f64 / 1e9,
        0,
        "Thread time for profiling."
    ),
    function!(
        "thread_time_ns()",
        |vm: &mut Vm| vm.host.process_clock(),
        0,
        "Thread time for profiling as nanoseconds."
    ),
    function!("get_clock_info(name, /)", get_clock_info, 1, "Return the information of the specified clock."),
    function!("sleep(seconds, /)", sleep, 1, "Delay execution for a given number of seconds."),
    function!(
        "gmtime(seconds=None, /)",
        gmtime,
        1,
        "Convert seconds since the Epoch to a time tuple expressing UTC."
    ),
    function!(
        "localtime(seconds=None, /)",
        gmtime,
        1,
        "Convert seconds since the Epoch to a time tuple expressing local time."
    ),
    function!(
        "mktime(time_tuple, /)",
        mktime,
        1,
        "Convert a time tuple in local time to seconds since the Epoch."
    ),
    function!(
        "asctime(time_tuple=None, /)",
        asctime,
        1,
        "Convert a time tuple to a string, e.g. 'Sat Jun 06 16:26:11 1998'."
    ),
    function!(
        "ctime(seconds=None, /)",
        ctime,
        1,
        "Convert a time in seconds since the Epoch to a string in local time."
    ),
    function!(
        "strftime(format, time_tuple=None, /)",
        strftime,
        2,
        "Convert a time tuple to a string according to a format specification."
    ),
    function!(
        "strptime(string, format='%a %b %d %H:%M:%S %Y', /)",
        strptime,
        2,
        "strptime(string, format) -> struct_time\n\nParse a string to a time tuple according to a format specification."
    ),
    function!("tzset()", |_: &mut Vm| (), 0),
    constant!("_STRUCT_TM_ITEMS", |_| Value::small(11)),
    constant!("timezone", |_| Value::small(0)),
    constant!("altzone", |_| Value::small(0)),
    constant!("daylight", |_| Value::small(0)),
    constant!("tzname", |vm| {
        let name = vm.new_str("UTC");
        Tuple::new(vec![name.clone(), name]).into_value()
    }),
];

/// `get_clock_info`: all clocks of a host count nanoseconds.
fn get_clock_info(vm: &mut Vm, name: &Value) -> Result<Value> {
    let (implementation, monotonic, adjustable) = match &*vm.text_of(name) {
        "time" => ("clock_gettime(CLOCK_REALTIME)", false, true),
        "monotonic" | "perf_counter" => ("clock_gettime(CLOCK_MONOTONIC)", true, false),
        "process_time" => ("clock_gettime(CLOCK_PROCESS_CPUTIME_ID)", true, false),
        "thread_time" => ("clock_gettime(CLOCK_THREAD_CPUTIME_ID)", true, false),
        _ => return Err(vm.value_error("unknown clock")),
    };
    let implementation = vm.new_str(implementation);
    Ok(vm.new_namespace(&[
        ("implementation", implementation),
        ("monotonic", Value::bool(monotonic)),
        ("adjustable", Value::bool(adjustable)),
        ("resolution", Value::float(1e-9)),
    ]))
}

/// A sleep that the host could not do at once, or others can use.
struct Sleeping {
    first: Option<Pending>,
    until: Option<u64>,
}

impl Resumable for Sleeping {
    fn resume(&mut self, vm: &mut Vm, result: Result<Value>) -> Result<Step> {
        result?;
        if let Some(pending) = self.first.take() {
            return Ok(Step::Wait(pending));
        }
        // A signal may have come before the time was over.
        let left = self.until.map_or(0, |until| until.saturating_sub(vm.host.monotonic_clock()));
        Ok(if left > 0 && vm.has_other_fibers() {
            Step::Wait(Pending::Sleep(left as f64 / 1e9))
        } else {
            Step::Return(Value::NONE)
        })
    }
}

fn sleep(vm: &mut Vm, seconds: &Value) -> Result<Value> {
    let seconds = vm.float_value(seconds)?;
    if seconds.is_nan() {
        return Err(vm.value_error("Invalid value NaN (not a number)"));
    }
    if seconds < 0.0 {
        return Err(vm.value_error("sleep length must be non-negative"));
    }
    if seconds > 9.2e9 {
        return Err(vm.overflow_error("timestamp too large to convert to C PyTime_t"));
    }
    let pending = if vm.has_other_fibers() {
        Pending::Sleep(seconds)
    } else {
        match vm.host.sleep(seconds) {
            Answer::Ready(()) => return Ok(Value::NONE),
            Answer::Failed(number, text) => return Err(vm.os_error(number, &text)),
            Answer::Wait(pending) => pending,
        }
    };
    let until = vm.moment_in(seconds);
    vm.defer(Box::new(Sleeping { first: Some(pending), until }))
}

/// Year, month, day of a number of days since 1970 (Howard Hinnant, "chrono-Compatible Low-Level Date Algorithms").
fn civil(days: i64) -> (i64, i64, i64) {
    let z = days + 719_468;
    let era = z.div_euclid(146_097);
    let day = z.rem_euclid(146_097);
    let year = (day - day / 1460 + day / 36_524 - day / 146_096) / 365;
    let of_year = day - (365 * year + year / 4 - year / 100);
    let month = (5 * of_year + 2) / 153;
    let month_day = of_year - (153 * month + 2) / 5 + 1;
    let month = if month < 10 { month + 3 } else { month - 9 };
    (year + era * 400 + i64::from(month <= 2), month, month_day)
}

/// Days since 1970 of a date; see `civil`.
fn days_of(year: i64, month: i64, day: i64) -> i64 {
    let year = year - i64::from(month <= 2);
    let era = year.div_euclid(400);
    let of_era = year.rem_euclid(400);
    let of_year = (153 * (if month > 2 { month - 3 } else { month + 9 }) + 2) / 5 + day - 1;
    era * 146_097 + of_era * 365 + of_era / 4 - of_era / 100 + of_year - 719_468
}

/// The nine numbers of a moment.
fn fields_of(seconds: i64) -> [i64; 9] {
    let (days, rest) = (seconds.div_euclid(86_400), seconds.rem_euclid(86_400));
    let (year, month, day) = civil(days);
    let of_year = days - days_of(year, 1, 1) + 1;
    [year, month, day, rest / 3600, rest / 60 % 60, rest % 60, (days + 3).rem_euclid(7), of_year, 0]
}

fn moment(vm: &mut Vm, seconds: Option<Value>) -> Result<i64> {
    match seconds.filter(|seconds| !seconds.is_none()) {
        Some(seconds) => {
            let seconds = vm.float_value(&seconds)?;
            if seconds.is_nan() {
                return Err(vm.value_error("Invalid value NaN (not a number)"));
            }
            if seconds.abs() > 6.7e16 {
                return Err(vm.overflow_error("timestamp out of range for platform time_t"));
            }
            Ok(seconds.floor() as i64)
        }
        None => Ok(vm.host.wall_clock().div_euclid(1_000_000_000) as i64),
    }
}

fn gmtime(vm: &mut Vm, seconds: Option<Value>) -> Result<Value> {
    let seconds = moment(vm, seconds)?;
    let mut values: Vec<Value> = fields_of(seconds).into_iter().map(|field| vm.new_int(field)).collect();
    values.push(vm.new_str("UTC"));
    values.push(Value::small(0));
    structseq::instance(vm, &STRUCT_TIME, values)
}

/// The nine numbers of a time tuple.
fn read_tuple(vm: &mut Vm, value: &Value, function: &str) -> Result<[i64; 9]> {
    let Some(tuple) = value.cast::<Tuple>().map(|tuple| tuple.to_handle()) else {
        return Err(vm.type_error("Tuple or struct_time argument required"));
    };
    let mut fields = [0; 9];
    if tuple.as_slice().len() < 9 {
        return Err(vm.type_error(format_args!("{function}(): illegal time tuple argument")));
    }
    for (field, item) in fields.iter_mut().zip(tuple.as_slice()) {
        let number = vm.index(item)?;
        *field = match vm.int_to_i64(&number) {
            Some(number) if i32::try_from(number).is_ok() => number,
            Some(number) if number > 0 => {
                return Err(vm.overflow_error("signed integer is greater than maximum"));
            }
            Some(_) => return Err(vm.overflow_error("signed integer is less than minimum")),
            None => return Err(vm.overflow_error("Python int too large to convert to C long")),
        };
    }
    Ok(fields)
}

/// The fields as texts show them: zeros become ones where there is no zeroth, and what no calendar has is refused.
fn check_fields(vm: &mut Vm, mut fields: [i64; 9]) -> Result<[i64; 9]> {
    for at in [1, 2, 7] {
        if fields[at] == 0 {
            fields[at] = 1;
        }
    }
    let limits = [
        (1, 1, 12, "month out of range"),
        (2, 1, 31, "day of month out of range"),
        (3, 0, 23, "hour out of range"),
        (4, 0, 59, "minute out of range"),
        (5, 0, 61, "seconds out of range"),
        (6, -1, i64::MAX, "day of week out of range"),
        (7, 1, 366, "day of year out of range"),
    ];
    for (at, least, most, message) in limits {
        if !(least..=most).contains(&fields[at]) {
            return Err(vm.value_error(message));
        }
    }
    fields[6] = fields[6].rem_euclid(7);
    Ok(fields)
}

fn mktime(vm: &mut Vm, tuple: &Value) -> Result<f64> {
    let [year, month, day, hour, minute, second, ..] = read_tuple(vm, tuple, "mktime")?;
    let (year, month) = (year + (month - 1).div_euclid(12), (month - 1).rem_euclid(12) + 1);
    Ok((days_of(year, month, 1) * 86_400 + (day - 1) * 86_400 + hour * 3600 + minute * 60 + second) as f64)
}

fn given_or_now(vm: &mut Vm, tuple: Option<Value>, function: &str) -> Result<[i64; 9]> {
    match tuple {
        Some(tuple) => {
            let fields = read_tuple(vm, &tuple, function)?;
            check_fields(vm, fields)
        }
        None => Ok(fields_of(moment(vm, None)?)),
    }
}

const DAYS: [&str; 7] = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];
const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

fn asc(fields: [i64; 9]) -> String {
    let [year, month, day, hour, minute, second, weekday, ..] = fields;
    let (name, month) = (DAYS[weekday.rem_euclid(7) as usize], MONTHS[(month - 1).rem_euclid(12) as usize]);
    format!("{} {} {day:2} {hour:02}:{minute:02}:{second:02} {year}", &name[..3], &month[..3])
}
fn asctime(vm: &mut Vm, tuple: Option<Value>) -> Result<String> {
    Ok(asc(given_or_now(vm, tuple, "asctime")?))
}
fn ctime(vm: &mut Vm, seconds: Option<Value>) -> Result<String> {
    Ok(asc(fields_of(moment(vm, seconds)?)))
}

fn strftime(vm: &mut Vm, format: &Value, tuple: Option<Value>) -> Result<String> {
    if format.cast::<whipsnake_vm::value::Str>().is_none() {
        let given = vm.type_name(format);
        return Err(vm.type_error(format_args!("strftime() argument 1 must be str, not {given}")));
    }
    let fields = given_or_now(vm, tuple, "strftime")?;
    let format = vm.text_of(format).into_owned();
    let mut out = String::new();
    let mut letters = format.chars();
    while let Some(letter) = letters.next() {
        if letter != '%' {
            out.push(letter);
            continue;
        }
        match letters.next() {
            Some(code) => push_field(&mut out, code, &fields),
            None => out.push('%'),
        }
    }
    Ok(out)
}

/// `strptime`, which the library's `_strptime` does.
fn strptime(vm: &mut Vm, string: Value, format: Option<Value>) -> Result<Value> {
    let module = vm.import("_strptime")?;
    let parse = vm.get_attr_text(&module, "_strptime_time")?;
    let mut args = vec![string];
    args.extend(format);
    vm.tail_call(&parse, &args, &[])
}

/// ISO year and week of a date.
fn iso_week(fields: &[i64; 9]) -> (i64, i64) {
    let [year, _, _, _, _, _, weekday, of_year, _] = *fields;
    let week = (of_year - 1 - weekday + 10) / 7;
    let weeks_in = |year: i64| {
        let first = (days_of(year, 1, 1) + 3).rem_euclid(7);
        let leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
        if first == 3 || leap && first == 2 { 53 } else { 52 }
    };
    match week {
        0 => (year - 1, weeks_in(year - 1)),
        week if week > weeks_in(year) => (year + 1, 1),
        week => (year, week),
    }
}

fn push_field(out: &mut String, code: char, fields: &[i64; 9]) {
    let [year, month, day, hour, minute, second, weekday, of_year, _] = *fields;
    let day_name = DAYS[weekday.rem_euclid(7) as usize];
    let month_name = MONTHS[(month - 1).rem_euclid(12) as usize];
    let half_day = if hour % 12 == 0 { 12 } else { hour % 12 };
    let text = match code {
        'a' => day_name[..3].to_owned(),
        'A' => day_name.to_owned(),
        'b' | 'h' => month_name[..3].to_owned(),
        'B' => month_name.to_owned(),
        'c' => asc(*fields),
        'C' => format!("{:02}", year.div_euclid(100)),
        'd' => format!("{day:02}"),
        'D' | 'x' => format!("{month:02}/{day:02}/{:02}", year.rem_euclid(100)),
        'e' => format!("{day:2}"),
        'F' => format!("{year}-{month:02}-{day:02}"),
        'g' => format!("{:02}", iso_week(fields).0.rem_euclid(100)),
        'G' => format!("{}", iso_week(fields).0),
        'H' => format!("{hour:02}"),
        'I' => format!("{half_day:02}"),
        'j' => format!("{of_year:03}"),
        'm' => format!("{month:02}"),
        'M' => format!("{minute:02}"),
        'n' => "\n".to_owned(),
        'p' => if hour < 12 { "AM" } else { "PM" }.to_owned(),
        'r' => format!("{half_day:02}:{minute:02}:{second:02} {}", if hour < 12 { "AM" } else { "PM" }),
        'R' => format!("{hour:02}:{minute:02}"),
        's' => format!("{}", days_of(year, month, day) * 86_400 + hour * 3600 + minute * 60 + second),
        'S' => format!("{second:02}"),
        't' => "\t".to_owned(),
        'T' | 'X' => format!("{hour:02}:{minute:02}:{second:02}"),
        'u' => format!("{}", weekday + 1),
        'U' => format!("{:02}", (of_year - 1 + 7 - (weekday + 1) % 7) / 7),
        'V' => format!("{:02}", iso_week(fields).1),
        'w' => format!("{}", (weekday + 1) % 7),
        'W' => format!("{:02}", (of_year - 1 + 7 - weekday) / 7),
        'y' => format!("{:02}", year.rem_euclid(100)),
        'Y' => format!("{year}"),
        'z' => "+0000".to_owned(),
        'Z' => "UTC".to_owned(),
        '%' => "%".to_owned(),
        other => format!("%{other}"),
    };
    out.push_str(&text);
}
