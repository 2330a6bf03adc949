//! The keys of a ledger: who has been handed which, and which of them seal.

use crate::domain::change::{Kind, Op, Value};
use crate::domain::id::{EntryId, Id, ReplicaId, hex};
use crate::domain::member::{self, Member};
use crate::error::Error;
use crate::say;
use crate::store::Reader;
use crate::store::query;
use crate::sync::key::{KeyId, LedgerKey, PublicKey};
use crate::sync::keyring::Keyring;
use std::collections::{BTreeMap, BTreeSet, HashSet};
use zeroize::Zeroizing;

/// Fresh chance, for a key that is handed to one member.
pub type Secret<'s> = &'s mut dyn FnMut() -> Result<Zeroizing<[u8; 32]>, Error>;

/// The ops that hand a key of the ledger to members, each by its record and its own key.
///
/// # Errors
/// A rule refuses what is no key of a member; the world, when there is no chance.
pub fn hand(
    reader: &Reader,
    (epoch, key): (u32, &LedgerKey),
    to: impl IntoIterator<Item = (Id, PublicKey)>,
    secret: Secret,
) -> Result<Vec<Op>, Error> {
    let hand = |(member, public): (Id, PublicKey)| {
        let sealed = key.hand_to(&public, &*secret()?);
        let sealed = sealed.ok_or_else(|| Error::Rule(say!("party-key-bad", name = public.fingerprint())))?;
        Ok(Op::create(Kind::Key, reader.fresh_id_near(member))
            .set("member", member)
            .set("epoch", i64::from(epoch))
            .set("sealed", hex(&sealed)))
    };
    to.into_iter().map(hand).collect()
}

/// Takes in the keys that the log hands to us; whether one of them is new.
pub fn learn(reader: &Reader, keys: &mut Keyring) -> Result<bool, Error> {
    let handed = query::exchange::keys_handed(reader)?;
    if handed.is_empty() {
        return Ok(false);
    }
    let others = others(reader, keys)?;
    Ok(learn_of(keys, &others, handed.iter().map(|(_, op)| op)))
}

/// The members who are others: what is handed to them need not be tried.
pub(super) fn others(reader: &Reader, keys: &Keyring) -> Result<HashSet<Id>, Error> {
    let own = keys.sign.public().0;
    let known = query::exchange::members(reader)?;
    let members = known.iter().filter_map(|(id, state)| Member::of(*id, state));
    Ok(members.filter(|member| member.public.is_some_and(|public| public != own)).map(|member| member.id).collect())
}

/// Takes in the keys that these ops hand to us; whether one of them is new.
pub(super) fn learn_of<'o>(keys: &mut Keyring, others: &HashSet<Id>, ops: impl IntoIterator<Item = &'o Op>) -> bool {
    let to_us = |op: &&Op| handed_to(op).is_none_or(|member| !others.contains(&member));
    let handed: Vec<_> = ops.into_iter().filter(to_us).filter_map(member::key_handed).collect();
    handed.iter().fold(false, |learned, (epoch, sealed)| keys.learn(*epoch, sealed) || learned)
}

fn handed_to(op: &Op) -> Option<Id> {
    let write = op.writes.iter().find(|write| write.field == "member")?;
    if let Value::Ref(member) = write.value { Some(member) } else { None }
}

/// The keys that may seal: those that the log hands out, and the first. A change of the key that an old state has lost gave the
/// key to nobody else; what it sealed could not be read.
pub(super) fn in_force(reader: &Reader, keys: &Keyring) -> Result<Keyring, Error> {
    let epochs = epochs(&handed_out(reader)?);
    let mut keys = keys.clone();
    if keys.keys.iter().any(|(epoch, _)| *epoch == 1) {
        keys.keys.retain(|(epoch, _)| epochs.contains(epoch));
    }
    Ok(keys)
}

/// The entries that hand out keys, each with the epoch of its key, in the order in which they came.
fn handed_out(reader: &Reader) -> Result<Vec<(EntryId, u32)>, Error> {
    let handed = query::exchange::keys_handed(reader)?;
    let epochs: BTreeMap<EntryId, u32> =
        handed.iter().filter_map(|(entry, op)| Some((*entry, member::key_handed(op)?.0))).collect();
    let mut found = Vec::new();
    for (entry, epoch) in epochs {
        found.extend(reader.entry(entry)?.map(|row| (row.seq, (entry, epoch))));
    }
    found.sort_unstable();
    Ok(found.into_iter().map(|(_, handed)| handed).collect())
}

/// The epochs that the log knows: the first, and those whose keys it hands out.
fn epochs(handed: &[(EntryId, u32)]) -> BTreeSet<u32> {
    handed.iter().map(|(_, epoch)| *epoch).chain([1]).collect()
}

/// The entries of one replica that hand out keys, by their numbers.
#[derive(Debug, Default)]
pub(super) struct Rotations {
    /// The epoch before, with whose key each of them is read.
    pub before: BTreeMap<u64, u32>,
    /// Where a file ends.
    pub ends: BTreeSet<u64>,
}

