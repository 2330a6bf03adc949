//! `duban owner …`: people and units, and the names they go by.

use super::args::{Given, text, text_given};
use super::owners::Owners;
use super::{log, settings, show};
use crate::app::App;
use crate::domain::change::{Kind, Op, Value};
use crate::domain::id::Id;
use crate::domain::issue::{Role, closes_circle};
use crate::domain::ledger::Ledger;
use crate::domain::pace::PaceRule;
use crate::domain::standing::Standing;
use crate::error::Error;
use crate::grammar::names::{key, split};
use crate::render;
use crate::say;
use crate::store::Reader;
use crate::store::query::rows::{self, Row};
use crate::store::query::{find as query, ledger};
use crate::view::issues::Context;
use crate::view::records::{Owner, Task};
use std::collections::{BTreeMap, HashMap, HashSet};

#[derive(clap::Subcommand, Debug)]
pub enum Command {
    Add(AddArgs),
    List(ListArgs),
    Show(ShowArgs),
    Set(SetArgs),
    Merge(MergeArgs),
    Void(VoidArgs),
}

#[derive(clap::Args, Debug)]
pub struct AddArgs {
    #[arg(value_name = "NAME", value_parser = text)]
    name: String,
    #[command(flatten)]
    fields: Fields,
}

#[derive(clap::Args, Debug)]
pub struct ListArgs {}

#[derive(clap::Args, Debug)]
pub struct ShowArgs {
    #[arg(value_name = "NAME")]
    name: String,
}

#[derive(clap::Args, Debug)]
pub struct SetArgs {
    #[arg(value_name = "NAME")]
    name: String,
    #[arg(long, value_name = "NAME", value_parser = text)]
    rename: Option<String>,
    #[command(flatten)]
    fields: Fields,
}

#[derive(clap::Args, Debug)]
pub struct MergeArgs {
    #[arg(value_name = "NAME")]
    from: String,
    #[arg(value_name = "NAME")]
    into: String,
}

#[derive(clap::Args, Debug)]
pub struct VoidArgs {
    #[arg(value_name = "NAME")]
    name: String,
}

#[derive(clap::Args, Debug)]
struct Fields {
    #[arg(long, value_name = "BOOL", num_args = 0..=1, require_equals = true, default_missing_value = "true")]
    person: Option<bool>,
    #[arg(long, value_name = "NAME", value_parser = text_given)]
    unit_of: Option<Given<String>>,
    #[arg(long, value_name = "TEXT", value_parser = text_given)]
    post: Option<Given<String>>,
    #[arg(long, value_name = "TEXT", value_parser = text_given)]
    phone: Option<Given<String>>,
    #[arg(long, value_name = "TEXT", value_parser = text_given)]
    email: Option<Given<String>>,
    #[arg(long, value_name = "TEXT", value_parser = text_given)]
    note: Option<Given<String>>,
    #[arg(long, value_name = "NAME", value_parser = text)]
    alias: Vec<String>,
}

impl Fields {
    /// The ops that make more names for an owner.
    fn aliases(&self, owners: &mut Owners, of: Id, reader: &Reader) -> Result<Vec<Op>, Error> {
        let mut ops = Vec::new();
        for name in self.alias.iter().flat_map(|cell| split(cell)) {
            match owners.find(&name) {
                Some(known) if known == owners.resolve(of) => {}
                Some(known) => {
                    let said = say!("owner-alias-taken", name = name, known = owners.name(known), of = owners.name(of));
                    return Err(Error::Rule(said));
                }
                None => ops.extend(alias(owners, &name, of, reader)),
            }
        }
        Ok(ops)
    }

    /// What the options write of the owner of this id; a unit that nobody knows yet goes to `ops`.
    fn write(self, reader: &Reader, owners: &mut Owners, op: Op, ops: &mut Vec<Op>) -> Result<Op, Error> {
        let (mut person, mut unit) = (self.person, None);
        if let Some(given) = self.unit_of {
            unit = Some(match given {
                Given::Nothing => Value::Null,
                Given::Some(name) => {
                    let (id, made) = owners.named(&name, Some(false), || reader.fresh_id());
                    ops.extend(made);
                    if id == op.record || owners.is_person(id) {
                        return Err(Error::Rule(say!("owner-unit-person", name = owners.name(id))));
                    }
                    person = person.or(Some(true));
                    Value::from(id)
                }
            });
        }
        let op = op
            .set_if("person", person)
            .set_if("unit", unit)
            .set_if("post", self.post)
            .set_if("phone", self.phone)
            .set_if("email", self.email)
            .set_if("note", self.note);
        Ok(op)
    }
}

