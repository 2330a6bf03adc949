//! Which entries count: each is judged by what its author had seen, from the log alone, so that all replicas agree.
//!
//! What an entry is judged by never changes: the entries behind it. Two things come from outside of that, and both are
//! entries themselves: the removal of a member, which cuts off what whoever removed it had not seen, and a release.

use super::read::{Reader, Source};
use super::{Signer, StoreError, query};
use crate::domain::change::{Kind, Op, Value};
use crate::domain::fold::{self, State};
use crate::domain::id::{EntryId, FAMILY, Id, ReplicaId, hex};
use crate::domain::issue::Role as Duty;
use crate::domain::member::{Member, Role};
use crate::domain::rights::{self, Facts, Part, Why};
use rusqlite::{Connection, OptionalExtension, params};
use std::collections::{BTreeMap, BTreeSet, BinaryHeap, HashMap, HashSet, VecDeque};
use std::rc::Rc;

/// An entry that says something of another one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Mark {
    pub seq: i64,
    pub id: EntryId,
    pub day: i64,
}

/// What is said of one entry.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Out {
    /// Its author had no right to it.
    pub wrong: Option<Why>,
    /// Its author was removed by somebody who had not seen it.
    pub removed: Vec<Mark>,
    /// Entries that release it, as far as they count themselves.
    pub released: Vec<Mark>,
}

impl Out {
    fn marks(&self) -> impl Iterator<Item = &Mark> {
        self.removed.iter().chain(&self.released)
    }
}

/// The entries that something is said of.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Outs(BTreeMap<i64, Out>);

impl Outs {
    pub(super) fn load(conn: &Connection) -> Result<Outs, StoreError> {
        let mut outs = Outs::default();
        let mut stmt = conn.prepare_cached(
            "SELECT quarantine.entry, since, why, entry.id, entry.day FROM quarantine LEFT JOIN entry ON entry.seq = since
              ORDER BY quarantine.entry, since",
        )?;
        let mut rows = stmt.query([])?;
        while let Some(row) = rows.next()? {
            let out = outs.0.entry(row.get(0)?).or_default();
            match row.get::<_, Option<[u8; 32]>>(3)? {
                Some(id) => out.removed.push(Mark { seq: row.get(1)?, id: EntryId(id), day: row.get(4)? }),
                None => {
                    out.wrong = Some(Why::named(&row.get::<_, String>(2)?).ok_or(StoreError::damaged("quarantine"))?);
                }
            }
        }
        let mut stmt = conn.prepare_cached(
            "SELECT released.entry, by, entry.id, entry.day FROM released JOIN entry ON entry.seq = by
              ORDER BY released.entry, by",
        )?;
        let mut rows = stmt.query([])?;
        while let Some(row) = rows.next()? {
            let mark = Mark { seq: row.get(1)?, id: EntryId(row.get(2)?), day: row.get(3)? };
            outs.0.entry(row.get(0)?).or_default().released.push(mark);
        }
        Ok(outs)
    }

    /// Whether an entry does not count now.
    pub(super) fn is_out(&self, seq: i64) -> bool {
        !self.0.is_empty() && self.is_out_where(seq, &|_| true)
    }

    /// Whether an entry does not count where just these entries are known. A release names what came before it.
    pub(super) fn is_out_where(&self, seq: i64, known: &dyn Fn(&Mark) -> bool) -> bool {
        let Some(out) = self.0.get(&seq) else { return false };
        let releases = |mark: &Mark| known(mark) && !self.is_out_where(mark.seq, known);
        (out.wrong.is_some() || out.removed.iter().any(known)) && !out.released.iter().any(releases)
    }

    /// The days on which something was said of an entry, or of what was said.
    pub(super) fn days(&self, seq: i64) -> Vec<i64> {
        let Some(out) = self.0.get(&seq) else { return Vec::new() };
        out.marks().flat_map(|mark| [vec![mark.day], self.days(mark.seq)].concat()).collect()
    }

    /// The entries of which one of these says something, or of what says it.
    pub(super) fn said_by(&self, says: impl Fn(&Mark) -> bool) -> BTreeSet<i64> {
        let mut said = BTreeSet::new();
        for (seq, out) in self.0.iter().rev() {
            if out.marks().any(|mark| says(mark) || said.contains(&mark.seq)) {
                said.insert(*seq);
            }
        }
        said
    }

    /// Those that do not count now.
    pub(super) fn now(&self) -> impl Iterator<Item = (i64, &Out)> {
        self.0.iter().filter(|(seq, _)| self.is_out(**seq)).map(|(seq, out)| (*seq, out))
    }

    /// What is said of an entry.
    pub(super) fn of(&self, seq: i64) -> Option<&Out> {
        self.0.get(&seq)
    }

    fn put(&mut self, seq: i64, ruling: Ruling) {
        let released = self.0.remove(&seq).map(|out| out.released).unwrap_or_default();
        let out = Out { wrong: ruling.wrong, removed: ruling.removed, released };
        if out != Out::default() {
            self.0.insert(seq, out);
        }
    }

