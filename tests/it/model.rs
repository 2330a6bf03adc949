//! A plain model of the ledger beside the store: lists of writes, searched from end to end.
//!
//! The model knows nothing of op lines, heads, folds or tables. It is asked what stands, what stood on a day, what an
//! undo gives back and when it must refuse; the store must say the same.

use duban::domain::change::{Kind, Op, VOID, Value};
use duban::domain::id::{EntryId, Id};
use duban::domain::ledger::Ledger;
use duban::store::query::{ledger, undo};
use duban::store::{Stamp, Store, StoreError};
use proptest::prelude::*;
use std::collections::{BTreeMap, BTreeSet};

/// What a record of the model is: an issue, or a measure of the issue of this number.
#[derive(Debug, Clone, Copy, PartialEq)]
enum What {
    Issue,
    Measure,
}

/// One value that one entry gave one field, what it took the place of, and which striking out it came to know of.
#[derive(Debug, Clone)]
struct Written {
    entry: usize,
    day: u8,
    value: Value,
    before: Option<usize>,
    knows: BTreeSet<usize>,
}

#[derive(Debug, Default)]
struct Model {
    /// record → field → every value it was ever given, in their order.
    records: Vec<(What, BTreeMap<&'static str, Vec<Written>>)>,
    entries: usize,
    /// Which entry takes back which.
    undoes: BTreeMap<usize, usize>,
}

/// Which writes count: all, or those of entries dated no later.
type Until = Option<u8>;

impl Model {
    fn counts(until: Until, written: &Written) -> bool {
        until.is_none_or(|day| written.day <= day)
    }

    /// The values of a field that nothing has taken the place of.
    fn standing(&self, record: usize, field: &str, until: Until) -> Vec<&Written> {
        let all = self.records[record].1.get(field).map_or(&[][..], Vec::as_slice);
        let counted = || all.iter().filter(|written| Model::counts(until, written));
        let replaced = |one: &Written, other: &Written| {
            let named = |entry| all.iter().find(|written| Some(written.entry) == entry);
            let mut before = other.before;
            // by way of those that are dated later, too: its author had seen them
            while let Some(hidden) = named(before).filter(|written| !Model::counts(until, written)) {
                before = hidden.before;
            }
            before == Some(one.entry)
        };
        counted().filter(|one| !counted().any(|other| replaced(one, other))).collect()
    }

    fn value(&self, record: usize, field: &str, until: Until) -> Value {
        self.standing(record, field, until).iter().map(|one| one.value.clone()).max().unwrap_or(Value::Null)
    }

    fn exists(&self, record: usize, until: Until) -> bool {
        let fields = self.records[record].1.keys();
        fields.into_iter().any(|field| self.standing(record, field, until).iter().any(|one| one.value != Value::Null))
    }

    /// Which entries a write named, by way of those that are dated later, too: of its own field and of striking out, and of
    /// every field where it strikes out.
    fn named(&self, record: usize, until: Until, field: &str, written: &Written) -> BTreeSet<usize> {
        let names = |one: &Written| one.knows.iter().copied().chain(one.before).collect::<Vec<_>>();
        let mut next = names(written);
        let mut found = BTreeSet::new();
        while let Some(entry) = next.pop() {
            if !found.insert(entry) {
                continue;
            }
            for (of, all) in &self.records[record].1 {
                let hidden = all.iter().filter(|one| one.entry == entry && !Model::counts(until, one));
                if *of == field || *of == VOID || field == VOID {
                    next.extend(hidden.flat_map(names));
                }
            }
        }
        found
    }

    /// Whether a striking out and a write of a field were made in knowledge of each other.
    fn acquainted(&self, record: usize, until: Until, void: &Written, (field, other): (&str, &Written)) -> bool {
        let saw = |field, written, entry| self.named(record, until, field, written).contains(&entry);
        void.entry == other.entry || saw(VOID, void, other.entry) || saw(field, other, void.entry)
    }

