//! `match`.
//!
//! The subject lives in a temporary through all cases. A pattern reads its value from a register and consumes it if
//! it is a temporary of its own. Names are bound only when the whole pattern has matched; until then captured values
//! wait in temporaries. A pattern that fails jumps to the label for the number of temporaries in use: there they are
//! dropped one by one, last first, and the next case follows.

use super::{Lowerer, Result, Val};
use crate::ir::{Label, Reg};
use std::collections::HashMap;
use whipsnake_bytecode::instr::{TAKE_A, TAKE_B, WHEN_TRUE};
use whipsnake_bytecode::{Constant, Op};
use whipsnake_parser_glue::ast::{self, CmpOp, Pattern, Singleton};
use whipsnake_parser_glue::{Ranged, TextRange};

/// The state of one case, or of one alternative in it.
struct Case<'a> {
    /// The first temporary that failing must drop.
    base: Reg,
    /// Labels to jump to on failure, by the number of temporaries to drop.
    exits: Vec<Option<Label>>,
    /// Registers of captured names.
    captures: HashMap<&'a str, Reg>,
    /// How many temporaries from `base` on are for captures.
    held: u32,
    /// Whether a capture has been emitted yet.
    has_captured: bool,
}

/// Names that a pattern captures, in order.
fn captured_names<'a>(pattern: &'a Pattern, names: &mut Vec<&'a ast::Identifier>) {
    let mut add = |name: &'a Option<ast::Identifier>| {
        if let Some(name) = name
            && !names.iter().any(|known| known.as_str() == name.as_str())
        {
            names.push(name);
        }
    };
    match pattern {
        Pattern::MatchValue(_) | Pattern::MatchSingleton(_) => {}
        Pattern::MatchStar(node) => add(&node.name),
        Pattern::MatchAs(node) => {
            if let Some(inner) = &node.pattern {
                captured_names(inner, names);
            }
            if let Some(name) = &node.name
                && !names.iter().any(|known| known.as_str() == name.as_str())
            {
                names.push(name);
            }
        }
        Pattern::MatchSequence(node) => node.patterns.iter().for_each(|inner| captured_names(inner, names)),
        Pattern::MatchMapping(node) => {
            add(&node.rest);
            node.patterns.iter().for_each(|inner| captured_names(inner, names));
        }
        Pattern::MatchClass(node) => {
            node.arguments.patterns.iter().for_each(|inner| captured_names(inner, names));
            node.arguments.keywords.iter().for_each(|keyword| captured_names(&keyword.pattern, names));
        }
        Pattern::MatchOr(node) => node.patterns.iter().for_each(|inner| captured_names(inner, names)),
    }
}

fn is_wildcard(pattern: &Pattern) -> bool {
    match pattern {
        Pattern::MatchAs(node) => node.pattern.is_none() && node.name.is_none(),
        Pattern::MatchStar(node) => node.name.is_none(),
        _ => false,
    }
}

impl<'a> Lowerer<'a> {
    /// `match`
    pub(super) fn lower_match(&mut self, node: &'a ast::StmtMatch) -> Result<()> {
        let mark = self.mark();
        let subject = self.temporary(&node.subject)?;
        let end = self.label();
        let mut is_open = true;
        for case in &node.cases {
            let next = self.label();
            let at = case.pattern.range();
            self.lower_case_pattern(&case.pattern, subject, next)?;
            if let Some(guard) = &case.guard {
                self.jump_if(guard, false, next)?;
            }
            self.emit(at, Op::Drop, 0, subject, 0, 0);
            self.lower_conditional(&case.body)?;
            self.jump(at, end);
            self.place(next);
            is_open = case.guard.is_some() || !case.pattern.is_irrefutable();
        }
        if is_open {
            self.emit(node.subject.range(), Op::Drop, 0, subject, 0, 0);
        }
        self.place(end);
        self.release(mark);
        Ok(())
    }