    fn release(&mut self, seq: i64, by: Mark) {
        let released = &mut self.0.entry(seq).or_default().released;
        if !released.contains(&by) {
            released.push(by);
            released.sort_unstable();
        }
    }
}

/// What is said of an entry when it is judged.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
struct Ruling {
    wrong: Option<Why>,
    removed: Vec<Mark>,
}

/// A member record as the root has written it.
#[derive(Debug)]
struct Enrolled {
    id: Id,
    ops: Vec<(Source, Op)>,
    /// The keys that were ever written there, in hexadecimal digits.
    keys: Vec<String>,
}

/// The members that a key was written for.
struct Holders {
    of_key: Vec<Rc<Enrolled>>,
    removals: Vec<Source>,
    /// An office all along: no matter what it had seen.
    office: bool,
    /// It is our own, and what we were invited as has not come yet.
    unknown: bool,
}

impl Enrolled {
    fn as_of(&self, known: impl Fn(&Source) -> bool) -> Option<Member> {
        let ops = self.ops.iter().filter(|(of, _)| known(of));
        let state = fold::fold(ops.map(|(of, op)| (of.id, op)))?;
        Member::of(self.id, &state)
    }

    fn writes(&self, field: &str) -> impl Iterator<Item = (&Source, &Value)> {
        let writes = self.ops.iter().flat_map(|(of, op)| op.writes.iter().map(move |write| (of, write)));
        writes.filter(move |(_, write)| write.field == field).map(|(of, write)| (of, &write.value))
    }
}

/// An entry that is to be judged.
struct Case<'o> {
    seq: i64,
    replica: ReplicaId,
    key: [u8; 32],
    /// Its ops, where they are at hand.
    ops: Option<&'o [Op]>,
}

/// The entries behind one.
#[derive(Debug, PartialEq, Eq)]
struct Past {
    below: i64,
    /// Of those that came here before it, the ones that its author had not seen, in their order.
    unseen: Vec<i64>,
}

impl Past {
    fn has(&self, seq: i64) -> bool {
        seq < self.below && self.unseen.binary_search(&seq).is_err()
    }

    /// What is behind an entry that has seen just these: what is behind them, and they.
    fn of(below: i64, deps: &[Rc<Past>]) -> Past {
        let newest = deps.iter().max_by_key(|past| past.below);
        let (first, mut unseen) = newest.map_or((0, Vec::new()), |past| (past.below + 1, past.unseen.clone()));
        unseen.extend(first..below);
        unseen.retain(|seq| !deps.iter().any(|past| past.below == *seq || past.has(*seq)));
        Past { below, unseen }
    }
}

/// So many entries are kept with what is behind them: what comes next builds on one of the last.
const PASTS: usize = 2048;

/// Who had not seen more than so many entries is looked at anew each time, so that memory stays small.
const LONG: usize = 4096;

/// So far a series is followed down to one of them; then it is quicker to go down from the newest entries.
const STEPS: usize = 16;

/// What is behind the last entries that were asked for.
#[derive(Default)]
struct Pasts {
    known: HashMap<i64, Rc<Past>>,
    order: VecDeque<i64>,
}

impl Pasts {
    fn keep(&mut self, past: Past) -> Rc<Past> {
        let past = Rc::new(past);
        if past.unseen.len() > LONG {
            return past;
        }
        if self.order.len() == PASTS
            && let Some(oldest) = self.order.pop_front()
        {
            self.known.remove(&oldest);
        }
        self.order.push_back(past.below);
        self.known.insert(past.below, Rc::clone(&past));
        past
    }

    /// What is behind an entry, where that follows from what is known of the ones that it had seen.
    fn follow(&mut self, conn: &Connection, seq: i64, steps: usize) -> Result<Option<Rc<Past>>, StoreError> {
        if let Some(past) = self.known.get(&seq) {
            return Ok(Some(Rc::clone(past)));
        }
        let Some(steps) = steps.checked_sub(1) else { return Ok(None) };
        let mut pasts: Vec<Rc<Past>> = Vec::new();
        // the newest first: what was written long ago is behind one of them, as a rule
        for dep in seen_by(conn, seq)?.into_iter().rev() {
            if pasts.iter().any(|past| past.has(dep)) {
                continue;
            }
            match self.follow(conn, dep, steps)? {
                Some(past) => pasts.push(past),
                None => return Ok(None),
            }
        }
        Ok(Some(self.keep(Past::of(seq, &pasts))))
    }

    /// The entries behind one that stands in the log; `frontier` are the newest ones before it.
    fn past(&mut self, conn: &Connection, frontier: &BTreeSet<i64>, seq: i64) -> Result<Rc<Past>, StoreError> {
        match self.follow(conn, seq, STEPS)? {
            Some(past) => Ok(past),
            None => Ok(self.keep(past(conn, frontier, seq)?)),
        }
    }
}

/// So many ops are kept, of the families that were asked for last.
const OPS: usize = 50_000;

/// The ops of families, as far as they have come: what a unit returns on an issue is judged by all that was written there.
#[derive(Default)]
struct Families {
    known: HashMap<[u8; FAMILY], Family>,
    order: VecDeque<[u8; FAMILY]>,
    ops: usize,
}