    /// Fields on which something stands against something else.
    fn disputed(&self, record: usize, until: Until) -> BTreeSet<String> {
        let mut disputed = BTreeSet::new();
        let voids = self.standing(record, VOID, until);
        let voids: Vec<_> = voids.into_iter().filter(|void| void.value != Value::Null).collect();
        for field in self.records[record].1.keys() {
            let standing = self.standing(record, field, until);
            let values: BTreeSet<_> = standing.iter().map(|one| &one.value).collect();
            if values.len() > 1 {
                disputed.insert((*field).to_owned());
            }
            let stranger =
                |one: &&Written| !voids.iter().any(|void| self.acquainted(record, until, void, (*field, *one)));
            if *field != VOID && !voids.is_empty() && standing.iter().any(stranger) {
                disputed.insert(VOID.to_owned());
            }
        }
        disputed
    }

    fn hidden(&self, record: usize, until: Until) -> bool {
        self.value(record, VOID, until) != Value::Null && !self.disputed(record, until).contains(VOID)
    }

    /// Writes one field; what stands already is not written again.
    fn write(&mut self, record: usize, field: &'static str, value: &Value, day: u8) -> bool {
        let before = self.standing(record, field, None).last().map(|one| one.entry);
        let unsettled = field == VOID && self.disputed(record, None).contains(VOID);
        if self.value(record, field, None) == *value && !unsettled {
            return false;
        }
        let knows = if field == VOID {
            let fields: Vec<&str> = self.records[record].1.keys().copied().collect();
            fields.iter().flat_map(|field| self.standing(record, field, None)).map(|one| one.entry).collect()
        } else if self.hidden(record, None) {
            self.standing(record, VOID, None).iter().map(|one| one.entry).collect()
        } else {
            BTreeSet::new()
        };
        let written = Written { entry: self.entries + 1, day, value: value.clone(), before, knows };
        self.records[record].1.entry(field).or_default().push(written);
        true
    }

    /// What the entry wrote: record, field, what it took the place of.
    fn of(&self, entry: usize) -> Vec<(usize, &'static str, Option<Written>)> {
        let mut found = Vec::new();
        for (n, (_, fields)) in self.records.iter().enumerate() {
            for (field, all) in fields {
                if let Some(one) = all.iter().find(|one| one.entry == entry) {
                    found.push((n, *field, all.iter().find(|old| Some(old.entry) == one.before).cloned()));
                }
            }
        }
        found
    }

    /// Whether a write is that of the entry, or brought it back by taking back what came after it.
    fn stands_for(&self, record: usize, field: &str, mut one: usize, entry: usize) -> bool {
        while one != entry {
            let Some(undone) = self.undoes.get(&one) else { return false };
            let written = self.records[record].1[field].iter().find(|written| written.entry == *undone);
            match written.and_then(|written| written.before) {
                Some(before) => one = before,
                None => return false,
            }
        }
        true
    }

    /// Whether the entry can be taken back: nobody wrote over it, refers to what it made, or unmade what it would bring back.
    fn can_undo(&self, entry: usize) -> bool {
        let writes = self.of(entry);
        let untouched = writes.iter().all(|(record, field, _)| {
            self.standing(*record, field, None).iter().all(|one| self.stands_for(*record, field, one.entry, entry))
        });
        let unmade: BTreeSet<usize> = writes
            .iter()
            .filter(|(record, _, _)| {
                let fields = self.records[*record].1.keys();
                fields.into_iter().all(|field| match writes.iter().find(|(r, f, _)| r == record && f == field) {
                    Some((_, _, before)) => before.as_ref().is_none_or(|old| old.value == Value::Null),
                    None => self.value(*record, field, None) == Value::Null,
                })
            })
            .map(|(record, _, _)| *record)
            .collect();
        let target = |value: &Value| match value {
            Value::Ref(id) => Some(id.0[0] as usize), // see `id`
            _ => None,
        };
        let referred = (0..self.records.len()).any(|record| {
            let refers = target(&self.value(record, "issue", None)).is_some_and(|issue| unmade.contains(&issue));
            refers && self.exists(record, None) && !unmade.contains(&record)
        });
        let returns_to_nothing = writes.iter().any(|(_, _, before)| {
            before.as_ref().and_then(|old| target(&old.value)).is_some_and(|issue| !self.exists(issue, None))
        });
        untouched && !referred && !returns_to_nothing
    }

