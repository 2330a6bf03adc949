//! `duban share …`: several offices with one ledger: who is a member, and with which keys.

use super::owners::Owners;
use super::{log, show};
use crate::app::{App, NOBODY};
use crate::clock;
use crate::domain::change::{Kind, Op};
use crate::domain::id::{Id, hex};
use crate::domain::member::{Member, Role};
use crate::domain::say::Said;
use crate::error::Error;
use crate::exchange::keys::{hand, learn};
use crate::grammar;
use crate::out;
use crate::render;
use crate::say;
use crate::store::query::exchange;
use crate::store::{Mode, Reader, Signer, Store};
use crate::sync::card::Card;
use crate::sync::invitation::Invitation;
use crate::sync::key::{self, LedgerKey, PublicKey, Root, SignKey};
use crate::sync::keyring::Keyring;
use crate::view;
use std::collections::HashMap;
use std::path::{Path, PathBuf};
use zeroize::Zeroizing;

#[derive(clap::Subcommand, Debug)]
pub enum Command {
    Init(InitArgs),
    Invite(InviteArgs),
    Join(JoinArgs),
    Admit(AdmitArgs),
    Remove(RemoveArgs),
    Rotate(RotateArgs),
    List(ListArgs),
    Sheet(SheetArgs),
    Recover(SheetArgs),
}

#[derive(clap::Args, Debug)]
pub struct InitArgs {
    #[arg(long, value_name = "NAME", value_parser = super::args::text)]
    name: Option<String>,
}

#[derive(clap::Args, Debug)]
pub struct InviteArgs {
    #[arg(value_name = "FILE")]
    file: PathBuf,
    #[arg(long, value_name = "ROLE", value_parser = role)]
    role: RoleGiven,
    #[arg(long, value_name = "NAME", value_parser = super::args::text)]
    name: Option<String>,
    #[arg(long, value_name = "FILE")]
    passphrase_file: Option<PathBuf>,
}

#[derive(clap::Args, Debug)]
pub struct JoinArgs {
    #[arg(value_name = "FILE")]
    file: PathBuf,
    #[arg(long, value_name = "FILE")]
    answer: Option<PathBuf>,
    #[arg(long, value_name = "FILE")]
    passphrase_file: Option<PathBuf>,
}

#[derive(clap::Args, Debug)]
pub struct AdmitArgs {
    #[arg(value_name = "FILE")]
    file: PathBuf,
}

#[derive(clap::Args, Debug)]
pub struct RemoveArgs {
    #[arg(value_name = "NAME", value_parser = super::args::text)]
    name: String,
}

#[derive(clap::Args, Debug)]
pub struct RotateArgs {}

#[derive(clap::Args, Debug)]
pub struct ListArgs {}

#[derive(clap::Args, Debug)]
pub struct SheetArgs {
    #[arg(value_name = "FILE")]
    file: PathBuf,
}

/// What a member is to be: a role, and the unit it reports for.
#[derive(Debug, Clone)]
pub struct RoleGiven {
    role: Role,
    unit: Option<String>,
}

fn role(text: &str) -> Result<RoleGiven, Said> {
    let (role, unit) = grammar::roles::role(text).ok_or_else(|| say!("party-role-bad", found = text))?;
    Ok(RoleGiven { role, unit: unit.map(str::to_owned) })
}

pub fn run(app: &App, command: Command) -> Result<(), Error> {
    match command {
        Command::Init(args) => init(app, args),
        Command::Invite(args) => invite(app, args),
        Command::Join(args) => join(app, &args),
        Command::Admit(args) => admit(app, &args),
        Command::Remove(args) => remove(app, &args),
        Command::Rotate(_) => {
            rotate(app, None)?;
            if !app.dry_run {
                app.note_all(&[say!("share-rotated")]);
            }
            Ok(())
        }
        Command::List(_) => {
            let (members, shared) = app.look(|reader| Ok((list(reader)?, exchange::root(reader)?.is_some())))?;
            show::list(app, &members, |words| render::member::members(&members, shared, words))
        }
        Command::Sheet(args) => sheet(app, &args),
        Command::Recover(args) => recover(app, &args),
    }
}