/// The ops of one family.
#[derive(Default)]
struct Family {
    /// The last chunk that they came from.
    newest: i64,
    ops: Rc<Vec<(Source, Op)>>,
}

impl Families {
    fn of(&mut self, reader: &Reader, family: [u8; FAMILY]) -> Result<Rc<Vec<(Source, Op)>>, StoreError> {
        let known = self.known.entry(family).or_insert_with(|| {
            self.order.push_back(family);
            Family::default()
        });
        let mut more = Vec::new();
        known.newest = reader.family_ops_after(family, known.newest, &mut more)?;
        self.ops += more.len();
        if !more.is_empty() {
            Rc::make_mut(&mut known.ops).append(&mut more);
        }
        let ops = Rc::clone(&known.ops);
        while self.ops > OPS
            && let Some(oldest) = self.order.pop_front()
            && let Some(gone) = self.known.remove(&oldest)
        {
            self.ops -= gone.ops.len();
        }
        Ok(ops)
    }
}

fn seen_by(conn: &Connection, seq: i64) -> Result<Vec<i64>, StoreError> {
    let mut stmt = conn.prepare_cached("SELECT dep FROM seen WHERE entry = ?1 ORDER BY dep")?;
    let deps = stmt.query_map([seq], |row| row.get(0))?;
    Ok(deps.collect::<Result<_, _>>()?)
}

/// Judges entries; keeps at hand what many are judged by.
#[derive(Default)]
pub(super) struct Court {
    #[allow(clippy::option_option)] // not looked up, nobody shares it, who does
    root: Option<Option<Signer>>,
    /// The key of this copy.
    own: Option<[u8; 32]>,
    keys: HashMap<ReplicaId, Option<[u8; 32]>>,
    enrolled: Option<Rc<Vec<Rc<Enrolled>>>>,
    holders: HashMap<[u8; 32], Rc<Holders>>,
    pasts: Pasts,
    families: Families,
    /// How far the series of a replica had been seen by the entry of a removal.
    reach: HashMap<(i64, ReplicaId), i64>,
}

impl Court {
    fn root(&mut self, reader: &Reader) -> Result<Option<Signer>, StoreError> {
        if self.root.is_none() {
            self.root = Some(query::exchange::root(reader)?);
            self.own = query::exchange::signer(reader, reader.replica()?)?.map(|signer| signer.public);
        }
        Ok(self.root.flatten())
    }

    fn key(&mut self, reader: &Reader, replica: ReplicaId) -> Result<Option<[u8; 32]>, StoreError> {
        if let Some(key) = self.keys.get(&replica) {
            return Ok(*key);
        }
        let key = query::exchange::signer(reader, replica)?.map(|signer| signer.public);
        self.keys.insert(replica, key);
        Ok(key)
    }

    /// The key of a replica whose entries are limited: not where nobody shares the ledger, not of the root, and not of
    /// entries that came without a signature, which are older than the sharing.
    fn limited(&mut self, reader: &Reader, replica: ReplicaId) -> Result<Option<[u8; 32]>, StoreError> {
        let Some(root) = self.root(reader)? else { return Ok(None) };
        Ok(self.key(reader, replica)?.filter(|key| *key != root.public))
    }

    /// Whether a replica signs with the key of who began to share.
    fn is_root(&mut self, reader: &Reader, replica: ReplicaId) -> Result<bool, StoreError> {
        let root = self.root(reader)?;
        let key = self.key(reader, replica)?;
        Ok(root.is_some_and(|root| key == Some(root.public)))
    }

    fn enrolled(&mut self, reader: &Reader) -> Result<Rc<Vec<Rc<Enrolled>>>, StoreError> {
        if let Some(enrolled) = &self.enrolled {
            return Ok(Rc::clone(enrolled));
        }
        let mut ids = reader.conn.prepare_cached("SELECT id FROM t_member UNION SELECT record FROM gone")?;
        let ids = ids.query_map([], |row| row.get(0).map(Id))?.collect::<Result<BTreeSet<_>, _>>()?;
        self.enroll(reader, ids)
    }

    /// Takes up the members that these records make, in place of what was known of them.
    fn enroll(&mut self, reader: &Reader, ids: BTreeSet<Id>) -> Result<Rc<Vec<Rc<Enrolled>>>, StoreError> {
        let known = self.enrolled.take().unwrap_or_default();
        let mut enrolled: Vec<Rc<Enrolled>> =
            known.iter().filter(|one| !ids.contains(&one.id)).map(Rc::clone).collect();
        for id in ids {
            let mut ops = Vec::new();
            for (of, op) in reader.all_ops(id)? {
                if op.kind == Kind::Member && self.is_root(reader, of.replica)? {
                    ops.push((of, op));
                }
            }
            if !ops.is_empty() {
                let mut one = Enrolled { id, ops, keys: Vec::new() };
                let keys = one.writes("public_key").filter_map(|(_, value)| match value {
                    Value::Text(hex) => Some(hex.clone()),
                    _ => None,
                });
                one.keys = keys.collect();
                enrolled.push(Rc::new(one));
            }
        }
        enrolled.sort_by_key(|one| one.id);
        self.holders.clear();
        let enrolled = Rc::new(enrolled);
        self.enrolled = Some(Rc::clone(&enrolled));
        Ok(enrolled)
    }

