//! The ops of one record become its state: for each field the writes that nobody has replaced.
//!
//! A pure function of the *set* of ops: any order and any repetition give the same state.

use crate::domain::change::{EXTRA, Field, Kind, Op, Type, VOID, Value, Write};
use crate::domain::id::{EntryId, Id};
use crate::domain::issue::Closing;
use sha2::{Digest, Sha256};
use std::collections::{BTreeMap, BTreeSet};

/// A write that stands: nobody who saw it has replaced it.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Head {
    /// The entry that wrote it.
    pub entry: EntryId,
    /// What it wrote.
    pub value: Value,
}

/// A record as its ops make it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct State {
    /// Its kind; where ops disagree (only a faulty program writes such), the first by name.
    pub kind: Kind,
    /// The heads of each field that was ever written, ordered by entry and value.
    pub fields: BTreeMap<Field, Vec<Head>>,
    /// Fields that were written without knowledge of the record's being struck out, while it is.
    ///
    /// Who strikes a record out names all the heads that were seen; who writes to one that is out of sight names what
    /// struck it out. What a standing striking out does not name, nor names it, was not seen.
    pub unseen: Vec<Field>,
}

/// Folds the ops of one record, each with the entry it came in; `None` without any op.
pub fn fold<'a>(ops: impl IntoIterator<Item = (EntryId, &'a Op)>) -> Option<State> {
    let mut kind: Option<&Kind> = None;
    let mut written: BTreeMap<&Field, Vec<(Head, &[EntryId])>> = BTreeMap::new();
    for (entry, op) in ops {
        if kind.is_none_or(|known| op.kind.name() < known.name()) {
            kind = Some(&op.kind);
        }
        for write in &op.writes {
            let head = Head { entry, value: write.value.clone() };
            written.entry(&write.field).or_default().push((head, write.pred.as_deref().unwrap_or_default()));
        }
    }
    for writes in written.values_mut() {
        let named = writes.iter().flat_map(|(head, pred)| pred.iter().filter(|pred| **pred != head.entry));
        let replaced: BTreeSet<EntryId> = named.copied().collect();
        writes.retain(|(head, _)| !replaced.contains(&head.entry));
        writes.sort();
    }
    let voids: Vec<&(Head, &[EntryId])> = written
        .get(&Field::Borrowed(VOID))
        .into_iter()
        .flatten()
        .filter(|(head, _)| head.value != Value::Null)
        .collect();
    let is_known =
        |(head, pred): &(Head, &[EntryId])| voids.iter().any(|(void, saw)| knew((void.entry, saw), (head.entry, pred)));
    let others = written.iter().filter(|(field, heads)| field.as_ref() != VOID && !heads.iter().all(is_known));
    let unseen = if voids.is_empty() { Vec::new() } else { others.map(|(field, _)| (*field).clone()).collect() };
    let fields = written.into_iter().map(|(field, writes)| {
        let mut heads: Vec<Head> = writes.into_iter().map(|(head, _)| head).collect();
        heads.dedup();
        (field.clone(), heads)
    });
    let fields = fields.collect();
    kind.map(|kind| State { kind: kind.clone(), fields, unseen })
}

/// Puts into an op what it replaced by way of ops that a view lacks: each of those by the entry it came in.
///
/// Who enters something for an earlier day than what stood there has seen it all the same: what that one had replaced does
/// not come back where that one is out of sight.
pub fn reach_through(op: &mut Op, lacking: &BTreeMap<EntryId, Vec<&Op>>) {
    for write in &mut op.writes {
        let Some(pred) = &mut write.pred else { continue };
        let mut next = 0;
        while let Some(entry) = pred.get(next) {
            next += 1;
            let of_field = |other: &&Write| [&write.field, VOID].contains(&other.field.as_ref()) || write.field == VOID;
            let named = lacking.get(entry).into_iter().flatten().flat_map(|op| &op.writes).filter(of_field);
            for entry in named.flat_map(|other| other.pred.iter().flatten()) {
                if !pred.contains(entry) {
                    pred.push(*entry);
                }
            }
        }
    }
}

