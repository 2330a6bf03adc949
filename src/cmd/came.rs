//! What came from other offices, in words: for `bundle in` and `sync` alike.

use super::share;
use crate::app::App;
use crate::domain::id::ReplicaId;
use crate::domain::member::Member;
use crate::domain::say::Said;
use crate::error::Error;
use crate::exchange::{Decide, Machine, Taken};
use crate::say;
use crate::store::query::{conflict, exchange};
use crate::store::{KeptOut, Reader, Store};
use crate::sync::keyring::Keyring;
use zeroize::Zeroizing;

impl Machine for App<'_> {
    fn keys(&self, store: &mut Store) -> Result<Keyring, Error> {
        share::keys(self, store)
    }

    fn save(&self, keys: &Keyring) -> Result<(), Error> {
        self.keys().save(keys).map(|_| ()).map_err(Error::World)
    }

    fn become_another(&self, store: &mut Store, keys: Keyring, why: &Said, from: u64) -> Result<(), Error> {
        self.become_another(store, keys, why, Some(from)).map(|_| ())
    }

    fn witness(&self, store: &Store) -> Result<(), Error> {
        self.witness(store)
    }

    fn secret(&self) -> Result<Zeroizing<[u8; 32]>, Error> {
        share::secret()
    }

    fn record(&self, store: &mut Store, decide: Decide) -> Result<(), Error> {
        store.transact(&self.stamp(None)?, decide).map(|_| ())
    }
}

/// Tells from whom entries came, what waits, and what a person must look at.
pub fn tell(app: &App, store: &Store, taken: &Taken) -> Result<(), Error> {
    let conflicts = store.read(|reader| Ok::<_, Error>(conflict::count(reader)?))?;
    let members = store.read(share::members)?;
    for author in &taken.authors {
        let name = name_of(&members, Some(author.public), author.replica);
        app.note(&say!("bundle-in-from", name = name, count = author.entries, size = author.bytes));
    }
    let handed = taken.handed.iter().map(|name| say!("share-handed-on", name = name.as_str()));
    app.note_all(&handed.collect::<Vec<_>>());
    if taken.waiting > 0 {
        app.note_all(&[say!("bundle-in-waiting", count = taken.waiting)]);
    }
    if conflicts > 0 {
        app.note_all(&[say!("bundle-in-conflicts", count = conflicts)]);
    }
    if taken.quarantined > 0 {
        app.note_all(&[say!("bundle-in-quarantined", count = taken.quarantined)]);
    }
    Ok(())
}

/// A file that was kept out, as `sync quarantine list` tells of it.
pub fn kept_out(app: &App, name: String, size: u64, digest: [u8; 32], why: &Said) -> KeptOut {
    KeptOut { digest, name, size, day: app.clock.today.to_string(), why: app.words.say(why) }
}

/// What people call a replica that the ledger knows.
pub fn name_in(reader: &Reader, members: &[Member], replica: ReplicaId) -> Result<String, Error> {
    let key = exchange::signer(reader, replica)?.map(|signer| signer.public);
    Ok(name_of(members, key, replica))
}

/// What people call a replica: its member, else the first digits of its name.
pub fn name_of(members: &[Member], public: Option<[u8; 32]>, replica: ReplicaId) -> String {
    let known = |member: &&Member| member.replica == Some(replica) || (public.is_some() && member.public == public);
    let member = members.iter().find(known);
    member.map_or_else(|| replica.to_string()[..8].to_owned(), |member| member.name.clone())
}