    /// Judges an entry that stands in the log, with all that came before it; `frontier` are the newest entries of then.
    fn judge(
        &mut self,
        reader: &Reader,
        outs: &Outs,
        case: &Case,
        frontier: &BTreeSet<i64>,
    ) -> Result<Ruling, StoreError> {
        let holders = self.holders(reader, case.key)?;
        let Holders { of_key, removals, .. } = &*holders;
        if holders.unknown {
            return Ok(Ruling::default());
        }
        let Some(first) = of_key.first() else {
            return Ok(Ruling { wrong: Some(Why::Stranger), removed: Vec::new() });
        };
        if holders.office {
            return Ok(Ruling {
                wrong: self.each_op(reader, case, |_, op| Ok(rule_of_office(op)))?,
                ..Ruling::default()
            });
        }
        let past = self.pasts.past(reader.conn, frontier, case.seq)?;
        let then = of_key.iter().find_map(|one| {
            let member = one.as_of(|of| past.has(of.seq))?;
            member.public.is_some_and(|key| key == case.key).then_some(member)
        });
        // who had not seen its own admission is what it was admitted as
        let then = match then {
            Some(member) => Some(member),
            None => first.as_of(|_| true).map(|member| Member { removed_on: None, ..member }),
        };
        let Some(member) = then else { return Ok(Ruling { wrong: Some(Why::Stranger), removed: Vec::new() }) };
        let mut removed = Vec::new();
        for removal in removals.iter().filter(|removal| !past.has(removal.seq)) {
            if case.seq > self.reach(reader.conn, removal.seq, case.replica)? {
                removed.push(Mark { seq: removal.seq, id: removal.id, day: removal.day });
            }
        }
        removed.sort_unstable();
        removed.dedup();
        if member.removed_on.is_some() {
            return Ok(Ruling { wrong: Some(Why::Removed), removed });
        }
        let scene = Scene { reader, outs, past, key: case.key, unit: member.unit };
        let mut scenes = Scenes::default();
        let wrong = self.each_op(reader, case, |court, op| {
            let facts = if member.role == Some(Role::Unit) { scene.facts(court, &mut scenes, op)? } else { nothing() };
            Ok(rights::may(member.role, op, &facts).err())
        })?;
        Ok(Ruling { wrong, removed })
    }

    /// The members that a key was written for.
    fn holders(&mut self, reader: &Reader, key: [u8; 32]) -> Result<Rc<Holders>, StoreError> {
        let all = self.enrolled(reader)?;
        if let Some(holders) = self.holders.get(&key) {
            return Ok(Rc::clone(holders));
        }
        let among = |is: &dyn Fn(&Enrolled) -> bool| -> Vec<Rc<Enrolled>> {
            all.iter().filter(|one| is(one)).map(Rc::clone).collect()
        };
        let hex = hex(&key);
        let mut of_key = among(&|one| one.keys.contains(&hex));
        let mut unknown = false;
        if of_key.is_empty() && self.own == Some(key) {
            // our own admission has not come yet: the invitation says what we shall be
            let invited = super::schema::meta(reader.conn, "member")?.and_then(|hex| Id::parse(&hex));
            of_key = among(&|one| Some(one.id) == invited);
            unknown = of_key.is_empty();
        }
        let removals = of_key.iter().flat_map(|one| one.writes("removed_on")).filter(|(_, day)| **day != Value::Null);
        let removals: Vec<Source> = removals.map(|(of, _)| *of).collect();
        let roles: BTreeSet<&Value> = of_key.iter().flat_map(|one| one.writes("role")).map(|(_, role)| role).collect();
        let office = removals.is_empty() && roles.into_iter().eq([&Value::from(Role::Office.name())]);
        let holders = Rc::new(Holders { of_key, removals, office, unknown });
        self.holders.insert(key, Rc::clone(&holders));
        Ok(holders)
    }

    /// The first thing that is wrong with an op of an entry.
    fn each_op(
        &mut self,
        reader: &Reader,
        case: &Case,
        mut rule: impl FnMut(&mut Court, &Op) -> Result<Option<Why>, StoreError>,
    ) -> Result<Option<Why>, StoreError> {
        let mut wrong = None;
        if let Some(ops) = case.ops {
            for op in ops {
                wrong = rule(self, op)?;
                if wrong.is_some() {
                    break;
                }
            }
            return Ok(wrong);
        }
        reader.for_each_op(case.seq, |op| {
            wrong = rule(self, &op)?;
            Ok(wrong.is_none())
        })?;
        Ok(wrong)
    }