/// Whether a striking out and another write of the record, each with what it names, knew of each other.
pub fn knew(void: (EntryId, &[EntryId]), other: (EntryId, &[EntryId])) -> bool {
    void.0 == other.0 || void.1.contains(&other.0) || other.1.contains(&void.0)
}

impl State {
    /// The state that a single op makes, with nothing before it.
    pub fn of(entry: EntryId, op: &Op) -> State {
        fold([(entry, op)]).expect("one op makes a state")
    }

    /// Whether anything is known of the record; one whose creation was undone does not exist.
    pub fn exists(&self) -> bool {
        self.fields.values().flatten().any(|head| head.value != Value::Null)
    }

    /// The value shown for a field.
    ///
    /// In a conflict one is chosen that is the same everywhere: something before nothing, then the larger
    /// value (arbitrary). Of limits the earlier one is shown, with its words, and closing at its least advanced, so that a
    /// dispute never hides that something is late, nor makes an issue look closed; a record
    /// that somebody struck out and somebody else edited, neither knowing, is shown.
    pub fn shown(&self, field: &str) -> &Value {
        if field == VOID && self.conflicts().any(|field| field.as_ref() == VOID) {
            return &Value::Null;
        }
        let Some(heads) = self.fields.get(field) else { return &Value::Null };
        let values = heads.iter().map(|head| &head.value);
        let chosen = if field == "due" {
            values.filter(|value| **value != Value::Null).min() // a disputed limit never hides that it has passed
        } else if field == "due_text" && self.fields.get("due").is_some_and(|heads| differ(heads)) {
            let due = self.shown("due");
            let of_due = self.fields["due"].iter().find(|head| head.value == *due).map(|head| head.entry);
            let with = heads.iter().find(|head| Some(head.entry) == of_due);
            with.map(|head| &head.value).or_else(|| heads.iter().map(|head| &head.value).max())
        } else if self.kind == Kind::Issue && field == "closing" {
            values.min_by_key(|value| match value {
                Value::Text(name) => Closing::named(name).unwrap_or(Closing::None),
                _ => Closing::None,
            })
        } else {
            values.max()
        };
        chosen.unwrap_or(&Value::Null)
    }

    /// Fields whose heads hold different values; an edit made unseen beside a `void` is one, too.
    pub fn conflicts(&self) -> impl Iterator<Item = &Field> {
        let unseen = |field: &str| field == VOID && !self.unseen.is_empty();
        let disputed = |field: &str, heads: &[Head]| differ(heads) && !is_generated(&self.kind, field);
        self.fields.iter().filter(move |(field, heads)| disputed(field, heads) || unseen(field)).map(|(field, _)| field)
    }

    /// What a write of the field names as replaced: its heads; who strikes a record out names every head, and who writes
    /// to one that is out of sight names what struck it out.
    pub fn seen(&self, field: &str) -> Vec<EntryId> {
        let hidden = *self.shown(VOID) != Value::Null;
        let named = |name: &str| field == VOID || name == field || (hidden && name == VOID);
        let fields = self.fields.iter().filter(|(name, _)| named(name));
        let mut seen: Vec<EntryId> = fields.flat_map(|(_, heads)| heads).map(|head| head.entry).collect();
        seen.sort_unstable();
        seen.dedup();
        seen
    }

    /// Fields that this version has no column for, or whose value does not fit its column.
    pub fn foreign(&self) -> Vec<&Field> {
        let Some(spec) = self.kind.spec() else { return self.fields.keys().collect() };
        let misfit = |field: &&Field| {
            let value = self.shown(field);
            let known = spec.fields.iter().find(|(name, _)| name == *field).map(|(_, kind)| *kind);
            match known {
                Some(kind) => !fits(value, kind),
                None if field.as_ref() == VOID || (spec.extra && field.starts_with(EXTRA)) => !fits(value, Type::Text),
                None => true,
            }
        };
        self.fields.keys().filter(misfit).collect()
    }

