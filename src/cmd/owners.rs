//! Who is meant by a name, and what makes an owner of a name that nobody has yet.

use crate::app::App;
use crate::domain::change::{Kind, Op, VOID, Value};
use crate::domain::id::Id;
use crate::domain::say::Said;
use crate::error::Error;
use crate::grammar::names::{key, split};
use crate::grammar::search::{alike, nearest};
use crate::say;
use crate::store::Reader;
use crate::store::query::rows::{self, Row};
use std::collections::HashMap;

/// Every owner by the forms of its name, for one command; grows with those that the command makes.
pub struct Owners {
    by_key: HashMap<String, Id>,
    /// Names of owners that stand, by record.
    names: HashMap<Id, String>,
    /// What each merged owner was merged into.
    alias_of: HashMap<Id, Id>,
    /// Records of owners, also struck out ones, by the form of the name they have now.
    known: HashMap<Id, String>,
    /// Names already met in this command as they were written: a long import asks for the same ones again and again.
    met: HashMap<String, Id>,
    /// Which of them are people and which are units, where that is known.
    people: HashMap<Id, bool>,
    /// Where people serve.
    units: HashMap<Id, Id>,
    /// Those that the command makes.
    made: Vec<Id>,
}

impl Owners {
    /// Reads them once.
    pub fn load(reader: &Reader) -> Result<Owners, Error> {
        let mut owners = Owners {
            by_key: HashMap::new(),
            names: HashMap::new(),
            alias_of: HashMap::new(),
            known: HashMap::new(),
            met: HashMap::new(),
            people: HashMap::new(),
            units: HashMap::new(),
            made: Vec::new(),
        };
        let rows = rows::all_with_void(reader, &Kind::Owner)?;
        for row in &rows {
            let name = row.text("name").unwrap_or_default();
            owners.known.insert(row.id, key(name));
            if row.void().is_none() {
                owners.names.insert(row.id, name.to_owned());
                owners.alias_of.extend(row.link("alias_of").map(|target| (row.id, target)));
                owners.people.extend(row.yes("person").map(|person| (row.id, person)));
                owners.units.extend(row.link("unit").map(|unit| (row.id, unit)));
            }
        }
        // of two records with one name the unmerged one is meant, then the older one, the same at every office
        let mut standing: Vec<&Row> = rows.iter().filter(|row| row.void().is_none()).collect();
        standing.sort_by_key(|row| (row.link("alias_of").is_some(), row.id));
        for row in standing {
            let target = owners.resolve(row.id);
            owners.by_key.entry(key(row.text("name").unwrap_or_default())).or_insert(target);
        }
        Ok(owners)
    }

    /// The one that a merged owner was merged into; an unmerged one itself.
    pub fn resolve(&self, id: Id) -> Id {
        let mut at = id;
        for _ in 0..=self.alias_of.len() {
            match self.alias_of.get(&at).filter(|next| self.names.contains_key(next)) {
                Some(next) if *next != id => at = *next,
                _ => break, // the end, or a circle that two offices made unseen
            }
        }
        at
    }

    /// The records that mean this owner: its own, and those that were merged into it.
    pub fn merged_into(&self, id: Id) -> impl Iterator<Item = Id> {
        self.names.keys().copied().filter(move |other| self.resolve(*other) == id)
    }

    /// What an owner was merged into in one step.
    pub fn alias_of(&self, id: Id) -> Option<Id> {
        self.alias_of.get(&id).copied()
    }

    /// The name of an owner that stands.
    pub fn name(&self, id: Id) -> &str {
        self.names.get(&id).map_or("", String::as_str)
    }

    /// Whether it is a person; where nobody said, one who serves somewhere is.
    pub fn is_person(&self, id: Id) -> bool {
        self.people.get(&id).copied().unwrap_or_else(|| self.units.contains_key(&id))
    }

    /// Where a person serves.
    pub fn unit_of(&self, id: Id) -> Option<Id> {
        let own = self.units.get(&id).or_else(|| self.merged_into(id).find_map(|other| self.units.get(&other)));
        own.map(|unit| self.resolve(*unit)).filter(|unit| self.names.contains_key(unit))
    }

    /// The owner of this name, merged ones followed to the one they were merged into.
    pub fn find(&self, name: &str) -> Option<Id> {
        self.by_key.get(&key(name)).copied()
    }