    fn undo(&mut self, entry: usize, day: u8) {
        for (record, field, before) in self.of(entry) {
            let head = self.standing(record, field, None).last().expect("what is taken back stands").entry;
            let mut knows = BTreeSet::from([head]);
            let fields: Vec<&str> = self.records[record].1.keys().copied().collect();
            if field == VOID {
                if let Some(void) = &before {
                    let others = fields.iter().filter(|field| **field != VOID);
                    let heads = others
                        .flat_map(|field| self.standing(record, field, None).into_iter().map(|head| (*field, head)));
                    let (old, strange): (Vec<_>, Vec<_>) =
                        heads.partition(|head| self.acquainted(record, None, void, *head));
                    // who knows of an entry knows of all that it wrote
                    let beside = |head: &Written| strange.iter().any(|(_, other)| other.entry == head.entry);
                    knows.extend(old.iter().filter(|(_, head)| !beside(head)).map(|(_, head)| head.entry));
                }
            } else {
                let voids = self.standing(record, VOID, None);
                let voids: Vec<_> = voids.into_iter().filter(|void| void.value != Value::Null).collect();
                if before.iter().all(|old| voids.iter().any(|void| self.acquainted(record, None, void, (field, old)))) {
                    knows.extend(voids.iter().map(|void| void.entry));
                }
            }
            let value = before.map_or(Value::Null, |old| old.value);
            let written = Written { entry: self.entries + 1, day, value, before: Some(head), knows };
            self.records[record].1.entry(field).or_default().push(written);
        }
        self.entries += 1;
        self.undoes.insert(self.entries, entry);
    }
}

/// The id of a record of the model says which one it is.
fn id(record: usize) -> Id {
    Id::fresh((record as u64) << 40, 1, [7; 6])
}

fn text(value: &Value) -> Option<String> {
    match value {
        Value::Text(text) => Some(text.clone()),
        _ => None,
    }
}

/// An issue in sight: title, note and an own column, what is disputed, and its measures.
type Seen = (Id, [Option<String>; 3], Vec<String>, Vec<(Id, String)>);

/// What people would see: issues in sight with their fields, disputes and measures.
fn seen(model: &Model, until: Until) -> Vec<Seen> {
    let visible = |record: usize| model.exists(record, until) && !model.hidden(record, until);
    let issues = (0..model.records.len()).filter(|n| model.records[*n].0 == What::Issue && visible(*n));
    let mut seen: Vec<_> = issues
        .map(|n| {
            let fields = ["title", "note", "extra.列"].map(|field| text(&model.value(n, field, until)));
            let measures = (0..model.records.len()).filter(|m| {
                model.records[*m].0 == What::Measure
                    && visible(*m)
                    && model.value(*m, "issue", until) == Value::Ref(id(n))
            });
            let measures = measures.map(|m| (id(m), text(&model.value(m, "text", until)).unwrap_or_default()));
            (id(n), fields, model.disputed(n, until).into_iter().collect(), measures.collect())
        })
        .collect();
    seen.sort_by_key(|(id, ..)| *id);
    seen
}

fn shown(ledger: Ledger) -> Vec<Seen> {
    let mut shown: Vec<_> = ledger
        .issues
        .into_iter()
        .map(|issue| {
            let mut measures: Vec<_> = issue.milestones.into_iter().map(|m| (m.id, m.text)).collect();
            measures.sort();
            let own = issue.extra.into_iter().find(|(heading, _)| heading == "列").map(|(_, text)| text);
            let title = (!issue.title.is_empty()).then_some(issue.title);
            (issue.id, [title, issue.note, own], issue.conflicts, measures)
        })
        .collect();
    shown.sort_by_key(|(id, ..)| *id);
    shown
}

/// What is done, in plain numbers: a failure prints all that it takes to do it again.
#[derive(Debug, Clone)]
enum Act {
    Issue { text: u8 },
    Measure { of: u8, text: u8 },
    Set { edits: Vec<(u8, u8, u8)> },
    Move { which: u8, to: u8 },
    Void { which: u8, text: u8 },
    Undo { back: u8, nearest: bool },
    DryRun { which: u8, text: u8 },
}

/// One of so many, counted round and round.
fn one_of(which: u8, count: usize) -> Option<usize> {
    (count > 0).then(|| usize::from(which) % count)
}

fn act() -> impl Strategy<Value = (u8, Act)> {
    let which = any::<u8>;
    let act = prop_oneof![
        2 => (1u8..4).prop_map(|text| Act::Issue { text }),
        2 => (which(), 1u8..4).prop_map(|(of, text)| Act::Measure { of, text }),
        6 => prop::collection::vec((which(), 0u8..3, 0u8..4), 1..4).prop_map(|edits| Act::Set { edits }),
        1 => (which(), which()).prop_map(|(which, to)| Act::Move { which, to }),
        2 => (which(), 0u8..3).prop_map(|(which, text)| Act::Void { which, text }),
        4 => (which(), any::<bool>()).prop_map(|(back, nearest)| Act::Undo { back, nearest }),
        1 => (which(), 0u8..4).prop_map(|(which, text)| Act::DryRun { which, text }),
    ];
    (0u8..6, act)
}

/// What is done again and again to one issue: written, struck out, taken back.
fn quarrel() -> impl Strategy<Value = (u8, Act)> {
    let which = any::<u8>;
    let act = prop_oneof![
        4 => prop::collection::vec((which(), 0u8..3, 0u8..4), 1..4).prop_map(|edits| Act::Set { edits }),
        3 => (which(), 0u8..3).prop_map(|(which, text)| Act::Void { which, text }),
        6 => (which(), any::<bool>()).prop_map(|(back, nearest)| Act::Undo { back, nearest }),
    ];
    (0u8..6, act)
}

fn word(n: u8) -> Value {
    if n == 0 { Value::Null } else { Value::from(format!("字{n}")) }
}

/// The store and the model side by side.
struct Pair {
    store: Store,
    model: Model,
    entries: Vec<EntryId>,
    /// The digest before each entry.
    digests: Vec<String>,
}

impl Pair {
    fn stamp(day: u8) -> Stamp {
        Stamp {
            author: "office".into(),
            command: "test".into(),
            reason: None,
            day: format!("2019-09-{:02}", 1 + day).parse().unwrap(),
            at: "2019-09-01T09:00:00+08:00".into(),
            millis: 1_567_300_000_000,
            seed: [1; 32],
            undoes: None,
            dry_run: false,
        }
    }