/// The entries of a replica of the root that hand out keys; nobody else's do.
///
/// A key is read with the one before it, so that whoever lacks it gets at the entry that hands it out: a file ends there. The one
/// before it is one that the log hands out, too: a change of the key that an old state has lost took its number away. Where a
/// key that is in force is handed on, a file ends before it, too: what stands there is not for who was removed with the key before.
pub(super) fn rotations(reader: &Reader, replica: ReplicaId, public: [u8; 32]) -> Result<Rotations, Error> {
    let mut found = Rotations::default();
    if query::exchange::root(reader)?.is_none_or(|root| root.public != public) {
        return Ok(found);
    }
    let handed = handed_out(reader)?;
    let epochs = epochs(&handed);
    let mut begun = BTreeSet::new();
    for (entry, epoch) in handed {
        let handed_on = !begun.insert(epoch);
        if let Some(row) = reader.entry(entry)?.filter(|row| row.head.replica == replica) {
            let number = row.head.number;
            found.before.insert(number, epochs.range(..epoch).next_back().copied().unwrap_or(1));
            found.ends.extend([number].into_iter().chain(handed_on.then_some(number - 1)));
        }
    }
    Ok(found)
}

/// A key that the root owes to members.
#[derive(Debug)]
pub struct Owed {
    /// The key, with its epoch.
    pub key: (u32, LedgerKey),
    /// Who lacks it.
    pub members: Vec<Member>,
    /// Ourselves: what we hand to ourselves with it tells later which key it was.
    pub us: Option<Member>,
}

impl Owed {
    /// The ops that hand it on.
    ///
    /// # Errors
    /// As [`hand`].
    pub fn ops(&self, reader: &Reader, secret: Secret) -> Result<Vec<Op>, Error> {
        let to = self.members.iter().chain(&self.us);
        hand(reader, (self.key.0, &self.key.1), to.filter_map(|one| Some((one.id, PublicKey(one.public?)))), secret)
    }
}

/// What the root, whose keys these are, owes: keys in force that a member has never got, since the change of the key had been
/// lost with an old state of the root when the member was admitted, and has come back from others.
///
/// Each member that stands was either handed a key, or admitted by an entry that had seen it handed out: an invitation has all keys.
pub fn owed(reader: &Reader, keys: &Keyring) -> Result<Vec<Owed>, Error> {
    let mut given: BTreeMap<EntryId, BTreeMap<Id, Op>> = BTreeMap::new();
    for (entry, op) in query::exchange::keys_handed(reader)? {
        given.entry(entry).or_default().extend(handed_to(&op).map(|member| (member, op)));
    }
    if given.is_empty() {
        return Ok(Vec::new());
    }
    let known = query::exchange::members(reader)?;
    let standing = known.iter().filter_map(|(id, state)| Some((Member::of(*id, state)?, state.seen("public_key"))));
    let standing: Vec<(Member, Vec<EntryId>)> =
        standing.filter(|(member, _)| member.public.is_some() && member.stands()).collect();
    let mut lacking: BTreeMap<EntryId, BTreeSet<Id>> = BTreeMap::new();
    for (entry, ops) in &given {
        let asked: Vec<_> = standing.iter().filter(|(member, _)| !ops.contains_key(&member.id)).collect();
        let admissions: Vec<EntryId> = asked.iter().flat_map(|(_, admitted)| admitted).copied().collect();
        let knew = query::exchange::having_seen(reader, *entry, &admissions)?;
        let lack = asked.into_iter().filter(|(_, admitted)| !admitted.iter().any(|admitted| knew.contains(admitted)));
        lacking.insert(*entry, lack.map(|(member, _)| member.id).collect());
    }
    if lacking.values().all(BTreeSet::is_empty) {
        return Ok(Vec::new());
    }
    // several entries may hand out one key: what they hand to ourselves tells, and who has it by one of them lacks nothing
    let mut by_key: BTreeMap<KeyId, (u32, LedgerKey, BTreeSet<Id>)> = BTreeMap::new();
    for (entry, ops) in &given {
        let ours = |op: &Op| {
            let (epoch, sealed) = member::key_handed(op)?;
            Some((epoch, keys.sign.receive(&sealed)?))
        };
        let Some((epoch, key)) = ops.values().find_map(ours) else { continue };
        let lack = &lacking[entry];
        by_key.entry(key.id()).or_insert((epoch, key, lack.clone())).2.retain(|member| lack.contains(member));
    }
    let members = || standing.iter().map(|(member, _)| member);
    let us = members().find(|member| member.public == Some(keys.sign.public().0));
    let owed = by_key.into_values().filter(|(.., lack)| !lack.is_empty()).map(|(epoch, key, lack)| Owed {
        key: (epoch, key),
        members: members().filter(|member| lack.contains(&member.id)).cloned().collect(),
        us: us.cloned(),
    });
    Ok(owed.collect())
}
