//! `duban issue show 8`: everything about one issue, on one page.

use crate::app::{App, Format};
use crate::cmd::args::{IssueName, issue_name};
use crate::cmd::owners::Owners;
use crate::cmd::paper::{self, Ending};
use crate::cmd::{directive, find, notice, settings, show, story};
use crate::domain::change::Kind;
use crate::domain::id::Id;
use crate::domain::indicator::Indicator;
use crate::domain::issue::{Issue, Pace, Role, Stage};
use crate::domain::lamp::{Lamp, LampRule};
use crate::domain::ledger::Ledger;
use crate::domain::pace::{Elapsed, PaceRule, is_late};
use crate::domain::say::Said;
use crate::domain::standing::{LEADERS, Standing, UNITS};
use crate::error::Error;
use crate::render;
use crate::say;
use crate::store::Reader;
use crate::store::query::rows::{self, Row};
use crate::store::query::{find as query, ledger, log};
use crate::view::issue::{Change, Rule, Sheet};
use crate::view::issues::{self, Context};
use crate::view::records::{Directive, Notice};
use chrono::NaiveDate;
use std::path::PathBuf;

#[derive(clap::Args, Debug)]
pub struct Args {
    #[arg(value_name = "ISSUE", value_parser = issue_name)]
    issue: IssueName,
    #[arg(long, short, value_name = "FILE")]
    output: Option<PathBuf>,
}

pub fn run(app: &App, args: Args) -> Result<(), Error> {
    app.look(|reader| {
        let id = find::issue(reader, &args.issue)?;
        let around = around(reader, id)?;
        let at = around.issues.iter().position(|issue| issue.id == id).expect("it is in its own surroundings");
        let issue = &around.issues[at];
        let context = Context::of(&around);
        let standing = Standing::new(&around);
        let settings = settings::load(reader)?;
        let pace_rule = PaceRule::of(&settings);
        let pace = |which| standing.told(which, &pace_rule, app.day());
        let indicators = indicators(reader, id)?;
        let history = ledger::history(reader, id)?;
        let mut sheet = Sheet::of(issue, &context, standing.limit(at), pace(at), &indicators, &history, app.day());
        let lamp = standing.lamp(at, standing.pace(at, &pace_rule, app.day()), &LampRule::of(&settings), app.day());
        sheet.issue.lamp = lamp.map(Lamp::name);
        sheet.is_lit = settings.has_own("lamp.");
        sheet.issue.story = story::of_issue(reader, issue)?;
        if app.format == Format::Json && args.output.is_none() {
            return show::one(app, &sheet.issue, |_| render::page::Page::new());
        }
        sheet.lead_leaders = standing.holder(at, LEADERS).names(Role::LeadLeader).collect();
        sheet.forebears = forebears(reader, issue)?;
        sheet.behind = behind(issue, pace(at), standing.elapsed(at, app.day()), app.day());
        sheet.rules = rows::of_issue(reader, &Kind::Rule, id)?.iter().map(rule).collect();
        (sheet.directives, sheet.notices) = orders(app, reader, id)?;
        sheet.sub_issues = (0..around.issues.len())
            .filter(|part| standing.parent(*part) == Some(at))
            .map(|part| {
                // a part without names of its own shares those of its issue
                let mut row =
                    issues::Row::of(&around.issues[part], &context, standing.limit(part), pace(part), app.day());
                row.lead_leader = standing.holder(part, LEADERS).lead_leader();
                row.lead_units = standing.holder(part, UNITS).names(Role::LeadUnit).collect();
                row
            })
            .collect();
        let entries = log::entries(reader, Some(id), usize::MAX)?;
        let known = entries.iter().filter(|entry| app.as_of.is_none_or(|day| entry.head.day <= day));
        sheet.entries = known.clone().count();
        sheet.last_change = known.clone().next().and_then(|entry| {
            let when = entry.head.at.get(..19).and_then(|at| at.parse().ok())?;
            Some(Change { who: entry.head.author.clone(), when })
        });
        let shown = |words: &_| render::issue::page(&sheet, words);
        let Some(output) = &args.output else { return show::one(app, &sheet.issue, shown) };
        paper::put(app, output, &sheet.issue, shown, |ending| match ending {
            Ending::Docx => {
                let office = paper::office(reader, "office.supervision")?;
                paper::document(app, "closing", &sheet.issue, [("office", office.into())]).map(Some)
            }
            _ => Ok(None),
        })
    })
}

