//! `duban issue set 8 9 --lead 张三`: change what is known of issues.

use super::fields::{Days, Fields, optional_issue};
use crate::app::App;
use crate::cmd::args::{Given, IssueName, issue_name};
use crate::cmd::owners::Owners;
use crate::cmd::{duties, find, log};
use crate::domain::change::{Kind, Op, Value};
use crate::domain::id::Id;
use crate::domain::issue::{self, Closing, Issue, Role, Stage};
use crate::domain::pace::is_done;
use crate::error::Error;
use crate::grammar::axes::StageWord;
use crate::say;
use crate::store::Reader;
use crate::store::query::ledger;
use chrono::NaiveDate;
use std::collections::HashSet;

#[derive(clap::Args, Debug)]
pub struct Args {
    #[arg(value_name = "ISSUE", value_parser = issue_name, required = true)]
    issues: Vec<IssueName>,
    #[command(flatten)]
    fields: Fields,
    #[arg(long, value_name = "ISSUE", value_parser = optional_issue)]
    recurs: Option<Given<IssueName>>,
}

pub fn run(app: &App, args: Args) -> Result<(), Error> {
    let days = args.fields.days(app)?;
    let (mut leads, mut news) = (0, Vec::new());
    log::record(app, |reader| {
        let mut owners = Owners::load(reader)?;
        let mut ops = Vec::new();
        let roles = args.fields.duties(reader, &mut owners, &mut ops);
        news = owners.news(app);
        leads = roles.iter().filter(|(role, _)| *role == Role::LeadLeader).map(|(_, ids)| ids.len()).sum();
        let reason = app.reason.clone().unwrap_or_else(|| app.words.word("void-replaced"));
        let mut given = HashSet::new();
        for issue in find::issues(reader, &args.issues)? {
            let before = ledger::issue(reader, issue)?.expect("it was just found");
            let op = decide(app, reader, &before, &args.fields, &days, &mut given)?;
            let recurs = args.recurs.as_ref().map(|earlier| recurs(reader, &before, earlier)).transpose()?;
            ops.push(op.set_if("recurs", recurs));
            for (role, ids) in &roles {
                ops.extend(duties::replace(reader, &owners, issue, *role, ids, &reason)?);
            }
        }
        Ok(ops)
    })?;
    app.note_all(&news);
    if leads > 1 {
        app.note(&say!("lead-several", count = leads));
    }
    Ok(())
}

/// The earlier issue that this one is: it came back, as a new issue of a later inspection (`design.md` 2).
fn recurs(reader: &Reader, before: &Issue, earlier: &Given<IssueName>) -> Result<Option<Id>, Error> {
    let Given::Some(name) = earlier else { return Ok(None) };
    let id = find::issue(reader, name)?;
    let known = ledger::issue(reader, id)?;
    if known.is_some_and(|earlier| earlier.inspection.is_some() && earlier.inspection == before.inspection) {
        return Err(Error::Rule(say!("recurs-same", number = &before.number, earlier = name.to_string())));
    }
    let above = |id| ledger::issue(reader, id).ok().flatten().and_then(|issue| issue.recurs);
    if issue::closes_circle(before.id, id, above) {
        return Err(Error::Rule(say!("recurs-circle", number = &before.number, earlier = name.to_string())));
    }
    Ok(Some(id))
}

