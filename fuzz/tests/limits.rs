//! Limits end a program whatever it does about it.

use whipsnake::{Interpreter, Mode, Settings, State};
use whipsnake_fuzz::Nothing;

/// Runs a program with some fuel and gives what it ends with, and after how many slices.
fn run(fuel: u64, source: &str) -> (State, usize) {
    let mut python = Interpreter::new(Box::new(Nothing), Settings::default());
    python.set_fuel(Some(fuel));
    python.start(source, "<test>", Mode::Exec);
    for slices in 1..1000 {
        match python.step() {
            State::Paused => {}
            state => return (state, slices),
        }
    }
    panic!("the program outran its fuel");
}

fn is_stopped(fuel: u64, source: &str) -> bool {
    matches!(run(fuel, source).0, State::Stopped(why) if why == "out of fuel")
}

#[test]
fn fuel_lasts_for_what_is_within_it() {
    assert!(matches!(run(100_000, "sum(range(10))\nfor i in range(1000): pass").0, State::Done(_)));
}

#[test]
fn nothing_catches_the_end() {
    assert!(is_stopped(
        50_000,
        "while True:\n    try:\n        while True: pass\n    except BaseException: pass"
    ));
    assert!(is_stopped(50_000, "try:\n    while True: pass\nfinally:\n    while True: pass"));
}

#[test]
fn fuel_counts_within_a_slice() {
    let (state, slices) = run(500, "for i in range(9000): pass");
    assert!(matches!(state, State::Stopped(_)));
    assert!(slices <= 2);
}

#[test]
fn nested_loops_end_too() {
    let source = "class A:\n    def __lt__(self, other):\n        while True:\n            try:\n                while True: pass\n            except BaseException: pass\nwhile True:\n    try: sorted([A(), A()])\n    except BaseException: pass";
    assert!(is_stopped(50_000, source));
}

#[test]
fn a_program_that_was_stopped_is_not_gone_on_with() {
    let mut python = Interpreter::new(Box::new(Nothing), Settings::default());
    python.set_fuel(Some(1000));
    python.start("while True: pass", "<test>", Mode::Exec);
    while matches!(python.step(), State::Paused) {}
    python.start("1", "<test>", Mode::Exec);
    assert!(matches!(python.step(), State::Stopped(_)));
}
