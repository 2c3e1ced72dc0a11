//! Sorting: `list.sort` and `sorted`.
//!
//! What is sorted is a permutation (item numbers), so that items and keys stay where they are while comparisons run
//! Python. Keys that are all small ints, all floats or all strings are compared as numbers; anything else goes through
//! a natural merge sort that never compares more than it must: runs are found as Tim Peters' listsort describes, merged
//! in the order of Munro and Wild's powersort ("Nearly-Optimal Mergesorts", 2018), galloping where one run wins often.

use super::{consume, list::List, range::Range};
use crate::{
    error::Result,
    native::{Answer, Resumable, Step},
    value::{Handle, Str, Trace, Tracer, Tuple, Value},
    vm::Vm,
};

/// `list.sort(key=key, reverse=reverse)`; gives `result`. `key` None sorts by the items. May be deferred.
pub fn sort_list(vm: &mut Vm, list: Handle<List>, key: Value, reverse: bool, result: Value) -> Result<Value> {
    let mut state =
        Sorting { items: list.items.replace(vm, Vec::new()), list, key, reverse, keys: Vec::new(), result };
    if state.key.is_none() {
        return state.finish(vm);
    }
    state.keys.reserve_exact(state.items.len());
    let depth = vm.frame_count();
    match state.run(vm)? {
        Some(result) => Ok(result),
        None => vm.defer_beneath(depth, false, Box::new(state)),
    }
}

/// `sorted(iterable, key=key, reverse=reverse)`: a new list. May be deferred.
pub fn sorted(vm: &mut Vm, iterable: &Value, key: Value, reverse: bool) -> Result<Value> {
    Range::check_count(vm, iterable)?;
    let finish: consume::Finish = if reverse { sort_reversed } else { sort_forward };
    consume::gather(vm, iterable, key, finish)
}

fn sort_forward(vm: &mut Vm, key: &Value, items: Vec<Value>) -> Result<Value> {
    sort_new(vm, items, key, false)
}
fn sort_reversed(vm: &mut Vm, key: &Value, items: Vec<Value>) -> Result<Value> {
    sort_new(vm, items, key, true)
}
/// Sorts a new list.
fn sort_new(vm: &mut Vm, items: Vec<Value>, key: &Value, reverse: bool) -> Result<Value> {
    let list = List::new(items);
    let result = list.to_value();
    sort_list(vm, list, key.clone(), reverse, result)
}

/// A sort whose keys are being made. The list is empty meanwhile, so that changes show.
struct Sorting {
    list: Handle<List>,
    items: Vec<Value>,
    keys: Vec<Value>,
    key: Value,
    reverse: bool,
    result: Value,
}

impl Sorting {
    /// Makes the keys that are missing, then sorts; nothing when a key comes later.
    fn run(&mut self, vm: &mut Vm) -> Result<Option<Value>> {
        while let Some(item) = self.items.get(self.keys.len()) {
            match vm.start_call(&self.key, std::slice::from_ref(item)) {
                Ok(Answer::Now(key)) => self.keys.push(key),
                Ok(Answer::Later) => return Ok(None),
                Err(raised) => {
                    self.put_back(vm);
                    return Err(raised);
                }
            }
        }
        self.finish(vm).map(Some)
    }
    /// Gives the list its items; true if a program has changed the list meanwhile.
    fn put_back(&mut self, vm: &mut Vm) -> bool {
        let items = std::mem::take(&mut self.items);
        let meanwhile = self.list.items.replace(vm, items);
        let changed = meanwhile.capacity() != 0;
        drop(meanwhile);
        changed
    }
    fn finish(&mut self, vm: &mut Vm) -> Result<Value> {
        let mut keys = std::mem::take(&mut self.keys);
        let by = if self.key.is_none() { None } else { Some(&mut keys[..]) };
        let sorted = sort_values(vm, &mut self.items, by, self.reverse);
        let changed = self.put_back(vm);
        drop(keys);
        sorted?;
        if changed {
            return Err(vm.value_error("list modified during sort"));
        }
        Ok(self.result.take())
    }
}