    /// The newest entry of a replica that an entry had seen, by its place here; 0 where there is none.
    fn reach(&mut self, conn: &Connection, of: i64, replica: ReplicaId) -> Result<i64, StoreError> {
        if let Some(seq) = self.reach.get(&(of, replica)) {
            return Ok(*seq);
        }
        let mut deps = conn.prepare_cached("SELECT dep FROM seen WHERE entry = ?1")?;
        let mut written = conn.prepare_cached("SELECT 1 FROM entry WHERE seq = ?1 AND replica = ?2")?;
        let mut queue = BinaryHeap::new();
        let mut known = HashSet::new();
        let mut next = of;
        let found = loop {
            for dep in deps.query_map([next], |row| row.get::<_, i64>(0))? {
                let dep = dep?;
                if known.insert(dep) {
                    queue.push(dep);
                }
            }
            // the newest place comes first, and a series lies in its order
            match queue.pop() {
                None => break 0,
                Some(seq) if written.exists(params![seq, replica.0])? => break seq,
                Some(seq) => next = seq,
            }
        };
        self.reach.insert((of, replica), found);
        Ok(found)
    }
}

fn rule_of_office(op: &Op) -> Option<Why> {
    rights::may(Some(Role::Office), op, &nothing()).err()
}

/// What is known of a record where nothing need be known.
fn nothing() -> Facts {
    Facts { before: None, mine: true, closing: Value::Null, part: Part::None, own: BTreeSet::new() }
}

/// The entries behind one that stands in the log.
///
/// Goes down from the newest entries of then and from what the entry had seen, in the order of their places, until all that
/// is left was seen: so it costs what has been written beside the entry, not the log.
fn past(conn: &Connection, frontier: &BTreeSet<i64>, seq: i64) -> Result<Past, StoreError> {
    let deps = |of: i64| seen_by(conn, of);
    let mut seen: HashMap<i64, bool> = frontier.iter().map(|entry| (*entry, false)).collect();
    seen.extend(deps(seq)?.into_iter().map(|entry| (entry, true)));
    let mut queue: BinaryHeap<i64> = seen.keys().copied().collect();
    let mut beside = seen.values().filter(|seen| !**seen).count();
    let mut unseen = Vec::new();
    while beside > 0
        && let Some(next) = queue.pop()
    {
        let was_seen = seen[&next];
        if !was_seen {
            beside -= 1;
            unseen.push(next);
        }
        for dep in deps(next)? {
            match seen.get_mut(&dep) {
                None => {
                    seen.insert(dep, was_seen);
                    queue.push(dep);
                    beside += usize::from(!was_seen);
                }
                Some(known) if was_seen && !*known => {
                    *known = true;
                    beside -= 1;
                }
                Some(_) => {}
            }
        }
    }
    unseen.reverse(); // it went down
    Ok(Past { below: seq, unseen })
}

/// Where an author of a unit stood when it wrote.
struct Scene<'s, 'c> {
    reader: &'s Reader<'c>,
    outs: &'s Outs,
    past: Rc<Past>,
    key: [u8; 32],
    unit: Option<Id>,
}

/// What has been looked up for one entry.
#[derive(Default)]
struct Scenes {
    parts: HashMap<Id, Part>,
    same: HashMap<Id, bool>,
}

impl Scene<'_, '_> {
    /// Whether its author had seen an entry, and it counted for him.
    fn counts(&self, of: &Source) -> bool {
        self.past.has(of.seq) && !self.outs.is_out_where(of.seq, &|mark| self.past.has(mark.seq))
    }

    fn state(&self, court: &mut Court, record: Id) -> Result<Option<State>, StoreError> {
        let ops = court.families.of(self.reader, record.family())?;
        let ops = ops.iter().filter(|(of, op)| op.record == record && self.counts(of));
        Ok(fold::fold(ops.map(|(of, op)| (of.id, op))).filter(State::exists))
    }

    fn facts(&self, court: &mut Court, scenes: &mut Scenes, op: &Op) -> Result<Facts, StoreError> {
        let before = self.state(court, op.record)?;
        let ops = court.families.of(self.reader, op.record.family())?;
        let mut mine = true;
        for (of, _) in ops.iter().filter(|(of, other)| other.record == op.record && self.counts(of)) {
            mine &= court.key(self.reader, of.replica)? == Some(self.key);
        }
        drop(ops);
        let written = |field: &str| op.writes.iter().find(|write| write.field == field).map(|write| &write.value);
        let shown = |field: &str| before.as_ref().map(|state| state.shown(field));
        let mut issues: BTreeSet<Id> = BTreeSet::new();
        if op.kind == Kind::Issue {
            issues.insert(op.record);
        } else {
            issues.extend([written("issue"), shown("issue")].into_iter().flatten().filter_map(link));
        }
        // what is moved from one issue to another is judged by both
        let mut part = if issues.is_empty() { Part::None } else { Part::Answers };
        let mut closing = Value::Null;
        for issue in issues {
            part = part.min(self.part(court, scenes, issue, true)?);
            let stands = self.state(court, issue)?.map(|state| state.shown("closing").clone());
            closing = closing.max(stands.unwrap_or(Value::Null));
        }
        let mut own = BTreeSet::new();
        let named = ["unit", "owner"].into_iter().flat_map(|field| [written(field), shown(field)]).flatten();
        let named: Vec<Id> =
            named.filter_map(link).chain([op.record].into_iter().filter(|_| op.kind == Kind::Owner)).collect();
        for owner in named {
            if self.is_unit(court, scenes, owner)? {
                own.insert(owner);
            }
        }
        Ok(Facts { before, mine, closing, part, own })
    }

