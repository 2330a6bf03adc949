//! People and units: who is meant by a name, and new ones where nobody is.

use crate::domain::change::{Kind, Op};
use crate::domain::id::Id;
use std::collections::HashMap;

/// Every owner by the normal form of its name.
///
/// A name of an owner that was merged into another means the other.
#[derive(Debug, Clone, Default)]
pub struct Owners {
    by_key: HashMap<String, Id>,
    names: HashMap<Id, String>,
}

impl Owners {
    /// Takes in what the ledger has: id, normal form of the name, the name, and whom it was merged into.
    pub fn new(known: impl IntoIterator<Item = (Id, String, String, Option<Id>)>) -> Owners {
        let mut owners = Owners::default();
        let mut merged = HashMap::new();
        for (id, key, name, into) in known {
            owners.by_key.entry(key).or_insert(id);
            owners.names.insert(id, name);
            merged.extend(into.map(|into| (id, into)));
        }
        for id in owners.by_key.values_mut() {
            for _ in 0..merged.len() {
                match merged.get(id).filter(|into| owners.names.contains_key(into)) {
                    Some(into) => *id = *into,
                    None => break,
                }
            }
        }
        owners
    }

    /// The owner of this name, if there is one.
    pub fn find(&self, key: &str) -> Option<Id> {
        self.by_key.get(key).copied()
    }

    /// What an owner is called.
    pub fn name(&self, id: Id) -> Option<&str> {
        self.names.get(&id).map(String::as_str)
    }

    /// The owner of this name; where there is none, a new one with the op that makes it.
    ///
    /// Two offices that make the same owner make the same record: its id follows from the name. Where that record has
    /// another name by now, `fresh` gives an id.
    pub fn named(&mut self, key: &str, name: &str, person: bool, fresh: impl FnOnce() -> Id) -> (Id, Option<Op>) {
        if let Some(id) = self.find(key) {
            return (id, None);
        }
        let derived = Id::derive(None, &["owner", key]);
        let id = if self.names.contains_key(&derived) { fresh() } else { derived };
        self.by_key.insert(key.to_owned(), id);
        self.names.insert(id, name.to_owned());
        (id, Some(Op::on(Kind::Owner, id).set("name", name).set("person", person)))
    }
}

/// The record of a duty: it follows from what it is, so that two offices that add the same one add it once.
pub fn duty_id(issue: Id, role: &str, owner: Id) -> Id {
    Id::derive(Some(issue), &["duty", role, &owner.to_string()])
}

/// The record of an area of an inspection.
pub fn area_id(inspection: Option<Id>, key: &str) -> Id {
    let inspection = inspection.map(|id| id.to_string()).unwrap_or_default();
    Id::derive(None, &["area", &inspection, key])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_merged_name_means_the_one_it_was_merged_into() {
        let id = |n| Id([n; 16]);
        let owners = Owners::new([
            (id(1), "党政办".into(), "党政办".into(), Some(id(2))),
            (id(2), "党政综合办公室".into(), "党政综合办公室".into(), None),
        ]);
        assert_eq!(owners.find("党政办"), Some(id(2)));
    }

    #[test]
    fn a_circle_of_merges_ends() {
        let id = |n| Id([n; 16]);
        let owners = Owners::new([
            (id(1), "甲".into(), "甲".into(), Some(id(2))),
            (id(2), "乙".into(), "乙".into(), Some(id(1))),
        ]);
        assert!(owners.find("甲").is_some());
    }

    #[test]
    fn a_new_owner_has_the_same_id_everywhere_and_is_made_once() {
        let mut owners = Owners::default();
        let (id, op) = owners.named("市财政局", "市财政局", false, || unreachable!());
        assert!(op.is_some());
        assert_eq!(owners.named("市财政局", "市财政局", false, || unreachable!()), (id, None));
        assert_eq!(Owners::default().named("市财政局", "市财政局", false, || unreachable!()).0, id);
    }
}