impl Resumable for Sorting {
    fn resume(&mut self, vm: &mut Vm, result: Result<Value>) -> Result<Step> {
        match result {
            Ok(key) if !key.is_undef() => self.keys.push(key),
            Ok(_) => {}
            Err(raised) => {
                self.put_back(vm);
                return Err(raised);
            }
        }
        Ok(self.run(vm)?.map_or(Step::Later { ends: false }, Step::Return))
    }
    fn trace(&self, tracer: &mut Tracer) {
        self.list.trace(tracer);
        self.items.trace(tracer);
        self.keys.trace(tracer);
        self.key.trace(tracer);
        self.result.trace(tracer);
    }
}

/// Sorts items, stably, by their keys or by themselves; the order of the keys is lost. When a comparison raises, the items
/// are all there in some order.
pub fn sort_values(
    vm: &mut Vm,
    items: &mut Vec<Value>,
    keys: Option<&mut [Value]>,
    reverse: bool,
) -> Result<()> {
    if items.len() < 2 {
        return Ok(());
    }
    if keys.is_none() && items.iter().all(Value::is_small) {
        // Small integers order as their words do.
        if !reverse && items.windows(2).all(|pair| pair[0].bits() <= pair[1].bits()) {
            return Ok(());
        }
        sort_small(items, reverse);
        return Ok(());
    }
    if items.len() <= FEW {
        return match keys {
            Some(keys) if keys.iter().all(Value::is_small) => {
                sort_few_by(items, keys, reverse);
                Ok(())
            }
            keys => sort_few(vm, items, keys, reverse),
        };
    }
    let by = keys.as_deref().unwrap_or(items);
    let (order, result) = match numeric_keys(by) {
        Some(numbers) => (sort_numbers(numbers, by, reverse), Ok(())),
        None => sort_general(vm, by, reverse),
    };
    let mut old = std::mem::take(items);
    *items = order.iter().map(|at| old[*at as usize].take()).collect();
    result
}

/// So many items are sorted where they are.
const FEW: usize = 12;

/// Sorts a few items in place with their keys, if they have some, with the comparisons that [`Sorter`] would make.
fn sort_few(vm: &mut Vm, items: &mut [Value], keys: Option<&mut [Value]>, reverse: bool) -> Result<()> {
    let (by, others) = match keys {
        Some(keys) => (keys, items),
        None => (items, &mut [][..]),
    };
    if reverse {
        by.reverse();
        others.reverse();
    }
    let result = sort_few_forward(vm, by, others);
    if reverse {
        by.reverse();
        others.reverse();
    }
    result
}

/// Sorts a few values and moves others, if there are any, with them.
fn sort_few_forward(vm: &mut Vm, by: &mut [Value], others: &mut [Value]) -> Result<()> {
    let falling = key_less(vm, &by[1], &by[0])?;
    let mut sorted = 2;
    while sorted < by.len() && key_less(vm, &by[sorted], &by[sorted - 1])? == falling {
        sorted += 1;
    }
    if falling {
        by[..sorted].reverse();
        if let Some(others) = others.get_mut(..sorted) {
            others.reverse();
        }
    }
    for at in sorted..by.len() {
        let (mut low, mut high) = (0, at);
        while low < high {
            let middle = (low + high) / 2;
            if key_less(vm, &by[at], &by[middle])? { high = middle } else { low = middle + 1 }
        }
        by[low..=at].rotate_right(1);
        if let Some(others) = others.get_mut(low..=at) {
            others.rotate_right(1);
        }
    }
    Ok(())
}