    /// What the unit has to do with an issue; a part without units shares its issue's.
    fn part(&self, court: &mut Court, scenes: &mut Scenes, issue: Id, upward: bool) -> Result<Part, StoreError> {
        if let Some(part) = scenes.parts.get(&issue) {
            return Ok(*part);
        }
        let Some(state) = self.state(court, issue)?.filter(|state| state.kind == Kind::Issue) else {
            return Ok(Part::None);
        };
        let mut by_record: BTreeMap<Id, Vec<(EntryId, &Op)>> = BTreeMap::new();
        let ops = court.families.of(self.reader, issue.family())?;
        for (of, op) in ops.iter().filter(|(of, op)| op.kind == Kind::Duty && self.counts(of)) {
            by_record.entry(op.record).or_default().push((of.id, op));
        }
        let (mut part, mut units) = (Part::None, 0);
        for duty in by_record.into_values().filter_map(fold::fold) {
            let owner = link(duty.shown("owner")).filter(|_| *duty.shown("void") == Value::Null);
            let role = match duty.shown("role") {
                Value::Text(name) => Duty::named(name),
                _ => None,
            };
            let (Some(owner), Some(role)) = (owner.filter(|_| link(duty.shown("issue")) == Some(issue)), role) else {
                continue;
            };
            let held = Part::of(role);
            units += usize::from(held == Part::Answers);
            if held > part && self.is_unit(court, scenes, owner)? {
                part = held;
            }
        }
        if upward
            && units == 0
            && let Some(parent) = link(state.shown("parent"))
        {
            part = part.max(self.part(court, scenes, parent, false)?);
        }
        if upward {
            scenes.parts.insert(issue, part);
        }
        Ok(part)
    }

    /// Whether an owner is the author's unit, or somebody who serves there.
    fn is_unit(&self, court: &mut Court, scenes: &mut Scenes, owner: Id) -> Result<bool, StoreError> {
        let Some(unit) = self.unit else { return Ok(false) };
        if let Some(same) = scenes.same.get(&owner) {
            return Ok(*same);
        }
        let (unit, who) = (self.resolved(court, unit)?, self.resolved(court, owner)?);
        let serves = self.state(court, who)?.and_then(|state| link(state.shown("unit")));
        let serves = serves.map(|serves| self.resolved(court, serves)).transpose()?;
        let same = who == unit || serves == Some(unit);
        scenes.same.insert(owner, same);
        Ok(same)
    }

    fn resolved(&self, court: &mut Court, mut owner: Id) -> Result<Id, StoreError> {
        for _ in 0..8 {
            match self.state(court, owner)?.and_then(|state| link(state.shown("alias_of"))) {
                Some(of) => owner = of,
                None => break,
            }
        }
        Ok(owner)
    }
}

fn link(value: &Value) -> Option<Id> {
    match value {
        Value::Ref(id) => Some(*id),
        _ => None,
    }
}

/// The newest entries, before one is put in.
pub(super) fn frontier(conn: &Connection) -> Result<BTreeSet<i64>, StoreError> {
    let mut stmt = conn.prepare_cached("SELECT entry FROM frontier")?;
    let entries = stmt.query_map([], |row| row.get(0))?;
    Ok(entries.collect::<Result<_, _>>()?)
}

/// Kinds that say something of other entries.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Touches {
    pub member: bool,
    pub release: bool,
}

impl Touches {
    pub(super) fn see(&mut self, kind: &Kind) {
        self.member |= *kind == Kind::Member;
        self.release |= *kind == Kind::Release;
    }
}

/// An entry that has just been put into the log.
pub(super) struct Arrived<'a> {
    pub seq: i64,
    pub replica: ReplicaId,
    pub touches: Touches,
    /// Its ops, where they are at hand.
    pub ops: Option<&'a [Op]>,
    /// The newest entries, before it.
    pub frontier: &'a BTreeSet<i64>,
}

/// Judges an entry that has just been put into the log, and what follows from it for others.
///
/// Returns why it does not count, if so, and the records of other entries that must be folded again.
pub(super) fn receive(
    reader: &Reader,
    court: &mut Court,
    arrived: &Arrived,
) -> Result<(Option<Why>, BTreeSet<Id>), StoreError> {
    let Arrived { seq, replica, touches, ops, frontier } = *arrived;
    let mut dirty = BTreeSet::new();
    let mut why = None;
    if let Some(key) = court.limited(reader, replica)? {
        let outs = reader.outs()?;
        let ruling = court.judge(reader, &outs, &Case { seq, replica, key, ops }, frontier)?;
        drop(outs);
        why = ruling.wrong.or(if ruling.removed.is_empty() { None } else { Some(Why::Removed) });
        if why.is_some() {
            reader.amend_outs(|outs| outs.put(seq, ruling))?;
            keep(reader, seq)?;
        }
    }
    if touches.release && court.root(reader)?.is_some() {
        let by = mark(reader.conn, seq)?;
        for target in released_by(reader, seq)? {
            reader.amend_outs(|outs| outs.release(target, by))?;
            keep(reader, target)?;
            dirty.extend(depending(reader, target)?);
        }
    }
    if touches.member && court.is_root(reader, replica)? {
        dirty.extend(judge_again(reader, court, seq)?);
    }
    Ok((why, dirty))
}