fn decide(
    app: &App,
    reader: &Reader,
    before: &Issue,
    fields: &Fields,
    days: &Days,
    given: &mut HashSet<(Option<Id>, String)>,
) -> Result<Op, Error> {
    let links = fields.links(reader)?;
    if let Some(parent) = links.parent.flatten()
        && issue::closes_circle(before.id, parent, |id| {
            ledger::issue(reader, id).ok().flatten().and_then(|issue| issue.parent)
        })
    {
        if parent == before.id {
            return Err(Error::Rule(say!("parent-itself", number = &before.number)));
        }
        let parent = ledger::issue(reader, parent)?.map(|issue| issue.number).unwrap_or_default();
        return Err(Error::Rule(say!("parent-circle", number = &before.number, parent = parent)));
    }
    let inspection = links.inspection.unwrap_or(before.inspection);
    let number = fields.number.as_ref().unwrap_or(&before.number);
    if fields.number.is_some() || links.inspection.is_some() {
        let taken =
            find::numbers_in(reader, inspection)?.into_iter().any(|(known, id)| known == *number && id != before.id);
        if taken || !given.insert((inspection, number.clone())) {
            return Err(Error::Rule(say!("number-taken", number = number)));
        }
    }
    if let Some(parent) =
        links.parent.flatten().filter(|parent| Some(*parent) != before.parent && fields.number.is_none())
    {
        note_number(app, reader, before, parent)?;
    }
    let area = fields.area(reader, inspection)?;
    let op = Op::on(Kind::Issue, before.id)
        .set_if("inspection", links.inspection)
        .set_if("area", area)
        .set_if("parent", links.parent);
    let mut op = fields.write(op, days);
    dates_may_change(before, days)?;
    if let (Some(was), Some(limit)) = (before.due, days.limit())
        && limit > was
        && !is_done(before)
    {
        app.note(&say!("issue-due-moved", number = &before.number, was = was, limit = limit));
    }
    if let Some(word) = &fields.stage {
        op = restage(op, Some(before), word, days.done.as_ref(), app.clock.today)?;
    } else if let Some(Given::Some(_)) = days.done
        && before.stage != Stage::Done
    {
        app.note(&say!("done-without-stage", number = &before.number));
    }
    Ok(op)
}

/// Says that a part keeps the number that it had, where that speaks of another issue: it is known by it.
fn note_number(app: &App, reader: &Reader, before: &Issue, parent: Id) -> Result<(), Error> {
    let Some(above) = ledger::issue(reader, parent)?.map(|issue| issue.number) else { return Ok(()) };
    let prefix = format!("{above}.");
    if !before.number.starts_with(&prefix) {
        let known = find::numbers_in(reader, before.inspection)?.into_iter();
        let last = known.filter_map(|(number, _)| number.strip_prefix(&prefix)?.parse::<u32>().ok()).max();
        let next = format!("{prefix}{}", last.unwrap_or(0).saturating_add(1));
        app.note(&say!("parent-number-kept", number = &before.number, parent = above, next = next));
    }
    Ok(())
}

/// What was struck off was so by its dates: in time or late, in so many days. A new cycle has dates of its own.
fn dates_may_change(before: &Issue, days: &Days) -> Result<(), Error> {
    if before.closing == Closing::Closed && days.any() {
        return Err(Error::Rule(say!("issue-closed-dates", number = &before.number)));
    }
    Ok(())
}

/// The writes that bring an issue to a stage; once it is done it was done on `today`, unless a day is given or known.
pub fn restage(
    op: Op,
    before: Option<&Issue>,
    word: &StageWord,
    done: Option<&Given<NaiveDate>>,
    today: NaiveDate,
) -> Result<Op, Error> {
    if let Some(before) = before {
        issue::may_stand_at(before, word.stage).map_err(Error::Rule)?;
    }
    let mut op = op.set("stage", word.stage.name()).set("status_text", word.text.clone());
    for (field, said) in [("long_term", word.long_term), ("immediate", word.immediate)] {
        let given = op.writes.iter().any(|write| write.field == field); // an option of its own counts more than the word
        op = op.set_if(field, (said && !given).then_some(true));
    }
    Ok(match (word.stage, done) {
        (_, Some(_)) => op,
        (Stage::Done, None) => {
            op.set_if("done_on", before.is_none_or(|issue| issue.done_on.is_none()).then_some(today))
        }
        // it is not done any more, so the day on which it was is no longer true
        (_, None) => op.set("done_on", Value::Null),
    })
}