/// Sorts a few items in place by keys that are small integers.
fn sort_few_by(items: &mut [Value], keys: &[Value], reverse: bool) {
    let mut numbers = [0; FEW];
    for (number, key) in numbers.iter_mut().zip(keys) {
        // Falling order keeps equal items as they are, too.
        *number = if reverse { -key.small_unchecked() } else { key.small_unchecked() };
    }
    for at in 1..items.len() {
        let number = numbers[at];
        let mut to = at;
        while to > 0 && numbers[to - 1] > number {
            to -= 1;
        }
        if to < at {
            numbers[to..=at].rotate_right(1);
            items[to..=at].rotate_right(1);
        }
    }
}

/// Sorts small integers: equal ones cannot be told apart.
fn sort_small(items: &mut [Value], reverse: bool) {
    let mut numbers: Vec<i64> = items.iter().map(Value::small_unchecked).collect();
    numbers.sort_unstable();
    let place = |item: &mut Value, number: i64| *item = Value::small(number);
    if reverse {
        items.iter_mut().zip(numbers.into_iter().rev()).for_each(|(item, number)| place(item, number));
    } else {
        items.iter_mut().zip(numbers).for_each(|(item, number)| place(item, number));
    }
}

/// Keys of one kind as numbers in the same order, if they are all small ints, all floats but NaN, or all strings. Equal
/// numbers of strings leave it open: only the first eight bytes are in the number.
fn numeric_keys(keys: &[Value]) -> Option<Vec<(u64, u32)>> {
    let first = keys.first()?;
    let number: fn(&Value) -> Option<u64> = if first.is_small() {
        |key| key.as_small().map(|number| (number as u64) ^ (1 << 63))
    } else if first.is_float() {
        |key| {
            let float = key.as_float().filter(|float| !float.is_nan())?;
            // Adding zero makes one zero of both. Negative numbers order backwards by their bits.
            let bits = (float + 0.0).to_bits();
            Some(if bits >> 63 != 0 { !bits } else { bits | 1 << 63 })
        }
    } else if first.exact::<Str>().is_some() {
        |key| {
            let bytes = key.exact::<Str>()?.as_bytes();
            let mut head = [0; 8];
            let count = bytes.len().min(8);
            head[..count].copy_from_slice(&bytes[..count]);
            Some(u64::from_be_bytes(head))
        }
    } else {
        return None;
    };
    keys.iter().enumerate().map(|(at, key)| Some((number(key)?, at as u32))).collect()
}

fn sort_numbers(mut numbers: Vec<(u64, u32)>, keys: &[Value], reverse: bool) -> Vec<u32> {
    let text = |at: u32| keys[at as usize].exact::<Str>().map_or(&[][..], |text| text.as_bytes());
    let texts = keys[0].exact::<Str>().is_some();
    if reverse {
        numbers.reverse();
    }
    if texts {
        numbers.sort_by(|a, b| a.0.cmp(&b.0).then_with(|| text(a.1).cmp(text(b.1))));
    } else {
        numbers.sort_by_key(|number| number.0);
    }
    if reverse {
        numbers.reverse();
    }
    numbers.into_iter().map(|(_, at)| at).collect()
}

fn sort_general(vm: &mut Vm, keys: &[Value], reverse: bool) -> (Vec<u32>, Result<()>) {
    let mut order: Vec<u32> = (0..keys.len() as u32).collect();
    if reverse {
        order.reverse();
    }
    let mut sorter = Sorter { vm, keys, spare: Vec::new(), runs: Vec::new(), eager: FIRST_EAGER };
    let result = sorter.sort(&mut order);
    if reverse {
        order.reverse();
    }
    (order, result)
}