    fn digest(&self) -> String {
        let check = self.store.check().unwrap();
        let problems: Vec<_> = check.problems.iter().filter(|problem| problem.key != "check-dangling").collect();
        assert!(problems.is_empty(), "{problems:?}");
        assert_eq!(check.entries, self.model.entries as u64);
        check.digest
    }

    /// The store takes the ops; the model says whether there is anything to write.
    fn transact(&mut self, day: u8, ops: Vec<Op>, written: bool) {
        let before = self.digest();
        let stamp = Pair::stamp(day);
        let recorded = self.store.transact(&stamp, |_| Ok::<_, StoreError>(ops)).unwrap();
        assert_eq!(recorded.entry.is_some(), written, "an entry where something changes, and only there");
        if let Some(entry) = recorded.entry {
            self.model.entries += 1;
            self.entries.push(entry);
            self.digests.push(before);
        }
    }

    fn kind(&self, record: usize) -> (Kind, [&'static str; 3]) {
        match self.model.records[record].0 {
            What::Issue => (Kind::Issue, ["title", "note", "extra.列"]),
            What::Measure => (Kind::Milestone, ["text", "deliverable", "due_text"]),
        }
    }

    fn play(&mut self, day: u8, act: &Act) {
        let count = self.model.records.len();
        let pick = |which: &u8| one_of(*which, count);
        match act {
            Act::Issue { text } => {
                self.model.records.push((What::Issue, BTreeMap::new()));
                self.model.write(count, "title", &word(*text), day);
                self.transact(day, vec![Op::create(Kind::Issue, id(count)).set("title", word(*text))], true);
            }
            Act::Measure { of, text } => {
                let Some(of) = self.issue(*of) else { return };
                self.model.records.push((What::Measure, BTreeMap::new()));
                self.model.write(count, "issue", &Value::Ref(id(of)), day);
                self.model.write(count, "text", &word(*text), day);
                let op = Op::create(Kind::Milestone, id(count)).set("issue", id(of)).set("text", word(*text));
                self.transact(day, vec![op], true);
            }
            Act::Set { edits } => {
                let mut ops: BTreeMap<usize, Op> = BTreeMap::new();
                let mut done = BTreeSet::new();
                let mut writes = Vec::new();
                for (which, field, text) in edits {
                    let Some(record) = pick(which) else { return };
                    let (kind, fields) = self.kind(record);
                    let field = fields[usize::from(*field)];
                    if done.insert((record, field)) {
                        let op = ops.remove(&record).unwrap_or(Op::on(kind, id(record)));
                        ops.insert(record, op.set(field, word(*text)));
                        writes.push((record, field, word(*text)));
                    }
                }
                let written =
                    writes.iter().filter(|(record, field, value)| self.model.write(*record, field, value, day)).count();
                self.transact(day, ops.into_values().collect(), written > 0);
            }
            Act::Move { which, to } => {
                let (Some(record), Some(to)) = (pick(which), self.issue(*to)) else { return };
                if self.model.records[record].0 == What::Measure {
                    let written = self.model.write(record, "issue", &Value::Ref(id(to)), day);
                    self.transact(day, vec![Op::on(Kind::Milestone, id(record)).set("issue", id(to))], written);
                }
            }
            Act::Void { which, text } => {
                let Some(record) = pick(which) else { return };
                let written = self.model.write(record, VOID, &word(*text), day);
                self.transact(day, vec![Op::on(self.kind(record).0, id(record)).set(VOID, word(*text))], written);
            }
            Act::Undo { back, nearest } => {
                let Some(back) = one_of(*back, self.entries.len()) else { return };
                let n = if *nearest { self.entries.len() - 1 } else { back };
                let (target, expected) = (self.entries[n], self.model.can_undo(n + 1));
                let before = self.digest();
                let stamp = Stamp { undoes: Some(target), ..Pair::stamp(day) };
                let undone = self.store.transact(&stamp, |reader| {
                    undo::restore(reader, &reader.entry(target)?.expect("the entry is here"))
                });
                match undone {
                    Ok(recorded) => {
                        assert!(expected, "entry {} was built on", n + 1);
                        self.model.undo(n + 1, day);
                        self.entries.push(recorded.entry.expect("an undo is an entry"));
                        self.digests.push(before);
                        if n + 2 == self.entries.len() {
                            assert_eq!(
                                self.digest(),
                                self.digests[n],
                                "the undo of the newest entry restores the state"
                            );
                        }
                    }
                    Err(StoreError::Rule(said)) => assert!(!expected, "entry {}: {said}", n + 1),
                    Err(error) => panic!("{error}"),
                }
            }
            Act::DryRun { which, text } => {
                let Some(record) = pick(which) else { return };
                let before = self.digest();
                let (kind, fields) = self.kind(record);
                let dry = Stamp { dry_run: true, ..Pair::stamp(day) };
                let ops = vec![Op::on(kind, id(record)).set(fields[0], word(*text))];
                self.store.transact(&dry, |_| Ok::<_, StoreError>(ops)).unwrap();
                assert_eq!(self.digest(), before);
            }
        }
    }

    /// An issue that exists, as a command would demand.
    fn issue(&self, which: u8) -> Option<usize> {
        let issues: Vec<usize> = (0..self.model.records.len())
            .filter(|n| self.model.records[*n].0 == What::Issue && self.model.exists(*n, None))
            .collect();
        one_of(which, issues.len()).map(|n| issues[n])
    }

    fn compare(&self) {
        let now = self.store.read(ledger::ledger).unwrap();
        assert_eq!(shown(now), seen(&self.model, None));
        for day in 0..6u8 {
            let date = format!("2019-09-{:02}", 1 + day).parse().unwrap();
            let past = self.store.read_as_of(date, ledger::ledger).unwrap();
            assert_eq!(shown(past), seen(&self.model, Some(day)), "as of {date}");
        }
        for record in 0..self.model.records.len() {
            let state = self.store.read(|reader| reader.state(id(record))).unwrap().unwrap();
            for field in self.model.records[record].1.keys() {
                assert_eq!(
                    *state.shown(field),
                    if *field == VOID && !self.model.hidden(record, None) {
                        Value::Null
                    } else {
                        self.model.value(record, field, None)
                    }
                );
                let heads: BTreeSet<EntryId> = state.fields[*field].iter().map(|head| head.entry).collect();
                let standing = self.model.standing(record, field, None);
                assert_eq!(heads, standing.iter().map(|one| self.entries[one.entry - 1]).collect());
            }
        }
    }
}

/// Plays the acts and compares what stands after them, now and on every day, also with tables made again.
fn plays(acts: &[(u8, Act)]) -> Pair {
    let store = Store::in_memory(&[1; 32]).unwrap();
    let mut pair = Pair { store, model: Model::default(), entries: Vec::new(), digests: Vec::new() };
    for (day, act) in acts {
        pair.play(*day, act);
    }
    pair.compare();
    pair.store.rebuild().unwrap();
    pair.compare();
    pair
}

proptest! {
    #![proptest_config(crate::cases(60))]

    #[test]
    fn the_ledger_is_what_a_plain_model_of_it_says(acts in prop::collection::vec(act(), 1..30)) {
        plays(&acts);
    }

    #[test]
    fn an_issue_that_is_struck_out_and_taken_back_is_what_a_plain_model_says(
        quarrel in prop::collection::vec(quarrel(), 4..20),
    ) {
        let mut acts = vec![(0, Act::Issue { text: 1 })];
        acts.extend(quarrel);
        plays(&acts);
    }
}

/// Taking back the second entry brings back a title that the striking out had not known, and an empty note that it had:
/// of one entry, one write was known and another was not.
#[test]
fn taking_back_a_settlement_never_hides_a_write_beside_one_that_was_known() {
    for settled in [Act::Void { which: 0, text: 0 }, Act::Void { which: 0, text: 1 }, Act::Void { which: 0, text: 2 }] {
        let acts = [
            Act::Issue { text: 1 },
            Act::Set { edits: vec![(0, 0, 2), (0, 1, 3)] },
            Act::Void { which: 0, text: 1 },
            Act::Undo { back: 1, nearest: false },
            settled,
            Act::Undo { back: 0, nearest: true },
        ];
        let pair = plays(&acts.map(|act| (0, act)));
        let issues = pair.store.read(ledger::ledger).unwrap().issues;
        assert_eq!(issues.len(), 1, "in dispute, so in sight");
        assert_eq!(issues[0].conflicts, [VOID]);
    }
}
