//! `duban issue add`: enter an issue.

use super::fields::{Days, Fields};
use crate::app::App;
use crate::cmd::owners::Owners;
use crate::cmd::{duties, find, log};
use crate::domain::change::{Kind, Op};
use crate::domain::id::Id;
use crate::domain::issue::{self, Role, Stage};
use crate::error::Error;
use crate::say;
use crate::store::Reader;
use crate::store::query::ledger;
use chrono::Datelike;

#[derive(clap::Args, Debug)]
pub struct Args {
    #[command(flatten)]
    fields: Fields,
}

pub fn run(app: &App, args: Args) -> Result<(), Error> {
    let days = args.fields.days(app)?;
    if args.fields.title.is_none() {
        return Err(Error::Usage(say!("issue-needs-title")));
    }
    let (mut leads, mut news) = (0, Vec::new());
    log::record(app, |reader| {
        let mut owners = Owners::load(reader)?;
        let mut ops = Vec::new();
        let roles = args.fields.duties(reader, &mut owners, &mut ops);
        news = owners.news(app);
        leads = roles.iter().filter(|(role, _)| *role == Role::LeadLeader).map(|(_, ids)| ids.len()).sum();
        let issue = reader.fresh_id();
        ops.push(decide(app, reader, issue, &args.fields, &days)?);
        for (role, ids) in &roles {
            ops.extend(duties::create(issue, *role, ids));
        }
        Ok(ops)
    })?;
    app.note_all(&news);
    if leads > 1 {
        app.note(&say!("lead-several", count = leads));
    }
    Ok(())
}

fn decide(app: &App, reader: &Reader, issue: Id, fields: &Fields, days: &Days) -> Result<Op, Error> {
    let links = fields.links(reader)?;
    let parent = match links.parent.flatten() {
        Some(id) => ledger::issue(reader, id)?,
        None => None,
    };
    let inspections = ledger::inspections(reader)?;
    // an issue stands where its parent does, or in the only inspection there is; `--inspection -` keeps it out of any
    let inspection = links.inspection.unwrap_or_else(|| match (&parent, &inspections[..]) {
        (Some(parent), _) => parent.inspection,
        (None, [only]) => Some(only.id),
        _ => None,
    });
    let area = match fields.area(reader, inspection)? {
        Some(area) => area,
        None => parent.as_ref().and_then(|parent| parent.area),
    };
    let taken = find::numbers_in(reader, inspection)?;
    let number = fields.number.clone().unwrap_or_else(|| {
        let parent = parent.as_ref().map(|parent| parent.number.as_str());
        issue::next_number(parent, app.clock.today.year(), taken.iter().map(|(number, _)| number.as_str()))
    });
    if taken.iter().any(|(known, _)| *known == number) {
        return Err(Error::Rule(say!("number-taken", number = number)));
    }
    let fields = Fields { number: Some(number), ..fields.clone() };
    let op = Op::create(Kind::Issue, issue)
        .set("inspection", inspection)
        .set("area", area)
        .set("parent", parent.map(|parent| parent.id));
    let mut op = fields.write(op, days);
    op = match &fields.stage {
        None => op.set("stage", Stage::NotStarted.name()),
        Some(word) => super::set::restage(op, None, word, days.done.as_ref(), app.clock.today)?,
    };
    Ok(op)
}