    /// Matches and binds, or jumps to `next` with nothing but the subject alive.
    fn lower_case_pattern(&mut self, pattern: &'a Pattern, subject: Reg, next: Label) -> Result<()> {
        if let Pattern::MatchAs(node) = pattern
            && node.pattern.is_none()
        {
            if let Some(name) = &node.name {
                self.store_name(name.range(), name, Val::borrowed(subject));
            }
            return Ok(());
        }
        let mark = self.mark();
        let mut names = Vec::new();
        captured_names(pattern, &mut names);
        let first = self.alloc_run(names.len() as u32);
        let captures =
            names.iter().enumerate().map(|(at, name)| (name.as_str(), first + at as u32)).collect();
        let held = names.len() as u32;
        let mut case = Case { base: mark, exits: Vec::new(), captures, held, has_captured: false };
        self.lower_pattern(pattern, Val::borrowed(subject), &mut case)?;
        for (at, name) in names.iter().enumerate() {
            self.store_name(name.range(), name, Val::temp(first + at as u32));
        }
        self.release(mark);
        let matched = self.label();
        self.jump(pattern.range(), matched);
        self.place_exits(pattern.range(), &case);
        self.jump(pattern.range(), next);
        self.place(matched);
        Ok(())
    }

    /// Emits the drops that failures jump to.
    fn place_exits(&mut self, at: TextRange, case: &Case<'a>) {
        for (count, exit) in case.exits.iter().enumerate().rev() {
            if let Some(exit) = exit {
                self.place(*exit);
            }
            if count > 0 {
                self.emit(at, Op::Drop, 0, case.base + count as u32 - 1, 0, 0);
            }
        }
    }

    /// Where to jump when matching fails with the temporaries that are in use now.
    fn exit(&mut self, case: &mut Case<'a>) -> Label {
        let mut count = self.state.next - case.base;
        if count == case.held && !case.has_captured {
            count = 0;
        }
        let index = count as usize;
        if case.exits.len() <= index {
            case.exits.resize(index + 1, None);
        }
        match case.exits[index] {
            Some(label) => label,
            None => {
                let label = self.label();
                case.exits[index] = Some(label);
                label
            }
        }
    }

    /// Matches `val`, which is consumed if it is a temporary.
    fn lower_pattern(&mut self, pattern: &'a Pattern, val: Val, case: &mut Case<'a>) -> Result<()> {
        let at = pattern.range();
        let mark = self.mark();
        match pattern {
            Pattern::MatchValue(node) => {
                let exit = self.exit(case);
                self.jump_compare(at, val, CmpOp::Eq, &node.value, false, exit)?;
            }
            Pattern::MatchSingleton(node) => self.match_singleton(at, node.value, val, case),
            Pattern::MatchSequence(node) => self.match_sequence(at, &node.patterns, val, case)?,
            Pattern::MatchMapping(node) => self.match_mapping(node, val, case)?,
            Pattern::MatchClass(node) => self.match_class(node, val, case)?,
            Pattern::MatchStar(node) => self.capture(at, node.name.as_ref(), val, case),
            Pattern::MatchAs(node) => {
                if let Some(inner) = &node.pattern {
                    self.lower_pattern(inner, Val::borrowed(val.reg), case)?;
                }
                self.capture(at, node.name.as_ref(), val, case);
            }
            Pattern::MatchOr(node) => self.match_any(node, val, case)?,
        }
        self.release(mark);
        Ok(())
    }

    /// Keeps `val` for a name, or drops it.
    fn capture(&mut self, at: TextRange, name: Option<&'a ast::Identifier>, val: Val, case: &mut Case<'a>) {
        let reg = name.and_then(|name| case.captures.get(name.as_str()));
        match reg.copied() {
            Some(reg) => {
                self.move_into(at, val, reg);
                case.has_captured = true;
            }
            None => self.discard(at, val),
        }
    }

    fn match_singleton(&mut self, at: TextRange, value: Singleton, val: Val, case: &mut Case<'a>) {
        let exit = self.exit(case);
        let constant = match value {
            Singleton::None => {
                self.emit_jump(at, Op::JumpIsNone, val.take_a(), val.reg, 0, exit);
                return;
            }
            Singleton::True => Constant::True,
            Singleton::False => Constant::False,
        };
        let other = self.alloc();
        self.load_constant(at, constant, other);
        self.emit_jump(at, Op::JumpIs, val.take_a() | TAKE_B, val.reg, other, exit);
    }