    /// Adds what is known of the record to a digest that is equal wherever the same values stand.
    pub fn digest(&self, record: Id, hash: &mut Sha256) {
        hash.update(record.0);
        put(hash, self.kind.name());
        if !self.unseen.is_empty() {
            hash.update([254]); // that edits stand against a striking out; which ones, its undo may not tell apart
        }
        for (field, heads) in &self.fields {
            let mut values: Vec<&Value> = heads.iter().map(|head| &head.value).collect();
            values.sort_unstable();
            values.dedup();
            if values == [&Value::Null] {
                continue; // as if it had never been written
            }
            put(hash, field);
            for value in values {
                match value {
                    Value::Null => hash.update([0]),
                    Value::Bool(yes) => hash.update([1, u8::from(*yes)]),
                    Value::Int(n) => {
                        hash.update([2]);
                        hash.update(n.to_be_bytes());
                    }
                    Value::Text(text) => {
                        hash.update([3]);
                        put(hash, text);
                    }
                    Value::Ref(id) => {
                        hash.update([4]);
                        hash.update(id.0);
                    }
                }
            }
            hash.update([255]);
        }
    }
}

/// Whether a field is worked out from the ledger as its office knows it, so that two offices that open the same week, or take
/// in the same sheet, may well write different things without anybody having decided anything: that is no dispute.
fn is_generated(kind: &Kind, field: &str) -> bool {
    match kind {
        Kind::Ask => field != VOID,
        Kind::Round => matches!(field, "number" | "opened_on" | "opened_by"),
        Kind::Return => matches!(field, "returned_by" | "file" | "digest" | "rows" | "changed" | "at"),
        _ => false,
    }
}

/// Whether a value can stand in a column of this type.
pub fn fits(value: &Value, kind: Type) -> bool {
    match (value, kind) {
        (Value::Null, _)
        | (Value::Text(_), Type::Text)
        | (Value::Int(_), Type::Int)
        | (Value::Bool(_), Type::Bool)
        | (Value::Ref(_), Type::Ref) => true,
        (Value::Text(text), Type::Date) => {
            let places = text.bytes().enumerate();
            let spelt = places
                .fold(0, |n, (at, c)| n + usize::from(if at == 4 || at == 7 { c == b'-' } else { c.is_ascii_digit() }));
            text.len() == 10 && spelt == 10 && text.parse::<chrono::NaiveDate>().is_ok()
        }
        (Value::Text(text), Type::Decimal) => text.parse::<rust_decimal::Decimal>().is_ok(),
        _ => false,
    }
}

fn differ(heads: &[Head]) -> bool {
    heads.windows(2).any(|pair| pair[0].value != pair[1].value)
}

