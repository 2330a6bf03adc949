//! Members of a ledger that is shared: who they are, what they may do, and whose entries are taken.

use crate::domain::change::{Kind, Op, Value};
use crate::domain::fold::State;
use crate::domain::id::{EntryId, Id, ReplicaId, parse_hex};
use crate::domain::say::Said;
use crate::say;
use chrono::NaiveDate;

/// What a member may do.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Role {
    /// 整改办: everything.
    Office,
    /// 督查办: checks what others did.
    Supervision,
    /// A responsible unit: reports on its own issues.
    Unit,
}

impl Role {
    /// The name in the log and in JSON.
    pub fn name(self) -> &'static str {
        match self {
            Role::Office => "office",
            Role::Supervision => "supervision",
            Role::Unit => "unit",
        }
    }

    /// The role of this name; newer versions may have more.
    pub fn named(name: &str) -> Option<Role> {
        [Role::Office, Role::Supervision, Role::Unit].into_iter().find(|role| role.name() == name)
    }

    /// What people call it.
    pub fn said(self) -> Said {
        match self {
            Role::Office => say!("party-role-office"),
            Role::Supervision => say!("party-role-supervision"),
            Role::Unit => say!("party-role-unit"),
        }
    }
}

/// Somebody who was invited to share the ledger.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Member {
    /// The record.
    pub id: Id,
    /// What it is called.
    pub name: String,
    /// What it may do; `None` where a newer version gave a role that we do not know.
    pub role: Option<Role>,
    /// The unit that it reports for.
    pub unit: Option<Id>,
    /// When it was invited.
    pub invited_on: Option<NaiveDate>,
    /// Its copy of the ledger, once it has joined.
    pub replica: Option<ReplicaId>,
    /// The key that signs its entries.
    pub public: Option<[u8; 32]>,
    /// When it was admitted.
    pub admitted_on: Option<NaiveDate>,
    /// When it was removed, if it was.
    pub removed_on: Option<NaiveDate>,
}

impl Member {
    /// Whether it was admitted, and not removed since.
    pub fn stands(&self) -> bool {
        self.admitted_on.is_some() && self.removed_on.is_none()
    }

    /// The member that a record makes; `None` of one that was struck out.
    pub fn of(id: Id, state: &State) -> Option<Member> {
        let text = |field: &str| match state.shown(field) {
            Value::Text(text) => Some(text.as_str()),
            _ => None,
        };
        let day = |field: &str| text(field).and_then(|day| day.parse().ok());
        (*state.shown("void") == Value::Null).then(|| Member {
            id,
            name: text("name").unwrap_or_default().to_owned(),
            role: text("role").and_then(Role::named),
            unit: match state.shown("unit") {
                Value::Ref(unit) => Some(*unit),
                _ => None,
            },
            invited_on: day("invited_on"),
            replica: text("replica").and_then(ReplicaId::parse),
            public: text("public_key").and_then(EntryId::parse).map(|key| key.0),
            admitted_on: day("admitted_on"),
            removed_on: day("removed_on"),
        })
    }
}

/// A key of the ledger as an op hands it to one member: its epoch, and what that member opens; `None` of any other op.
pub fn key_handed(op: &Op) -> Option<(u32, Vec<u8>)> {
    let value = |field: &str| op.writes.iter().find(|write| write.field == field).map(|write| &write.value);
    match (&op.kind, value("epoch"), value("sealed")) {
        (Kind::Key, Some(Value::Int(epoch)), Some(Value::Text(sealed))) => {
            Some((u32::try_from(*epoch).ok()?, parse_hex(sealed)?))
        }
        _ => None,
    }
}

/// Who signed something, as far as the file itself says.
#[derive(Debug, Clone, Copy)]
pub struct Claim {
    /// The replica that it is said to come from.
    pub replica: ReplicaId,
    /// The key that signed it.
    pub public: [u8; 32],
    /// Whether the replica's name was made of that key.
    pub made: bool,
    /// The key that this replica's entries have been signed with so far.
    pub pinned: Option<[u8; 32]>,
}

/// The member whose entries these are, if they are to be taken. Those of a member that was removed are taken, too: others may
/// have built on what whoever removed it had not seen; that counts for nothing (`rights`).
///
/// A replica belongs to the key that its member was admitted with, or whose key made its name: a member's copied ledger
/// goes on under a new name without anybody's leave, and nobody can take the name of another.
///
/// # Errors
/// When nobody was admitted with this key, or the name belongs to another key.
pub fn trusted<'m>(members: &'m [Member], claim: &Claim) -> Result<&'m Member, Said> {
    let replica = claim.replica.to_string()[..8].to_owned();
    let named = members.iter().find(|member| member.replica == Some(claim.replica));
    let owner = named.and_then(|member| member.public);
    let foreign = |key: Option<[u8; 32]>| key.is_some_and(|key| key != claim.public);
    if foreign(owner) || foreign(claim.pinned) || (named.is_none() && !claim.made) {
        return Err(say!("party-impostor", replica = replica));
    }
    let member = members.iter().find(|member| member.public == Some(claim.public));
    let member = member.filter(|member| member.admitted_on.is_some());
    member.ok_or_else(|| say!("party-stranger", replica = replica))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn member(seed: u8) -> Member {
        Member {
            id: Id([seed; 16]),
            name: format!("单位{seed}"),
            role: Some(Role::Unit),
            unit: None,
            invited_on: None,
            replica: Some(ReplicaId([seed; 16])),
            public: Some([seed; 32]),
            admitted_on: "2019-12-09".parse().ok(),
            removed_on: None,
        }
    }

    #[test]
    fn entries_are_taken_of_whom_the_office_admitted_and_of_nobody_else() {
        let removed = Member { removed_on: "2019-12-10".parse().ok(), ..member(3) };
        let invited = Member { replica: None, public: None, admitted_on: None, ..member(4) };
        let members = [member(1), member(2), removed, invited];
        let cases: [(u8, u8, bool, Option<u8>, &str); 10] = [
            (1, 1, false, None, ""),
            (1, 1, true, Some(1), ""),
            (9, 1, true, None, ""),
            (9, 1, false, None, "party-impostor"),
            (1, 2, true, None, "party-impostor"),
            (9, 2, true, Some(1), "party-impostor"),
            (3, 3, true, None, ""),
            (9, 3, true, None, ""),
            (9, 9, true, None, "party-stranger"),
            (4, 4, true, None, "party-stranger"),
        ];
        for (replica, key, made, pinned, expected) in cases {
            let claim = Claim {
                replica: ReplicaId([replica; 16]),
                public: [key; 32],
                made,
                pinned: pinned.map(|pinned| [pinned; 32]),
            };
            let found = trusted(&members, &claim).map_or_else(|said| said.key, |_| "");
            assert_eq!(found, expected, "{claim:?}");
        }
    }
}