/// Everybody whom the root has written down.
pub fn members(reader: &Reader) -> Result<Vec<Member>, Error> {
    let found = exchange::members(reader)?;
    let mut members: Vec<Member> = found.iter().filter_map(|(id, state)| Member::of(*id, state)).collect();
    let rank = |member: &Member| match member.role {
        Some(Role::Office) => 0,
        Some(Role::Supervision) => 1,
        _ => 2,
    };
    members.sort_by_cached_key(|member| (rank(member), member.name.clone(), member.id));
    Ok(members)
}

/// The keys of a ledger that is shared, before something is written.
///
/// # Errors
/// A rule refuses where nobody shares it.
pub fn keys(app: &App, store: &mut Store) -> Result<Keyring, Error> {
    let mut keys = app.guard(store)?.ok_or_else(|| Error::Rule(say!("share-none")))?;
    if store.read(|reader| learn(reader, &mut keys))? && !app.dry_run {
        app.keys().save(&keys).map_err(Error::World)?;
    }
    Ok(keys)
}

/// Fresh chance, for a key.
pub fn secret() -> Result<Zeroizing<[u8; 32]>, Error> {
    clock::secret().map(Zeroizing::new).map_err(Error::World)
}

/// Makes a new key of the ledger and hands it to every member but the one that goes.
fn rotate(app: &App, goes: Option<&str>) -> Result<(), Error> {
    let mut store = app.store(Mode::Write)?;
    let keys = keys(app, &mut store)?;
    let root = store.read(|reader| as_root(reader, &keys))?;
    drop(store);
    let key = LedgerKey::new(*secret()?);
    let epoch = keys.keys.last().map_or(1, |(epoch, _)| epoch + 1);
    log::record(app, |reader| {
        let members = members(reader)?;
        let mut ops = Vec::new();
        let going = match goes {
            None => None,
            Some(name) => {
                let named = |member: &&Member| member.name == name && member.removed_on.is_none();
                let member = members.iter().find(named);
                let member = member.ok_or_else(|| Error::Usage(say!("party-unknown", found = name)))?;
                if member.public == Some(root.public) {
                    return Err(Error::Rule(say!("party-is-root", name = name)));
                }
                ops.push(Op::on(Kind::Member, member.id).set("removed_on", app.clock.today));
                Some(member.id)
            }
        };
        let stay = members.iter().filter(|member| member.stands() && Some(member.id) != going);
        let stay = stay.filter_map(|member| Some((member.id, PublicKey(member.public?))));
        ops.extend(hand(reader, (epoch, &key), stay, &mut || secret())?);
        Ok(ops)
    })?;
    // what was handed to ourselves is learned from the log: had it been lost here, so would the ledger
    let mut store = app.store(Mode::Write)?;
    self::keys(app, &mut store).map(|_| ())
}

/// The same for looking alone.
pub fn keys_to_read(app: &App, reader: &Reader) -> Result<Keyring, Error> {
    if exchange::root(reader)?.is_none() {
        return Err(Error::Rule(say!("share-none")));
    }
    let keys = app.keys().load(reader.ledger()?, reader.replica()?).map_err(Error::World)?;
    keys.ok_or_else(|| Error::Rule(say!("keys-missing", path = app.db.display().to_string())))
}

/// Only who began to share the ledger writes down its members.
fn as_root(reader: &Reader, keys: &Keyring) -> Result<Signer, Error> {
    let root = exchange::root(reader)?.ok_or_else(|| Error::Rule(say!("share-none")))?;
    if root.public == keys.sign.public().0 {
        return Ok(root);
    }
    let name = members(reader)?.into_iter().find(|member| member.public == Some(root.public));
    Err(Error::Rule(say!("share-not-root", name = name.map(|member| member.name).unwrap_or_default())))
}