/// The records that an entry writes to, and those that it releases, and so on.
fn depending(reader: &Reader, seq: i64) -> Result<BTreeSet<Id>, StoreError> {
    let mut all = records(reader, seq)?;
    for target in released_by(reader, seq)? {
        all.extend(depending(reader, target)?);
    }
    Ok(all)
}

fn mark(conn: &Connection, seq: i64) -> Result<Mark, StoreError> {
    let mut stmt = conn.prepare_cached("SELECT id, day FROM entry WHERE seq = ?1")?;
    Ok(stmt.query_row([seq], |row| Ok(Mark { seq, id: EntryId(row.get(0)?), day: row.get(1)? }))?)
}

/// The entries that an entry says it releases.
fn released_by(reader: &Reader, seq: i64) -> Result<Vec<i64>, StoreError> {
    let mut targets = Vec::new();
    let mut found = reader.conn.prepare_cached("SELECT seq FROM entry WHERE id = ?1")?;
    reader.for_each_op(seq, |op| {
        for write in op.writes.iter().filter(|write| op.kind == Kind::Release && write.field == "entry") {
            let Value::Text(hex) = &write.value else { continue };
            let Some(id) = EntryId::parse(hex) else { continue };
            targets.extend(found.query_row([id.0], |row| row.get::<_, i64>(0)).optional()?);
        }
        Ok(true)
    })?;
    targets.retain(|target| *target < seq);
    Ok(targets)
}

/// The records that an entry writes to.
pub(super) fn records(reader: &Reader, seq: i64) -> Result<BTreeSet<Id>, StoreError> {
    let mut records = BTreeSet::new();
    reader.for_each_op(seq, |op| {
        records.insert(op.record);
        Ok(true)
    })?;
    Ok(records)
}

/// Puts down what is said of one entry.
fn keep(reader: &Reader, seq: i64) -> Result<(), StoreError> {
    let (conn, outs) = (reader.conn, reader.outs()?);
    conn.prepare_cached("DELETE FROM quarantine WHERE entry = ?1")?.execute([seq])?;
    conn.prepare_cached("DELETE FROM released WHERE entry = ?1")?.execute([seq])?;
    let mut insert = conn.prepare_cached("INSERT INTO quarantine (entry, since, why) VALUES (?1, ?2, ?3)")?;
    if let Some(out) = outs.of(seq) {
        if let Some(why) = out.wrong {
            insert.execute(params![seq, 0, why.name()])?;
        }
        for removal in &out.removed {
            insert.execute(params![seq, removal.seq, Why::Removed.name()])?;
        }
        let mut insert = conn.prepare_cached("INSERT INTO released (entry, by) VALUES (?1, ?2)")?;
        for release in &out.released {
            insert.execute(params![seq, release.seq])?;
        }
    }
    Ok(())
}

/// Judges the entries of the members again that the root has just written about in entry `by`; returns the records that
/// must be folded again.
fn judge_again(reader: &Reader, court: &mut Court, by: i64) -> Result<BTreeSet<Id>, StoreError> {
    let about = records(reader, by)?;
    court.enrolled(reader)?;
    let enrolled = court.enroll(reader, about.clone())?;
    let mut replicas: HashSet<ReplicaId> = HashSet::new();
    let named = enrolled.iter().filter(|one| about.contains(&one.id)).flat_map(|one| &one.keys);
    let named: HashSet<&str> = named.map(String::as_str).collect();
    let mut stmt = reader.conn.prepare_cached("SELECT replica, public FROM signer")?;
    let signers = stmt.query_map([], |row| Ok((ReplicaId(row.get(0)?), row.get::<_, [u8; 32]>(1)?)))?;
    for signer in signers {
        let (replica, key) = signer?;
        let meant = !named.is_empty() && named.contains(hex(&key).as_str());
        if (meant || court.own == Some(key)) && query::exchange::newest(reader, replica)?.is_some() {
            replicas.insert(replica);
        }
    }
    replicas
        .retain(|replica| court.keys.get(replica).copied().flatten() != court.root.flatten().map(|root| root.public));
    if replicas.is_empty() {
        return Ok(BTreeSet::new());
    }
    let before = reader.outs()?;
    let mut after = Outs::clone(&before);
    judge_all(reader, court, &mut after, Some(&replicas))?;
    let changed: BTreeSet<i64> = before.0.keys().chain(after.0.keys()).copied().collect();
    let changed: Vec<i64> = changed.into_iter().filter(|seq| before.of(*seq) != after.of(*seq)).collect();
    drop(before);
    reader.amend_outs(|outs| *outs = after)?;
    let mut dirty = BTreeSet::new();
    for seq in changed {
        keep(reader, seq)?;
        dirty.extend(depending(reader, seq)?);
    }
    Ok(dirty)
}