    /// Emits a test of `val` whose answer must be true.
    fn require(&mut self, at: TextRange, test: Op, val: Val, case: &mut Case<'a>) {
        let exit = self.exit(case);
        let answer = self.alloc();
        self.emit(at, test, 0, answer, val.reg, 0);
        self.emit_jump(at, Op::JumpIf, TAKE_A, answer, 0, exit);
        self.release(answer);
    }

    /// Compares the length of `val` with `count` by `test`, which must hold.
    fn require_length(&mut self, at: TextRange, test: Op, val: Val, count: usize, case: &mut Case<'a>) {
        let exit = self.exit(case);
        let length = self.alloc();
        self.emit(at, Op::GetLen, 0, length, val.reg, 0);
        let count = i16::try_from(count).unwrap_or(i16::MAX) as i32 as u32;
        self.emit_jump(at, test, TAKE_A, length, count, exit);
        self.release(length);
    }

    fn match_sequence(
        &mut self,
        at: TextRange,
        patterns: &'a [Pattern],
        val: Val,
        case: &mut Case<'a>,
    ) -> Result<()> {
        self.require(at, Op::MatchSequence, val, case);
        let star = patterns.iter().position(Pattern::is_match_star);
        match star {
            None => self.require_length(at, Op::JumpEqInt, val, patterns.len(), case),
            Some(_) if patterns.len() > 1 => {
                self.require_length(at, Op::JumpGeInt, val, patterns.len() - 1, case);
            }
            Some(_) => {}
        }
        if patterns.iter().all(is_wildcard) {
            self.discard(at, val);
            return Ok(());
        }
        match star {
            Some(star) if is_wildcard(&patterns[star]) => self.match_items(at, patterns, star, val, case),
            _ => self.match_unpacked(at, patterns, star, val, case),
        }
    }

    /// Around a `*_` items are taken one by one.
    fn match_items(
        &mut self,
        at: TextRange,
        patterns: &'a [Pattern],
        star: usize,
        val: Val,
        case: &mut Case<'a>,
    ) -> Result<()> {
        for (index, pattern) in patterns.iter().enumerate() {
            if is_wildcard(pattern) {
                continue;
            }
            let mark = self.mark();
            let item = self.alloc();
            if index < star {
                self.emit(at, Op::SubscrInt, 0, item, val.reg, index as u32);
            } else {
                self.emit(at, Op::GetLen, 0, item, val.reg, 0);
                let from_end = (patterns.len() - index) as u32;
                self.emit(at, Op::SubInt, 0, item, item, from_end);
                self.emit(at, Op::Subscr, 0, item, val.reg, item);
            }
            self.lower_pattern(pattern, Val::temp(item), case)?;
            self.release(mark);
        }
        self.discard(at, val);
        Ok(())
    }

    fn match_unpacked(
        &mut self,
        at: TextRange,
        patterns: &'a [Pattern],
        star: Option<usize>,
        val: Val,
        case: &mut Case<'a>,
    ) -> Result<()> {
        let count = patterns.len() as u32;
        let items = self.alloc_run(count);
        match star {
            None => self.emit(at, Op::UnpackSequence, val.take_b(), items, val.reg, count),
            Some(star) => {
                let counts = star as u32 | (count - star as u32 - 1) << 16;
                self.emit(at, Op::UnpackEx, val.take_b(), items, val.reg, counts);
            }
        }
        for (index, pattern) in patterns.iter().enumerate() {
            self.lower_pattern(pattern, Val::temp(items + index as u32), case)?;
        }
        Ok(())
    }

