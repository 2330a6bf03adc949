//! Fills a ledger with entries, as commands would over months, to measure with: `entries LEDGER COUNT [REPLICAS [BESIDE]]`.
//!
//! `scripts/bench --exchange` runs it on a ledger that `duban share init` has begun. Without REPLICAS they are entries of that
//! replica: one in ten a new issue, the others returns and changed titles. With it, so many units are admitted, and each
//! writes returns on its own issue: a session at a time, in which it has seen all but the BESIDE sessions before its own.

use duban::domain::change::{Kind, Op};
use duban::domain::id::{EntryId, Id, LedgerId, ReplicaId, push_hex};
use duban::domain::issue::Role;
use duban::store::query::exchange;
use duban::store::{Mode, Reader, Signature, Signer, Store, StoreError};
use duban::sync::key::SignKey;
use duban::wire::{self, Head};
use sha2::{Digest, Sha256};
use std::collections::VecDeque;

/// 2019-12-09, in milliseconds since 1970.
const BEGIN: u64 = 1_575_853_200_000;

/// So many entries are taken in at a time.
const BATCH: usize = 20_000;

/// How many entries a unit writes in one go.
const SESSION: u64 = 10;

/// A series that goes on.
struct Author {
    ledger: LedgerId,
    replica: ReplicaId,
    newest: Option<(u64, EntryId)>,
}

impl Author {
    fn write(&mut self, at: u64, deps: Vec<EntryId>, ops: &[Op]) -> (Vec<u8>, Vec<u8>) {
        let mut body = Vec::new();
        for op in ops {
            wire::push_op(op, &mut body);
        }
        let (number, prev) = (self.newest.map_or(1, |(number, _)| number + 1), self.newest.map(|(_, id)| id));
        let head = Head {
            v: wire::VERSION,
            alg: 1,
            ledger: self.ledger,
            replica: self.replica,
            number,
            prev,
            deps: deps.into_iter().filter(|dep| Some(*dep) != prev).collect(),
            hlc: (BEGIN + at * 1000, 0),
            at: "2019-12-09T09:00:00+08:00".into(),
            day: "2019-12-09".parse().expect("a day"),
            author: "整改办 小李".into(),
            command: "progress add 8.2 --percent 60 --text …".into(),
            reason: None,
            undoes: None,
            ops: ops.len() as u64,
            body: wire::body_digest(Sha256::new().chain_update(&body)),
        };
        let line = head.line();
        self.newest = Some((number, wire::entry_id(&line)));
        (line, body)
    }

    fn id(&self) -> EntryId {
        self.newest.expect("it has written").1
    }
}

fn id(n: u64) -> Id {
    Id::fresh(BEGIN + n, 0, [1, 2, 3, 4, 5, 6])
}

fn issue(n: u64) -> Op {
    Op::create(Kind::Issue, id(n))
        .set("number", n.to_string())
        .set("title", format!("第{n}个问题：制度执行不到位，台账更新不及时"))
        .set("stage", "in_progress")
        .set("due", "2019-12-31")
}

fn progress(issue: u64, n: u64, unit: Option<Id>) -> Op {
    Op::create(Kind::Progress, Id::derive(Some(id(issue)), &["progress", &n.to_string()]))
        .set("issue", id(issue))
        .set("unit", unit)
        .set("day", "2019-12-09")
        .set("percent", i64::try_from(n % 100).expect("below 100"))
        .set("text", format!("本周已排查{n}处，完成整改{}处，其余按计划推进", n % 37))
}

/// Entries of one replica.
fn one(author: &mut Author, count: u64, deps: &mut Vec<EntryId>) -> Vec<(Vec<u8>, Vec<u8>)> {
    let mut titles: Vec<EntryId> = Vec::new();
    let entries = (0..count).map(|n| {
        let issues = n / 10 + 1;
        let op = match n % 10 {
            0 => issue(issues - 1),
            1 => {
                let of = usize::try_from(n * 7 % issues).expect("small");
                Op::on(Kind::Issue, id(of as u64)).replace("title", format!("改为第{n}版"), vec![titles[of]])
            }
            _ => progress(n * 7 % issues, n, None),
        };
        let entry = author.write(n, std::mem::take(deps), &[op]);
        match n % 10 {
            0 => titles.push(author.id()),
            1 => titles[usize::try_from(n * 7 % issues).expect("small")] = author.id(),
            _ => {}
        }
        entry
    });
    entries.collect()
}