/// Whether `a < b`, without looking up methods where both are of the same simple kind.
fn key_less(vm: &mut Vm, a: &Value, b: &Value) -> Result<bool> {
    if Value::both_small(a, b) {
        return Ok(a.small_unchecked() < b.small_unchecked());
    }
    if let (Some(a), Some(b)) = (a.as_float(), b.as_float()) {
        return Ok(a < b);
    }
    if let (Some(a), Some(b)) = (a.exact::<Str>(), b.exact::<Str>()) {
        return Ok(a.as_bytes() < b.as_bytes());
    }
    if let (Some(a), Some(b)) = (a.exact::<Tuple>(), b.exact::<Tuple>()) {
        let (a, b) = (a.as_slice(), b.as_slice());
        for (a, b) in a.iter().zip(b) {
            if !vm.equal(a, b)? {
                return vm.deeper(|vm| key_less(vm, a, b));
            }
        }
        return Ok(a.len() < b.len());
    }
    vm.less(a, b)
}

/// Wins in a row after which a merge starts to gallop.
const FIRST_EAGER: usize = 7;

/// A merge sort under way.
struct Sorter<'a> {
    vm: &'a mut Vm,
    keys: &'a [Value],
    spare: Vec<u32>,
    /// Runs not yet merged: start, length, power of the boundary to the run behind.
    runs: Vec<(usize, usize, u32)>,
    eager: usize,
}