    fn match_mapping(
        &mut self,
        node: &'a ast::PatternMatchMapping,
        val: Val,
        case: &mut Case<'a>,
    ) -> Result<()> {
        let at = node.range;
        self.require(at, Op::MatchMapping, val, case);
        let count = node.keys.len();
        if count > 0 {
            self.require_length(at, Op::JumpGeInt, val, count, case);
        }
        let rest = node.rest.as_ref();
        if count == 0 && rest.is_none() {
            self.discard(at, val);
            return Ok(());
        }
        let keys = self.alloc();
        self.lower_tuple(at, &node.keys, keys)?;
        self.release(keys + 1);
        let values = self.alloc();
        self.emit(at, Op::MatchKeys, 0, values, val.reg, keys);
        let exit = self.exit(case);
        self.emit_jump(at, Op::JumpIsNone, WHEN_TRUE, values, 0, exit);
        match rest {
            Some(rest) => {
                let dict = self.alloc();
                self.emit(at, Op::BuildDict, 0, dict, dict, 0);
                self.emit(at, Op::DictUpdate, val.take_b(), dict, val.reg, 0);
                let each = self.alloc_run(count as u32);
                self.emit(at, Op::UnpackSequence, TAKE_B, each, keys, count as u32);
                for key in each..each + count as u32 {
                    self.emit(at, Op::DeleteSubscr, TAKE_B, dict, key, 0);
                }
                self.release(each);
                self.capture(at, Some(rest), Val::temp(dict), case);
                self.release(dict);
            }
            None => {
                self.emit(at, Op::Drop, 0, keys, 0, 0);
                self.discard(at, val);
            }
        }
        let items = self.alloc_run(count as u32);
        self.emit(at, Op::UnpackSequence, TAKE_B, items, values, count as u32);
        for (index, pattern) in node.patterns.iter().enumerate() {
            self.lower_pattern(pattern, Val::temp(items + index as u32), case)?;
        }
        Ok(())
    }

    fn match_class(&mut self, node: &'a ast::PatternMatchClass, val: Val, case: &mut Case<'a>) -> Result<()> {
        let at = node.range;
        let positional = &node.arguments.patterns;
        let keywords = &node.arguments.keywords;
        let window = self.alloc_run(3);
        self.move_into(at, val, window);
        self.expr_into(&node.cls, window + 1)?;
        let names =
            keywords.iter().map(|keyword| Constant::Str(keyword.attr.as_str().as_bytes().into())).collect();
        self.load_constant(at, Constant::Tuple(names), window + 2);
        self.emit(at, Op::MatchClass, 0, window, window, positional.len() as u32);
        self.release(window + 1);
        let exit = self.exit(case);
        self.emit_jump(at, Op::JumpIsNone, WHEN_TRUE, window, 0, exit);
        let count = (positional.len() + keywords.len()) as u32;
        if count == 0 {
            self.emit(at, Op::Drop, 0, window, 0, 0);
            return Ok(());
        }
        self.alloc_run(count - 1);
        self.emit(at, Op::UnpackSequence, 0, window, window, count);
        let patterns = positional.iter().chain(keywords.iter().map(|keyword| &keyword.pattern));
        for (index, pattern) in patterns.enumerate() {
            self.lower_pattern(pattern, Val::temp(window + index as u32), case)?;
        }
        Ok(())
    }

    /// `a | b | c`: each alternative reads the same value and captures into the same registers.
    fn match_any(&mut self, node: &'a ast::PatternMatchOr, val: Val, case: &mut Case<'a>) -> Result<()> {
        let at = node.range;
        let matched = self.label();
        let (last, first) = node.patterns.split_last().expect("an or-pattern has two alternatives or more");
        for pattern in first {
            let mark = self.mark();
            let captures = std::mem::take(&mut case.captures);
            let mut inner = Case { base: mark, exits: Vec::new(), captures, held: 0, has_captured: true };
            self.lower_pattern(pattern, Val::borrowed(val.reg), &mut inner)?;
            self.jump(at, matched);
            self.place_exits(at, &inner);
            self.release(mark);
            case.has_captured |= !inner.captures.is_empty();
            case.captures = inner.captures;
        }
        self.lower_pattern(last, Val::borrowed(val.reg), case)?;
        self.place(matched);
        self.discard(at, val);
        Ok(())
    }
}