/// What was ordered on an issue, and the notices that name it.
fn orders(app: &App, reader: &Reader, id: Id) -> Result<(Vec<Directive>, Vec<Notice>), Error> {
    let directives = rows::of_issue(reader, &Kind::Directive, id)?;
    let named = rows::of_issue(reader, &Kind::NoticeItem, id)?;
    if directives.is_empty() && named.is_empty() {
        return Ok(Default::default());
    }
    let owners = Owners::load(reader)?;
    let mut notices = rows::all(reader, &Kind::Notice)?;
    notices.retain(|row| named.iter().any(|item| item.link("notice") == Some(row.id)));
    let items = rows::all(reader, &Kind::NoticeItem)?;
    Ok((
        directive::shown(reader, &owners, &directives, app.day())?,
        notice::shown(reader, &owners, &notices, &items, app.day())?,
    ))
}

/// The issues of earlier inspections that it came back from, the nearest first, each once, with their titles.
fn forebears(reader: &Reader, issue: &Issue) -> Result<Vec<(String, String)>, Error> {
    let (mut found, mut seen, mut next) = (Vec::new(), vec![issue.id], issue.recurs);
    while let Some(id) = next.filter(|id| !seen.contains(id)) {
        seen.push(id);
        let (Some(name), Some(earlier)) = (query::name(reader, id)?, ledger::issue(reader, id)?) else { break };
        found.push((name, earlier.title));
        next = earlier.recurs;
    }
    Ok(found)
}

/// Why an issue is behind, in the words of the monthly supervision.
fn behind(issue: &Issue, pace: Option<Pace>, elapsed: Option<Elapsed>, day: NaiveDate) -> Option<Said> {
    if pace != Some(Pace::Behind) {
        return None;
    }
    let late = issue.milestones.iter().filter(|measure| is_late(measure, day)).count();
    let percent = issue.latest.as_ref().and_then(|latest| latest.percent);
    Some(match (late, percent, elapsed.map(Elapsed::percent)) {
        (1.., _, _) => say!("behind-milestones", n = late),
        (_, Some(percent), Some(elapsed)) if issue.stage != Stage::NotStarted => {
            say!("behind-percent", percent = percent, elapsed = elapsed)
        }
        (_, _, elapsed) => say!("behind-not_started", elapsed = elapsed?),
    })
}

/// The issue with what stands above it and what is a part of it.
pub(super) fn around(reader: &Reader, id: Id) -> Result<Ledger, Error> {
    let mut issues = Vec::new();
    let mut next = Some(id);
    while let Some(id) = next {
        let Some(issue) = ledger::issue(reader, id)? else { break };
        next = issue.parent.filter(|parent| !issues.iter().any(|known: &Issue| known.id == *parent));
        issues.push(issue);
    }
    issues.reverse();
    let mut parts: Vec<Issue> = Vec::new();
    let mut of = vec![id];
    while let Some(whole) = of.pop() {
        for part in query::parts(reader, whole)? {
            if !issues.iter().chain(&parts).any(|issue| issue.id == part) {
                parts.extend(ledger::issue(reader, part)?);
                of.push(part);
            }
        }
    }
    parts.sort_by(|a, b| crate::domain::issue::by_number(&a.number, &b.number));
    issues.extend(parts);
    Ok(Ledger { inspections: ledger::inspections(reader)?, areas: ledger::areas(reader)?, issues })
}

/// The figures of an issue.
fn indicators(reader: &Reader, issue: Id) -> Result<Vec<Indicator>, Error> {
    Ok(rows::of_issue(reader, &Kind::Indicator, issue)?.iter().map(indicator).collect())
}

/// A figure as the rules have it.
pub fn indicator(row: &Row) -> Indicator {
    Indicator {
        name: row.owned("name").unwrap_or_default(),
        value: row.owned("value"),
        total: row.owned("total"),
        unit: row.owned("unit"),
        qualifier: row.owned("qualifier"),
        day: row.day("day"),
        text: row.owned("text"),
    }
}

fn rule(row: &Row) -> Rule {
    Rule { title: row.owned("title").unwrap_or_default(), number: row.owned("number"), day: row.day("day") }
}