impl Sorter<'_> {
    #[inline]
    fn less(&mut self, a: u32, b: u32) -> Result<bool> {
        key_less(self.vm, &self.keys[a as usize], &self.keys[b as usize])
    }
    fn sort(&mut self, order: &mut [u32]) -> Result<()> {
        let length = order.len();
        let shortest = shortest_run(length);
        let mut start = 0;
        while start < length {
            let mut run = self.find_run(&mut order[start..])?;
            if run < shortest {
                let forced = shortest.min(length - start);
                self.insert_sort(&mut order[start..start + forced], run)?;
                run = forced;
            }
            if let Some(&(before, before_length, _)) = self.runs.last() {
                let power = boundary_power(before, before_length, run, length);
                while self.runs.len() > 1 && self.runs[self.runs.len() - 2].2 > power {
                    self.merge_last(order)?;
                }
                if let Some(last) = self.runs.last_mut() {
                    last.2 = power;
                }
            }
            self.runs.push((start, run, 0));
            start += run;
        }
        while self.runs.len() > 1 {
            self.merge_last(order)?;
        }
        Ok(())
    }
    /// The length of the run at the start; a strictly falling one is turned round.
    fn find_run(&mut self, order: &mut [u32]) -> Result<usize> {
        if order.len() < 2 {
            return Ok(order.len());
        }
        let falling = self.less(order[1], order[0])?;
        let mut length = 2;
        while length < order.len() && self.less(order[length], order[length - 1])? == falling {
            length += 1;
        }
        if falling {
            order[..length].reverse();
        }
        Ok(length)
    }
    /// Insertion sort of a slice whose first `sorted` items are in order, finding places by halving.
    fn insert_sort(&mut self, order: &mut [u32], sorted: usize) -> Result<()> {
        for at in sorted..order.len() {
            let item = order[at];
            let (mut low, mut high) = (0, at);
            while low < high {
                let middle = (low + high) / 2;
                if self.less(item, order[middle])? { high = middle } else { low = middle + 1 }
            }
            order.copy_within(low..at, low + 1);
            order[low] = item;
        }
        Ok(())
    }
    /// How many of `run` go before `item`: those less than it, and its equals too if `after_equals`. Looks at places
    /// in doubling distance, then halves.
    fn gallop(&mut self, item: u32, run: &[u32], after_equals: bool) -> Result<usize> {
        let (mut low, mut high, mut stride) = (0, run.len(), 1);
        while low + stride <= run.len() {
            let probe = run[low + stride - 1];
            let before = if after_equals { !self.less(item, probe)? } else { self.less(probe, item)? };
            if !before {
                high = low + stride - 1;
                break;
            }
            low += stride;
            stride *= 2;
        }
        while low < high {
            let middle = (low + high) / 2;
            let before =
                if after_equals { !self.less(item, run[middle])? } else { self.less(run[middle], item)? };
            if before { low = middle + 1 } else { high = middle }
        }
        Ok(low)
    }
    fn merge_last(&mut self, order: &mut [u32]) -> Result<()> {
        let (Some((_, right, power)), Some((start, left, _))) = (self.runs.pop(), self.runs.pop()) else {
            return Ok(());
        };
        self.runs.push((start, left + right, power));
        self.merge(&mut order[start..start + left + right], left)
    }
    /// Merges two runs that lie side by side.
    fn merge(&mut self, order: &mut [u32], middle: usize) -> Result<()> {
        // What is in place already at both ends need not move.
        let first = order[middle];
        let skipped = self.gallop(first, &order[..middle], true)?;
        let order = &mut order[skipped..];
        let middle = middle - skipped;
        if middle == 0 {
            return Ok(());
        }
        let last = order[middle - 1];
        let end = middle + self.gallop(last, &order[middle..], false)?;
        let order = &mut order[..end];
        let mut left = std::mem::take(&mut self.spare);
        left.clear();
        left.extend_from_slice(&order[..middle]);
        let result = self.merge_from(order, &left, middle);
        self.spare = left;
        result
    }
    /// Merges `left` with `order[right..]` into `order`. When a comparison raises, all items are in `order`.
    fn merge_from(&mut self, order: &mut [u32], left: &[u32], mut right: usize) -> Result<()> {
        let (mut taken, mut to) = (0, 0);
        let (mut left_wins, mut right_wins) = (0, 0);
        let result = loop {
            if taken == left.len() || right == order.len() {
                break Ok(());
            }
            if left_wins.max(right_wins) < self.eager {
                match self.less(order[right], left[taken]) {
                    Ok(true) => {
                        order[to] = order[right];
                        (right, right_wins, left_wins) = (right + 1, right_wins + 1, 0);
                    }
                    Ok(false) => {
                        order[to] = left[taken];
                        (taken, left_wins, right_wins) = (taken + 1, left_wins + 1, 0);
                    }
                    Err(raised) => break Err(raised),
                }
                to += 1;
                continue;
            }
            let more_left = match self.gallop(order[right], &left[taken..], true) {
                Ok(count) => count,
                Err(raised) => break Err(raised),
            };
            order[to..to + more_left].copy_from_slice(&left[taken..taken + more_left]);
            (taken, to) = (taken + more_left, to + more_left);
            if taken == left.len() {
                break Ok(());
            }
            let more_right = {
                let item = left[taken];
                match self.gallop(item, &order[right..], false) {
                    Ok(count) => count,
                    Err(raised) => break Err(raised),
                }
            };
            order.copy_within(right..right + more_right, to);
            (right, to) = (right + more_right, to + more_right);
            if more_left.max(more_right) < FIRST_EAGER {
                // It did not pay: one by one again, and slower to try.
                self.eager += 2;
                (left_wins, right_wins) = (0, 0);
            } else {
                self.eager = self.eager.saturating_sub(1).max(1);
            }
        };
        order[to..to + left.len() - taken].copy_from_slice(&left[taken..]);
        result
    }
}

/// The shortest run that is not lengthened by insertion: 32 to 64, so that the runs are near a power of two.
fn shortest_run(mut length: usize) -> usize {
    let mut rest = 0;
    while length >= 64 {
        rest |= length & 1;
        length >>= 1;
    }
    length + rest
}

/// Depth, in a perfectly balanced merge tree over `total` items, of the boundary between two runs side by side.
fn boundary_power(start: usize, left: usize, right: usize, total: usize) -> u32 {
    let (mut a, mut b) = (2 * start + left, 2 * start + 2 * left + right);
    let mut power = 0;
    loop {
        power += 1;
        if a >= total {
            a -= total;
            b -= total;
        } else if b >= total {
            return power;
        }
        a <<= 1;
        b <<= 1;
    }
}