/// Judges all entries in the order in which they came, or those of some replicas.
fn judge_all(
    reader: &Reader,
    court: &mut Court,
    outs: &mut Outs,
    only: Option<&HashSet<ReplicaId>>,
) -> Result<(), StoreError> {
    let conn = reader.conn;
    let mut entries = conn.prepare("SELECT seq, replica FROM entry ORDER BY seq")?;
    let mut entries = entries.query([])?;
    let mut deps = conn.prepare("SELECT dep FROM seen WHERE entry = ?1")?;
    let mut frontier: BTreeSet<i64> = BTreeSet::new();
    while let Some(row) = entries.next()? {
        let (seq, replica) = (row.get(0)?, ReplicaId(row.get(1)?));
        if only.is_none_or(|only| only.contains(&replica))
            && let Some(key) = court.limited(reader, replica)?
        {
            let ruling = court.judge(reader, outs, &Case { seq, replica, key, ops: None }, &frontier)?;
            outs.put(seq, ruling);
        }
        if only.is_none() {
            let releases =
                if says(reader, seq, Kind::Release.name())? { released_by(reader, seq)? } else { Vec::new() };
            for target in releases {
                outs.release(target, mark(conn, seq)?);
            }
        }
        for dep in deps.query_map([seq], |row| row.get::<_, i64>(0))? {
            frontier.remove(&dep?);
        }
        frontier.insert(seq);
    }
    Ok(())
}

/// What the log says of which entries count, from nothing: no table is asked.
pub(super) fn from_log(reader: &Reader) -> Result<Outs, StoreError> {
    let mut court = Court::default();
    let mut outs = Outs::default();
    if court.root(reader)?.is_none() {
        return Ok(outs);
    }
    let ids = members_in_log(reader, &mut court)?;
    court.enroll(reader, ids)?;
    judge_all(reader, &mut court, &mut outs, None)?;
    Ok(outs)
}

/// The records of members that the root has written, as its entries name them.
fn members_in_log(reader: &Reader, court: &mut Court) -> Result<BTreeSet<Id>, StoreError> {
    let mut entries = reader.conn.prepare("SELECT seq, replica FROM entry ORDER BY seq")?;
    let mut rows = entries.query([])?;
    let mut ids = BTreeSet::new();
    while let Some(row) = rows.next()? {
        if court.is_root(reader, ReplicaId(row.get(1)?))? && says(reader, row.get(0)?, Kind::Member.name())? {
            reader.for_each_op(row.get(0)?, |op| {
                ids.extend(Some(op.record).filter(|_| op.kind == Kind::Member));
                Ok(true)
            })?;
        }
    }
    Ok(ids)
}

/// Whether the text of an entry has this kind in it, perhaps within a value.
fn says(reader: &Reader, seq: i64, kind: &str) -> Result<bool, StoreError> {
    let (needle, mut found) = (format!("\"{kind}\""), false);
    reader.for_each_text(seq, |text| {
        found |= has(text, needle.as_bytes());
        Ok(!found)
    })?;
    Ok(found)
}

fn has(text: &[u8], needle: &[u8]) -> bool {
    text.windows(needle.len()).any(|window| window == needle)
}

/// Puts down anew which entries count.
pub(super) fn rebuild(reader: &Reader) -> Result<(), StoreError> {
    reader.conn.execute_batch("DELETE FROM quarantine; DELETE FROM released")?;
    let outs = from_log(reader)?;
    let all: Vec<i64> = outs.0.keys().copied().collect();
    reader.amend_outs(|kept| *kept = outs)?;
    all.into_iter().try_for_each(|seq| keep(reader, seq))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn what_is_behind_an_entry_is_the_same_followed_and_walked(
            deps in prop::collection::vec(prop::collection::btree_set(1i64..12, 0..4), 1..60),
        ) {
            let conn = Connection::open_in_memory().unwrap();
            conn.execute_batch("CREATE TABLE seen (entry INTEGER, dep INTEGER, PRIMARY KEY (entry, dep))").unwrap();
            let (mut frontier, mut pasts) = (BTreeSet::new(), Pasts::default());
            for (seq, back) in (1i64..).zip(deps) {
                let deps: BTreeSet<i64> = back.into_iter().map(|back| seq - back).filter(|dep| *dep > 0).collect();
                for dep in &deps {
                    conn.execute("INSERT INTO seen (entry, dep) VALUES (?1, ?2)", [seq, *dep]).unwrap();
                }
                let walked = past(&conn, &frontier, seq).unwrap();
                if seq % 3 > 0 {
                    let followed = pasts.past(&conn, &frontier, seq).unwrap();
                    for before in 1..seq {
                        prop_assert_eq!(followed.has(before), walked.has(before), "{} behind {}", before, seq);
                    }
                }
                frontier.retain(|newest| !deps.contains(newest));
                frontier.insert(seq);
            }
        }
    }
}
