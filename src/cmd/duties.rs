//! Who is what to an issue: one record for each, so that two offices may add to the same list.

use super::owners::Owners;
use crate::domain::change::{Kind, Op, VOID, Value};
use crate::domain::id::Id;
use crate::domain::issue::Role;
use crate::error::Error;
use crate::store::Reader;
use crate::store::query::rows;

/// The id of a duty: the same at every office.
pub fn id(issue: Id, role: Role, owner: Id) -> Id {
    Id::derive(Some(issue), &["duty", role.name(), &owner.to_string()])
}

fn op(op: Op, issue: Id, role: Role, owner: Id, position: usize) -> Op {
    let position = i64::try_from(position + 1).unwrap_or(i64::MAX);
    op.set("issue", issue).set("owner", owner).set("role", role.name()).set("position", position)
}

/// The duties of an issue that has just been made.
pub fn create(issue: Id, role: Role, owners: &[Id]) -> impl Iterator<Item = Op> {
    owners
        .iter()
        .enumerate()
        .map(move |(n, owner)| op(Op::create(Kind::Duty, id(issue, role, *owner)), issue, role, *owner, n))
}

/// Makes `wanted` the list in a role: what is missing from it is struck out, what is back is in force again.
pub fn replace(
    reader: &Reader,
    owners: &Owners,
    issue: Id,
    role: Role,
    wanted: &[Id],
    reason: &str,
) -> Result<Vec<Op>, Error> {
    let mut ops = Vec::new();
    let mut kept = Vec::new();
    for duty in rows::of_issue(reader, &Kind::Duty, issue)? {
        if duty.text("role") != Some(role.name()) {
            continue;
        }
        let owner = duty.link("owner").map(|owner| owners.resolve(owner));
        match wanted.iter().position(|wanted| Some(*wanted) == owner) {
            Some(place) if !kept.contains(&place) => {
                kept.push(place);
                let position = i64::try_from(place + 1).unwrap_or(i64::MAX);
                ops.push(Op::on(Kind::Duty, duty.id).set("position", position));
            }
            _ => ops.push(Op::on(Kind::Duty, duty.id).set(VOID, reason)),
        }
    }
    for (place, owner) in wanted.iter().enumerate().filter(|(place, _)| !kept.contains(place)) {
        let again = Op::on(Kind::Duty, id(issue, role, *owner));
        ops.push(op(again, issue, role, *owner, place).set(VOID, Value::Null));
    }
    Ok(ops)
}