    /// Whether an owner is a person, where that is known.
    pub fn sort_of(&self, id: Id) -> Option<bool> {
        self.people.get(&id).copied()
    }

    /// Whether nobody has a name yet.
    pub fn is_empty(&self) -> bool {
        self.names.is_empty()
    }

    /// The very record of this name, merged or not.
    pub fn record(&self, name: &str) -> Option<Id> {
        let key = key(name);
        let mut found: Vec<Id> =
            self.names.keys().filter(|id| self.known.get(id).is_some_and(|known| *known == key)).copied().collect();
        found.sort_by_key(|id| (self.alias_of.contains_key(id), *id));
        found.first().copied()
    }

    /// The owner of this name, or a refusal that names those most like it.
    pub fn must_find(&self, name: &str) -> Result<Id, Error> {
        self.find(name).ok_or_else(|| self.unknown(name))
    }

    /// The very record of this name, or the same refusal.
    pub fn must_find_record(&self, name: &str) -> Result<Id, Error> {
        self.record(name).ok_or_else(|| self.unknown(name))
    }

    fn unknown(&self, name: &str) -> Error {
        let like = nearest(name, self.names.values().map(String::as_str));
        Error::Usage(match &like[..] {
            [] => say!("owner-unknown", name = name),
            _ => say!("owner-unknown-like", name = name, like = like),
        })
    }

    /// The owner of this name; where nobody has it, a new one with the op that makes it.
    ///
    /// Its id follows from its name, so that two offices which both meet a new name make one owner of it.
    pub fn named(&mut self, name: &str, person: Option<bool>, fresh: impl FnOnce() -> Id) -> (Id, Option<Op>) {
        if let Some(id) = self.met.get(name) {
            return (*id, None);
        }
        let key = key(name);
        if let Some(id) = self.by_key.get(&key).copied() {
            self.met.insert(name.to_owned(), id);
            return (id, None);
        }
        let derived = Id::derive(None, &["owner", &key]);
        let id = match self.known.get(&derived) {
            Some(other) if *other != key => fresh(), // it was renamed since
            _ => derived,
        };
        let op = Op::on(Kind::Owner, id).set("name", name.trim()).set_if("person", person).set(VOID, Value::Null);
        self.by_key.insert(key.clone(), id);
        self.names.insert(id, name.trim().to_owned());
        self.known.insert(id, key);
        self.met.insert(name.to_owned(), id);
        self.people.extend(person.map(|person| (id, person)));
        self.made.push(id);
        (id, Some(op))
    }

    /// What to say of those that the command makes: a name that was mistyped is told by the ones like it.
    pub fn news(&self, app: &App) -> Vec<Said> {
        let dry = if app.dry_run { "yes" } else { "no" };
        let news = self.made.iter().map(|made| {
            let (name, is) = (self.name(*made), self.people.get(made));
            let sort = if is == Some(&true) { "person" } else { "unit" };
            let others = self.names.iter().filter(|(id, _)| {
                !self.made.contains(id) && (is.is_none() || self.people.get(id).is_none_or(|other| Some(other) == is))
            });
            let mut like: Vec<&str> = Vec::new();
            for near in alike(name, others.map(|(_, name)| name.as_str())) {
                let meant = self.find(near).map_or(near, |id| self.name(id)); // of an alias the one that it stands for
                if !like.contains(&meant) {
                    like.push(meant);
                }
            }
            match like.first() {
                None => say!("owner-new", name = name, sort = sort, dry = dry),
                Some(first) => {
                    say!("owner-new-like", name = name, sort = sort, dry = dry, first = *first, like = like.clone())
                }
            }
        });
        news.collect()
    }

    /// The owners in cells or options such as `市教育局、市财政局`, in their order and each once; new ones go to `ops`.
    pub fn of_cells<'t>(
        &mut self,
        reader: &Reader,
        cells: impl IntoIterator<Item = &'t str>,
        person: Option<bool>,
        ops: &mut Vec<Op>,
    ) -> Vec<Id> {
        let mut ids = Vec::new();
        for name in cells.into_iter().flat_map(split) {
            let (id, op) = self.named(&name, person, || reader.fresh_id());
            ops.extend(op);
            if !ids.contains(&id) {
                ids.push(id);
            }
        }
        ids
    }
}