fn init(app: &App, args: InitArgs) -> Result<(), Error> {
    let mut store = app.store(Mode::Write)?;
    let (ledger, replica, root) =
        store.read(|reader| Ok::<_, Error>((reader.ledger()?, reader.replica()?, exchange::root(reader)?)))?;
    if root.is_some() && !store.read(members)?.is_empty() {
        return Err(Error::Rule(say!("share-begun")));
    }
    let name = args.name.or_else(|| Some(app.author.clone()).filter(|author| author != NOBODY));
    let name = name.ok_or_else(|| Error::Usage(say!("share-init-nameless")))?;
    if app.dry_run {
        app.note(&say!("share-init-dry", name = name));
        return Ok(());
    }
    let known = app.keys().load(ledger, replica).map_err(Error::World)?; // what was interrupted goes on
    let keys = match known {
        Some(keys) => keys,
        None => {
            let sign = SignKey::new(&*secret()?);
            Keyring { ledger, replica, salt: [0; 16], sign, keys: vec![(1, LedgerKey::new(*secret()?))] }
        }
    };
    let path = app.keys().save(&keys).map_err(Error::World)?;
    let public = keys.sign.public();
    let own = Signer { replica, public: public.0, salt: keys.salt };
    store.set_root(&own, &own)?;
    drop(store);
    log::record(app, |reader| {
        Ok([Op::create(Kind::Member, reader.fresh_id())
            .set("name", name.as_str())
            .set("role", Role::Office.name())
            .set("replica", replica.to_string())
            .set("public_key", hex(&public.0))
            .set("admitted_on", app.clock.today)])
    })?;
    app.note_all(&[say!("share-init-done", path = path.display().to_string(), fingerprint = public.fingerprint())]);
    Ok(())
}

/// The passphrase: from a file, the environment, or whoever sits at the terminal.
fn passphrase(app: &App, file: Option<&Path>) -> Result<Zeroizing<String>, Error> {
    if let Some(file) = file {
        let bytes = Zeroizing::new(out::read_file(file).map_err(|said| Error::Input(vec![said]))?);
        let text = std::str::from_utf8(&bytes).map_err(|_| Error::Input(vec![say!("passphrase-text")]))?;
        return Ok(Zeroizing::new(text.trim().to_owned()));
    }
    if let Ok(text) = std::env::var("DUBAN_PASSPHRASE") {
        return Ok(Zeroizing::new(text));
    }
    let asked = app.out.ask_hidden(&app.words.word("passphrase-ask"));
    asked.map(Zeroizing::new).ok_or_else(|| Error::Usage(say!("passphrase-missing")))
}

fn invite(app: &App, args: InviteArgs) -> Result<(), Error> {
    let mut store = app.store(Mode::Write)?;
    let keys = keys(app, &mut store)?;
    let root = store.read(|reader| as_root(reader, &keys))?;
    drop(store);
    let passphrase = passphrase(app, args.passphrase_file.as_deref())?;
    let chance = clock::secret().map_err(Error::World)?;
    let salt = chance[..16].try_into().expect("there are 32 bytes of chance");
    let RoleGiven { role, unit } = args.role;
    log::record(app, |reader| {
        let unit = match &unit {
            None => None,
            Some(name) => {
                let owners = Owners::load(reader)?;
                let found = owners.find(name).filter(|id| !owners.is_person(*id));
                let found = found.ok_or_else(|| Error::Usage(say!("party-unit-unknown", found = name)))?;
                Some((found, owners.name(found).to_owned()))
            }
        };
        let called = args.name.clone().or_else(|| unit.as_ref().map(|(_, name)| name.clone()));
        let called = called.unwrap_or_else(|| app.words.say(&role.said()));
        if members(reader)?.iter().any(|member| member.name == called && member.removed_on.is_none()) {
            return Err(Error::Rule(say!("party-twice", name = called)));
        }
        let member = reader.fresh_id();
        let invitation = Invitation {
            root: Root { ledger: keys.ledger, replica: root.replica, public: PublicKey(root.public) },
            member,
            name: called.clone(),
            role: role.name().to_owned(),
            keys: keys.keys.clone(),
        };
        let bytes = invitation.seal(&passphrase, salt).map_err(Error::Usage)?;
        if !app.dry_run {
            app.out.write(&args.file, &bytes)?;
        }
        Ok([Op::create(Kind::Member, member)
            .set("name", called)
            .set("role", role.name())
            .set("unit", unit.map(|(id, _)| id))
            .set("invited_on", app.clock.today)])
    })?;
    if !app.dry_run {
        app.note_all(&[say!("share-invited", path = args.file.display().to_string())]);
    }
    Ok(())
}