fn put(hash: &mut Sha256, text: &str) {
    hash.update((text.len() as u64).to_be_bytes());
    hash.update(text.as_bytes());
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn entry(n: u8) -> EntryId {
        EntryId([n; 32])
    }

    fn write(value: &str, pred: &[u8]) -> Op {
        Op::on(Kind::Issue, Id([0; 16])).replace("title", value, pred.iter().map(|n| entry(*n)).collect())
    }

    #[test]
    fn a_write_replaces_only_what_it_names() {
        let (a, b, c) = (write("a", &[]), write("b", &[1]), write("c", &[1]));
        let state = fold([(entry(1), &a), (entry(2), &b), (entry(3), &c)]).unwrap();
        assert_eq!(state.seen("title"), [entry(2), entry(3)]);
        assert_eq!(state.conflicts().collect::<Vec<_>>(), ["title"]);
        let settled = write("b", &[2, 3]);
        let state = fold([(entry(1), &a), (entry(2), &b), (entry(3), &c), (entry(4), &settled)]).unwrap();
        assert_eq!(state.shown("title"), &Value::from("b"));
        assert_eq!(state.conflicts().count(), 0);
    }

    #[test]
    fn what_was_replaced_by_way_of_a_write_that_is_out_of_sight_does_not_come_back() {
        let (a, hidden, undone, mut late) = (write("a", &[]), write("b", &[1]), write("a", &[2]), write("c", &[3]));
        let heads = |late: &Op| fold([(entry(1), &a), (entry(4), late)]).unwrap().seen("title");
        assert_eq!(heads(&late), [entry(1), entry(4)]);
        reach_through(&mut late, &BTreeMap::from([(entry(2), vec![&hidden]), (entry(3), vec![&undone])]));
        assert_eq!(heads(&late), [entry(4)]);
        let mut beside = write("d", &[]);
        reach_through(&mut beside, &BTreeMap::from([(entry(2), vec![&hidden])]));
        assert_eq!(beside, write("d", &[]), "who has not seen it replaces nothing");
    }

    #[test]
    fn the_same_value_twice_is_no_conflict() {
        let (a, b) = (write("a", &[]), write("a", &[]));
        assert_eq!(fold([(entry(1), &a), (entry(2), &b)]).unwrap().conflicts().count(), 0);
    }

    #[test]
    fn what_two_offices_work_out_for_the_same_week_is_no_dispute() {
        let op = |kind, field: &'static str, value: &str| Op::on(kind, Id([0; 16])).replace(field, value, Vec::new());
        let disputed = |kind: Kind, field: &'static str| {
            let (a, b) = (op(kind.clone(), field, "a"), op(kind, field, "b"));
            fold([(entry(1), &a), (entry(2), &b)]).unwrap().conflicts().count()
        };
        assert_eq!((disputed(Kind::Round, "opened_by"), disputed(Kind::Ask, "text")), (0, 0));
        assert_eq!((disputed(Kind::Return, "returned_by"), disputed(Kind::Return, "day")), (0, 1));
        assert_eq!((disputed(Kind::Round, "return_by"), disputed(Kind::Issue, "title")), (1, 1));
    }

    #[test]
    fn a_disputed_issue_never_looks_closed() {
        let closing = |value: &str, pred: &[u8]| {
            Op::on(Kind::Issue, Id([0; 16])).replace("closing", value, pred.iter().map(|n| entry(*n)).collect())
        };
        let (a, b) = (closing("closed", &[]), closing("returned", &[]));
        let state = fold([(entry(1), &a), (entry(2), &b)]).unwrap();
        assert_eq!(state.shown("closing"), &Value::from("returned"));
    }

    #[test]
    fn an_edit_made_unseen_beside_a_striking_out_is_a_conflict_and_stays_in_sight() {
        let a = write("a", &[]);
        let void = Op::on(Kind::Issue, Id([0; 16])).replace(VOID, "double", vec![entry(1)]);
        let state = fold([(entry(1), &a), (entry(2), &void)]).unwrap();
        assert_eq!((state.shown(VOID), state.conflicts().count()), (&Value::from("double"), 0));
        let edit = write("b", &[1]);
        let state = fold([(entry(1), &a), (entry(2), &void), (entry(3), &edit)]).unwrap();
        assert_eq!((state.shown(VOID), state.conflicts().count()), (&Value::Null, 1));
        let settled = Op::on(Kind::Issue, Id([0; 16])).replace(VOID, "double", state.seen(VOID));
        let state = fold([(entry(1), &a), (entry(2), &void), (entry(3), &edit), (entry(4), &settled)]).unwrap();
        assert_eq!((state.shown(VOID), state.conflicts().count()), (&Value::from("double"), 0));
    }

    proptest! {
        #[test]
        fn any_order_and_repetition_of_ops_gives_the_same_state(
            writes in prop::collection::vec((0u8..4, prop::collection::vec(0u8..12, 0..3)), 1..12),
            shuffle in prop::collection::vec(any::<prop::sample::Index>(), 24),
        ) {
            // entry n may name only entries before it, as a hash chain guarantees
            let ops: Vec<(EntryId, Op)> = writes.iter().enumerate().map(|(n, (value, pred))| {
                let seen: Vec<u8> = pred.iter().copied().filter(|p| usize::from(*p) < n).collect();
                (entry(u8::try_from(n).unwrap()), write(&value.to_string(), &seen))
            }).collect();
            let straight = fold(ops.iter().map(|(e, op)| (*e, op)));
            let mut mixed: Vec<_> = shuffle.iter().map(|index| index.get(&ops)).collect();
            mixed.extend(ops.iter().rev());
            prop_assert_eq!(straight, fold(mixed.into_iter().map(|(e, op)| (*e, op))));
        }
    }
}