pub fn run(app: &App, command: Command) -> Result<(), Error> {
    match command {
        Command::Add(args) => {
            let mut news = Vec::new();
            log::record(app, |reader| {
                let mut owners = Owners::load(reader)?;
                if let Some(known) = owners.find(&args.name) {
                    return Err(Error::Rule(say!("owner-taken", name = args.name, known = owners.name(known))));
                }
                let (id, op) = owners.named(&args.name, args.fields.person, || reader.fresh_id());
                news = owners.news(app);
                let aliases = args.fields.aliases(&mut owners, id, reader)?;
                let mut ops = Vec::new();
                if let Some(op) = op {
                    let rest = Fields { person: None, ..args.fields }; // that it is one is written already
                    let op = rest.write(reader, &mut owners, op, &mut ops)?;
                    ops.push(op);
                }
                ops.extend(aliases);
                Ok(ops)
            })?;
            news.retain(|said| said.key == "owner-new-like"); // that it is new is no news here
            app.note_all(&news);
            Ok(())
        }
        Command::List(_) => {
            let owners = app.look(list)?;
            show::list(app, &owners, |words| render::records::owners(&owners, words))
        }
        Command::Show(args) => {
            let owner = app.look(|reader| one(app, reader, &args.name))?;
            show::one(app, &owner, |words| render::records::owner(&owner, words))
        }
        Command::Set(args) => log::record(app, |reader| {
            let mut owners = Owners::load(reader)?;
            let id = owners.must_find_record(&args.name)?;
            let aliases = args.fields.aliases(&mut owners, id, reader)?;
            if let Some(name) = &args.rename
                && let Some(known) = owners.record(name).filter(|known| *known != id)
            {
                return Err(Error::Rule(say!("owner-rename-taken", name = name, known = owners.name(known))));
            }
            let op = Op::on(Kind::Owner, id).set_if("name", args.rename.clone());
            let mut ops = Vec::new();
            let op = args.fields.write(reader, &mut owners, op, &mut ops)?;
            ops.push(op);
            ops.extend(aliases);
            Ok(ops)
        }),
        Command::Merge(args) => log::record(app, |reader| merge(reader, &args)),
        Command::Void(args) => super::strike_out(app, Kind::Owner, |reader| unused(reader, &args.name)),
    }
}

/// The op that makes a name nobody has one more name of an owner.
fn alias(owners: &mut Owners, name: &str, of: Id, reader: &Reader) -> Option<Op> {
    let target = owners.resolve(of);
    let (_, op) = owners.named(name, owners.sort_of(target), || reader.fresh_id());
    op.map(|op| op.set("alias_of", target))
}

/// One more name for the same: the first becomes an alias of the second, and its own aliases go with it.
///
/// A name that nobody has yet is only one more name of the second.
fn merge(reader: &Reader, args: &MergeArgs) -> Result<Vec<Op>, Error> {
    let mut owners = Owners::load(reader)?;
    let into = owners.must_find_record(&args.into)?;
    let Some(from) = owners.record(&args.from) else {
        return Ok(alias(&mut owners, &args.from, into, reader).into_iter().collect());
    };
    if from == into {
        return Err(Error::Rule(say!("merge-itself", name = owners.name(from))));
    }
    if closes_circle(from, into, |id| owners.alias_of(id)) {
        return Err(Error::Rule(say!("merge-circle", from = owners.name(from), into = owners.name(into))));
    }
    let target = owners.resolve(into);
    let all = rows::all(reader, &Kind::Owner)?;
    let person = |id: Id| all.iter().find(|row| row.id == id).and_then(|row| row.yes("person"));
    if let (Some(a), Some(b)) = (person(from), person(target))
        && a != b
    {
        return Err(Error::Rule(say!("merge-person-unit", from = owners.name(from), into = owners.name(target))));
    }
    let mut ops = vec![Op::on(Kind::Owner, from).set("alias_of", target)];
    for row in rows::all(reader, &Kind::Owner)? {
        if row.link("alias_of") == Some(from) {
            ops.push(Op::on(Kind::Owner, row.id).set("alias_of", target));
        }
    }
    Ok(ops)
}