fn join(app: &App, args: &JoinArgs) -> Result<(), Error> {
    let bytes = out::read_file(&args.file).map_err(|said| Error::Input(vec![said]))?;
    if app.db.exists() {
        return Err(Error::Rule(say!("share-join-exists", path = app.db.display().to_string())));
    }
    let passphrase = passphrase(app, args.passphrase_file.as_deref())?;
    let refused =
        |why: Said| Error::Input(vec![say!("file-refused", path = args.file.display().to_string(), why = why)]);
    let invitation = Invitation::open(&bytes, &passphrase).map_err(refused)?;
    let Root { ledger, replica: root, public } = invitation.root;
    if app.dry_run {
        app.note(&say!("share-join-dry", name = invitation.name, path = app.db.display().to_string()));
        return Ok(());
    }
    let sign = SignKey::new(&Zeroizing::new(clock::secret().map_err(Error::World)?));
    let chance = clock::secret().map_err(Error::World)?;
    let salt = chance[..16].try_into().expect("there are 32 bytes of chance");
    let replica = sign.public().replica(&salt);
    let keys = Keyring { ledger, replica, salt, sign, keys: invitation.keys };
    let answer = args.answer.clone().unwrap_or_else(|| args.file.with_extension("answer"));
    let path = app.keys().save(&keys).map_err(Error::World)?;
    app.out.write(&answer, &Card::seal(&keys, invitation.member))?;
    let mut store = Store::join_as(&app.db, ledger, replica)?;
    let own = Signer { replica, public: keys.sign.public().0, salt };
    store.set_root(&Signer { replica: root, public: public.0, salt: [0; 16] }, &own)?;
    store.set_invited(invitation.member)?;
    app.witness(&store)?;
    app.note_all(&[say!(
        "share-joined",
        name = invitation.name,
        keys = path.display().to_string(),
        answer = answer.display().to_string(),
        fingerprint = keys.sign.public().fingerprint()
    )]);
    Ok(())
}

fn admit(app: &App, args: &AdmitArgs) -> Result<(), Error> {
    let bytes = out::read_file(&args.file).map_err(|said| Error::Input(vec![said]))?;
    let mut store = app.store(Mode::Write)?;
    let keys = keys(app, &mut store)?;
    store.read(|reader| as_root(reader, &keys))?;
    drop(store);
    let refused =
        |why: Said| Error::Input(vec![say!("file-refused", path = args.file.display().to_string(), why = why)]);
    let card = Card::open(&bytes, &keys).map_err(refused)?;
    let public = card.author.public;
    let mut name = String::new();
    log::record(app, |reader| {
        if card.key != keys.newest().id() {
            return Err(Error::Rule(say!("party-outdated")));
        }
        let members = members(reader)?;
        let member = members.iter().find(|member| member.id == card.member);
        let member = member.ok_or_else(|| Error::Rule(say!("party-not-invited")))?;
        name.clone_from(&member.name);
        if let Some(day) = member.removed_on {
            return Err(Error::Rule(say!("party-removed", name = name.as_str(), day = day)));
        }
        if member.replica.is_some_and(|known| known != card.replica) {
            return Err(Error::Rule(say!("party-answered", name = name.as_str())));
        }
        let taken = |other: &&Member| other.id != member.id && other.public == Some(public.0);
        if let Some(other) = members.iter().find(taken) {
            return Err(Error::Rule(say!("party-key-taken", name = other.name.as_str())));
        }
        let admitted = member.admitted_on.unwrap_or(app.clock.today);
        Ok([Op::on(Kind::Member, member.id)
            .set("replica", card.replica.to_string())
            .set("public_key", hex(&public.0))
            .set("admitted_on", admitted)])
    })?;
    let fingerprint = public.fingerprint();
    app.note_all(&[if app.dry_run {
        say!("share-admit-dry", name = name, fingerprint = fingerprint)
    } else {
        say!("share-admitted", name = name, fingerprint = fingerprint)
    }]);
    Ok(())
}

fn remove(app: &App, args: &RemoveArgs) -> Result<(), Error> {
    rotate(app, Some(&args.name))?;
    if !app.dry_run {
        app.note_all(&[say!("share-removed", name = args.name.as_str())]);
    }
    Ok(())
}