struct Unit {
    author: Author,
    sign: SignKey,
    salt: [u8; 16],
    owner: Id,
}

fn unit(ledger: LedgerId, n: u64) -> Unit {
    let mut secret = [7; 32];
    secret[..8].copy_from_slice(&n.to_be_bytes());
    let (sign, salt) = (SignKey::new(&secret), [7; 16]);
    let author = Author { ledger, replica: sign.public().replica(&salt), newest: None };
    Unit { author, sign, salt, owner: id(10_000_000 + n) }
}

/// What the root writes down of a unit: its name, its issue, its part in it, its key.
fn admitted(unit: &Unit, n: u64) -> Vec<Op> {
    let mut key = String::new();
    push_hex(&unit.sign.public().0, &mut key);
    let duty = Id::derive(Some(id(n)), &["duty", "lead"]);
    vec![
        Op::create(Kind::Owner, unit.owner).set("name", format!("第{n}单位")).set("person", false),
        issue(n),
        Op::create(Kind::Duty, duty).set("issue", id(n)).set("owner", unit.owner).set("role", Role::LeadUnit.name()),
        Op::create(Kind::Member, id(20_000_000 + n))
            .set("name", format!("第{n}单位"))
            .set("role", "unit")
            .set("unit", unit.owner)
            .set("replica", unit.author.replica.to_string())
            .set("public_key", key)
            .set("admitted_on", "2019-12-09"),
    ]
}

fn main() -> Result<(), StoreError> {
    let mut given = std::env::args().skip(1).filter(|given| given != "--bench");
    let path = given.next().expect("a ledger");
    let mut number = |default: u64| given.next().map_or(default, |given| given.parse().expect("a number"));
    let (count, replicas, beside) = (number(100_000), number(0), number(30));
    let mut store = Store::open(path.as_ref(), Mode::Write, &[0; 32])?;
    let look = |reader: &Reader| -> Result<_, StoreError> {
        let (ledger, replica) = (reader.ledger()?, reader.replica()?);
        Ok((Author { ledger, replica, newest: exchange::newest(reader, replica)? }, reader.position()?))
    };
    let (mut own, mut position) = store.read(look)?;
    if replicas == 0 {
        let entries = one(&mut own, count, &mut position);
        return taken(&mut store, entries, &[]);
    }
    let mut units: Vec<Unit> = (0..replicas).map(|n| unit(own.ledger, n)).collect();
    let mut entries = Vec::new();
    for (n, unit) in (0..).zip(&units) {
        entries.push(own.write(n, std::mem::take(&mut position), &admitted(unit, n)));
    }
    let (mut written, mut at, mut chance) = (replicas, replicas, 1u64);
    // the sessions before one of which it has seen nothing
    let mut open: VecDeque<EntryId> = VecDeque::new();
    let mut seen: Vec<EntryId> = vec![own.id()];
    while written < count {
        chance = chance.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        let n = (chance >> 33) % replicas;
        let unit = &mut units[usize::try_from(n).expect("small")];
        let mut deps = seen.clone();
        for _ in 0..SESSION {
            let op = progress(n, written, Some(unit.owner));
            entries.push(unit.author.write(at, std::mem::take(&mut deps), &[op]));
            written += 1;
            at += 1;
        }
        open.push_back(unit.author.id());
        if u64::try_from(open.len()).expect("small") > beside {
            // what was beside is seen by whoever comes next, and stands for all behind it
            seen = open.drain(..).collect();
        }
        if entries.len() >= BATCH {
            taken(&mut store, std::mem::take(&mut entries), &signatures(&units))?;
            eprintln!("{written} entries");
        }
    }
    taken(&mut store, entries, &signatures(&units))
}

/// Signatures of what each unit has written last.
fn signatures(units: &[Unit]) -> Vec<Signature> {
    let of = |unit: &Unit| {
        let (number, entry) = unit.author.newest?;
        let signer = Signer { replica: unit.author.replica, public: unit.sign.public().0, salt: unit.salt };
        Some(Signature { signer, number, bytes: unit.sign.sign_entry(entry) })
    };
    units.iter().filter_map(of).collect()
}

fn taken(store: &mut Store, entries: Vec<(Vec<u8>, Vec<u8>)>, signatures: &[Signature]) -> Result<(), StoreError> {
    let count = entries.len();
    let absorbed = store.absorb_signed(entries, signatures)?;
    assert_eq!((absorbed.applied.len(), absorbed.wrong, absorbed.waiting), (count, 0, 0), "{:?}", absorbed.refused);
    Ok(())
}
