//! Where files lie between offices, and what goes wrong there.

use super::chance::Chance;
use duban::domain::say::Said;
use duban::exchange::place::{Listed, Place};
use std::cell::RefCell;
use std::collections::BTreeMap;

/// A file did not get there, or not whole: what the server says of it.
#[derive(Debug)]
pub struct Fault;

/// What exchange needs of a place for files. The simulated folder is one; the real ones go under the same offices.
pub trait Remote {
    /// Names and sizes; not every server shows at once what was written.
    fn list(&mut self) -> Vec<(String, usize)>;
    fn get(&mut self, name: &str) -> Option<Vec<u8>>;
    fn put(&mut self, name: &str, bytes: &[u8]) -> Result<(), Fault>;
    fn remove(&mut self, name: &str) -> Result<(), Fault>;
}

/// How badly a folder behaves, each in a hundred.
#[derive(Debug, Clone, Copy, Default)]
pub struct Weather {
    pub lag: u64,
    pub torn: u64,
    pub refused: u64,
    pub repeated: u64,
}

/// A shared folder: a share, a server or a stick that is passed round.
pub struct Folder {
    files: BTreeMap<String, Vec<u8>>,
    /// The names in the order in which they came.
    order: Vec<String>,
    pub weather: Weather,
    pub chance: Chance,
    /// How often something was written, and removed.
    pub puts: usize,
    pub removed: usize,
}

impl Folder {
    pub fn new(seed: u64, weather: Weather) -> Folder {
        Folder {
            files: BTreeMap::new(),
            order: Vec::new(),
            weather,
            chance: Chance::new(seed ^ 0xf01d),
            puts: 0,
            removed: 0,
        }
    }

    /// Somebody clears up, a disk loses something, a server renames a copy.
    pub fn lose_one(&mut self) {
        let names: Vec<String> = self.files.keys().cloned().collect();
        let Some(name) = self.chance.pick(&names).cloned() else { return };
        let bytes = self.files.remove(&name).unwrap_or_default();
        self.order.retain(|other| *other != name);
        if self.chance.percent(30) {
            let copy = format!("{name}.sync-conflict-20191209");
            self.order.push(copy.clone());
            self.files.insert(copy, bytes);
        }
    }

    /// Rubbish that has nothing to do with us, and files that look like ours.
    pub fn litter(&mut self) {
        let name = format!("Thumbs-{}.db", self.chance.below(5));
        let mut bytes = b"dubanSEG".to_vec();
        bytes.extend(self.chance.bytes::<40>());
        self.order.push(name.clone());
        self.files.insert(name, bytes);
    }

    pub fn len(&self) -> usize {
        self.files.len()
    }
}

impl Remote for Folder {
    fn list(&mut self) -> Vec<(String, usize)> {
        let mut names = self.order.clone();
        if self.chance.percent(self.weather.lag) {
            let hidden = self.chance.below(6);
            names.truncate(names.len().saturating_sub(hidden)); // the newest are not shown yet
        }
        if self.chance.percent(self.weather.repeated) {
            names.extend(names.clone().into_iter().take(3));
            self.chance.shuffle(&mut names);
        }
        names.into_iter().filter_map(|name| Some((name.clone(), self.files.get(&name)?.len()))).collect()
    }

    fn get(&mut self, name: &str) -> Option<Vec<u8>> {
        let mut bytes = self.files.get(name)?.clone();
        if self.chance.percent(self.weather.torn / 2) {
            bytes.truncate(self.chance.below(bytes.len())); // the line dropped
        }
        Some(bytes)
    }

    fn put(&mut self, name: &str, bytes: &[u8]) -> Result<(), Fault> {
        if self.chance.percent(self.weather.refused) {
            return Err(Fault);
        }
        let torn = self.chance.percent(self.weather.torn);
        let kept = if torn { &bytes[..self.chance.below(bytes.len())] } else { bytes };
        if self.files.insert(name.to_owned(), kept.to_vec()).is_none() {
            self.order.push(name.to_owned());
        }
        self.puts += 1;
        if torn { Err(Fault) } else { Ok(()) }
    }

    fn remove(&mut self, name: &str) -> Result<(), Fault> {
        if self.chance.percent(self.weather.refused) {
            return Err(Fault);
        }
        self.files.remove(name);
        self.order.retain(|other| other != name);
        self.removed += 1;
        Ok(())
    }
}

/// A folder as one office sees it while it keeps in step: the wire drops, and others come in between.
pub struct Wire<'f> {
    pub folder: &'f mut dyn Remote,
    pub chance: &'f RefCell<Chance>,
    /// What others do between our listing and our next step; whether they did anything.
    pub meanwhile: &'f mut dyn FnMut(&mut dyn Remote) -> bool,
    pub raced: bool,
    pub put: usize,
}

impl Wire<'_> {
    fn others(&mut self) {
        self.raced |= (self.meanwhile)(self.folder);
    }
}

/// The office ends here, at once.
pub fn killed() -> Said {
    Said { key: "killed", args: Vec::new() }
}

impl Place for Wire<'_> {
    fn list(&mut self) -> Result<Vec<Listed>, Said> {
        Ok(self.folder.list().into_iter().map(|(name, size)| Listed { name, size: size as u64 }).collect())
    }

    fn read(&mut self, names: &[&str], most: Option<u64>) -> Result<Vec<Option<Vec<u8>>>, Said> {
        self.others();
        let most = most.map_or(usize::MAX, |most| usize::try_from(most).unwrap());
        let mut one = |name: &&str| {
            let mut bytes = self.folder.get(name)?;
            bytes.truncate(most);
            Some(bytes)
        };
        Ok(names.iter().map(&mut one).collect())
    }

    fn write(&mut self, name: &str, bytes: &[u8]) -> Result<(), Said> {
        self.others();
        if self.chance.borrow_mut().percent(2) {
            return Err(killed());
        }
        self.put += 1;
        self.folder.put(name, bytes).map_err(|Fault| killed())
    }

    fn remove(&mut self, name: &str) -> Result<(), Said> {
        self.folder.remove(name).map_err(|Fault| killed())
    }
}