/// The owner of this name, whom no issue and no other name needs.
fn unused(reader: &Reader, name: &str) -> Result<Id, Error> {
    let owners = Owners::load(reader)?;
    let id = owners.must_find_record(name)?;
    let issues: HashSet<Id> = rows::all(reader, &Kind::Duty)?
        .iter()
        .filter(|duty| duty.link("owner") == Some(id))
        .filter_map(|duty| duty.link("issue"))
        .collect();
    let mut numbers = Vec::new();
    for issue in issues {
        numbers.extend(ledger::issue(reader, issue)?.map(|issue| issue.number));
    }
    numbers.sort_by(|a, b| crate::domain::issue::by_number(a, b));
    if !numbers.is_empty() {
        let count = numbers.len();
        return Err(Error::Rule(say!("owner-in-use", name = owners.name(id), count = count, issues = numbers)));
    }
    let aliases = rows::all(reader, &Kind::Owner)?;
    if let Some(alias) = aliases.iter().find(|row| row.link("alias_of") == Some(id)) {
        let alias = alias.owned("name").unwrap_or_default();
        return Err(Error::Rule(say!("owner-has-aliases", name = owners.name(id), alias = alias)));
    }
    Ok(id)
}

fn list(reader: &Reader) -> Result<Vec<Owner>, Error> {
    let owners = Owners::load(reader)?;
    let rows = rows::all(reader, &Kind::Owner)?;
    let mut aliases: HashMap<Id, Vec<String>> = HashMap::new();
    for row in rows.iter().filter(|row| owners.resolve(row.id) != row.id) {
        aliases.entry(owners.resolve(row.id)).or_default().extend(row.owned("name"));
    }
    let mut held: HashMap<(Id, Role), HashSet<Id>> = HashMap::new();
    let standing: HashSet<Id> = query::ids(reader)?.into_iter().collect();
    for duty in rows::all(reader, &Kind::Duty)? {
        let role = duty.text("role").and_then(Role::named);
        if let (Some(owner), Some(issue), Some(role)) = (duty.link("owner"), duty.link("issue"), role)
            && standing.contains(&issue)
        {
            held.entry((owners.resolve(owner), role)).or_default().insert(issue);
        }
    }
    let unmerged = rows.iter().filter(|row| owners.resolve(row.id) == row.id);
    Ok(unmerged
        .map(|row| Owner {
            aliases: aliases.remove(&row.id).unwrap_or_default(),
            roles: Role::ALL
                .iter()
                .filter_map(|role| Some((role.name(), held.get(&(row.id, *role))?.len())))
                .collect::<BTreeMap<_, _>>(),
            unit: owners.unit_of(row.id).map(|unit| owners.name(unit).to_owned()),
            ..plain(row)
        })
        .collect())
}

fn plain(row: &Row) -> Owner {
    Owner {
        name: row.owned("name").unwrap_or_default(),
        person: row.yes("person"),
        post: row.owned("post"),
        phone: row.owned("phone"),
        email: row.owned("email"),
        note: row.owned("note"),
        aliases: Vec::new(),
        roles: BTreeMap::new(),
        issues: None,
        key: row.id.to_string(),
        unit: None,
    }
}

fn one(app: &App, reader: &Reader, name: &str) -> Result<Owner, Error> {
    let owners = Owners::load(reader)?;
    let id = owners.must_find(name)?;
    let mut owner = list(reader)?
        .into_iter()
        .find(|owner| owner.key == id.to_string())
        .ok_or_else(|| Error::Usage(say!("owner-unknown", name = name)))?;
    let ledger: Ledger = ledger::ledger(reader)?;
    let standing = Standing::new(&ledger);
    let rule = PaceRule::of(&settings::load(reader)?);
    let context = Context::of(&ledger);
    let asked = key(&owner.name);
    let mut tasks = Vec::new();
    for (place, issue) in ledger.issues.iter().enumerate() {
        for (role, _) in issue.duties.iter().filter(|(_, name)| key(name) == asked) {
            tasks.push(Task {
                number: issue.number.clone(),
                inspection: context
                    .inspection(issue.inspection)
                    .filter(|_| context.has_several_inspections())
                    .map(str::to_owned),
                title: issue.title.clone(),
                role: role.name(),
                stage: issue.stage.name(),
                pace: standing.told(place, &rule, app.day()).map(crate::domain::issue::Pace::name),
                due: issue.due,
            });
        }
    }
    owner.issues = Some(tasks);
    Ok(owner)
}