fn list(reader: &Reader) -> Result<Vec<view::member::Member>, Error> {
    let own = reader.replica()?;
    let own = exchange::signer(reader, own)?.map(|signer| signer.public);
    let mut entries: HashMap<[u8; 32], u64> = HashMap::new();
    for (replica, number) in exchange::heads(reader)? {
        if let Some(signer) = exchange::signer(reader, replica)? {
            *entries.entry(signer.public).or_default() += number;
        }
    }
    let owners = Owners::load(reader)?;
    let of = |member: Member| {
        let since = member.removed_on.or(member.admitted_on).or(member.invited_on);
        let state = match (member.removed_on, member.admitted_on) {
            (Some(_), _) => "removed",
            (None, Some(_)) => "admitted",
            (None, None) => "invited",
        };
        view::member::Member {
            role: member.role.map(Role::name),
            unit: member.unit.map(|unit: Id| owners.name(unit).to_owned()),
            state,
            since,
            replica: member.replica.map(|replica| replica.to_string()),
            fingerprint: member.public.map(|public| PublicKey(public).fingerprint()),
            entries: member.public.and_then(|public| entries.get(&public).copied()).unwrap_or(0),
            own: member.public.is_some() && member.public == own,
            name: member.name,
        }
    };
    Ok(members(reader)?.into_iter().map(of).collect())
}

/// What stands on a recovery sheet to tell whether its keys were typed in as they are.
fn check_of(keys: &str) -> String {
    key::grouped(&crate::sync::checksum(keys.as_bytes())[..4])
}

/// Whether the sheet has the check of these keys: nothing else would tell that a digit of a key is another.
fn is_sound(sheet: &str, keys: &Keyring) -> bool {
    let close = |text: &str| Zeroizing::new(text.split_whitespace().collect::<String>());
    let (sheet, check) = (close(sheet), close(&check_of(&keys.text())));
    sheet.contains(&*check)
}

/// The keys on paper: for the safe, in case this machine is lost.
fn sheet(app: &App, args: &SheetArgs) -> Result<(), Error> {
    let keys = app.look(|reader| keys_to_read(app, reader))?;
    let text = keys.text();
    let digest = check_of(&text);
    let heading = app.words.say(&say!(
        "sheet-heading",
        day = app.clock.today,
        fingerprint = keys.sign.public().fingerprint(),
        digest = digest
    ));
    let sheet = Zeroizing::new(format!("{heading}\n\n{}", &*text));
    let path = args.file.display().to_string();
    if app.dry_run {
        app.note(&say!("sheet-dry", path = path));
        return Ok(());
    }
    app.out.write_secret(&args.file, sheet.as_bytes())?;
    app.note_all(&[say!("sheet-written", path = path)]);
    Ok(())
}

/// Puts the keys of a recovery sheet into the key folder: the ledger at hand goes on as a replica of its own under them.
fn recover(app: &App, args: &SheetArgs) -> Result<(), Error> {
    let bytes = Zeroizing::new(out::read_file(&args.file).map_err(|said| Error::Input(vec![said]))?);
    let refused =
        |why: Said| Error::Input(vec![say!("file-refused", path = args.file.display().to_string(), why = why)]);
    let text = std::str::from_utf8(&bytes).map_err(|_| refused(say!("keys-broken")))?;
    let keys = Keyring::parse(text).map_err(refused)?;
    if !is_sound(text, &keys) {
        return Err(refused(say!("sheet-mistyped")));
    }
    let mut store = app.store(Mode::Write)?;
    let (ledger, root) = store.read(|reader| Ok::<_, Error>((reader.ledger()?, exchange::root(reader)?)))?;
    if ledger != keys.ledger {
        return Err(refused(say!("sealed-other-ledger", ledger = keys.ledger.to_string())));
    }
    if root.is_none() {
        return Err(Error::Rule(say!("share-none")));
    }
    if app.dry_run {
        app.note(&say!("sheet-sound"));
        return Ok(());
    }
    app.become_another(&mut store, keys, &say!("fork-recovered"), None)?;
    Ok(())
}
