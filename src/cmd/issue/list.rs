//! `duban issue list`: the issues that answer to what is asked.

use super::show::indicator;
use crate::app::{App, Format};
use crate::cmd::args;
use crate::cmd::chosen::Chosen;
use crate::cmd::story::Stories;
use crate::cmd::{settings, show};
use crate::domain::change::Kind;
use crate::domain::id::Id;
use crate::domain::indicator::Indicator;
use crate::domain::issue::{Closing, Issue, Pace, Role};
use crate::domain::lamp::{Lamp, LampRule};
use crate::domain::ledger::Ledger;
use crate::domain::pace::{self, PaceRule};
use crate::domain::standing::{LEADERS, Standing, UNITS};
use crate::error::Error;
use crate::grammar::axes::{self, StageWord};
use crate::grammar::search::Search;
use crate::render;
use crate::render::page::Page;
use crate::say;
use crate::store::Reader;
use crate::store::query::search::{Elsewhere, elsewhere};
use crate::store::query::{ledger, rows};
use crate::view;
use crate::view::issues::{Context, List};
use chrono::NaiveDate;
use std::cmp::Reverse;
use std::collections::{HashMap, HashSet};

#[derive(clap::Args, Debug, Default)]
#[allow(clippy::struct_excessive_bools)] // each is an option of its own
pub struct Args {
    #[arg(long, value_name = "NAME")]
    lead: Option<String>,
    #[arg(long, value_name = "NAME")]
    unit: Option<String>,
    #[arg(long, value_name = "STAGE", value_parser = axes::stage)]
    stage: Option<StageWord>,
    #[arg(long, value_name = "CLOSING", value_parser = axes::closing)]
    closing: Option<Closing>,
    #[arg(long, value_name = "PACE", value_parser = axes::pace)]
    pace: Option<Pace>,
    #[arg(long)]
    overdue: bool,
    #[arg(long)]
    open: bool,
    #[arg(long, value_name = "LIMIT")]
    due_before: Option<String>,
    #[arg(long, value_name = "CODE")]
    inspection: Option<String>,
    #[arg(long, value_name = "TITLE")]
    area: Option<String>,
    #[arg(long)]
    immediate: bool,
    #[arg(long)]
    long_term: bool,
    #[arg(long)]
    conflict: bool,
    #[arg(long)]
    recurring: bool,
    #[arg(long)]
    reopened: bool,
    #[arg(long)]
    late: bool,
    #[arg(long, value_name = "WORDS")]
    text: Option<String>,
    #[arg(long, value_enum, value_name = "SORT")]
    sort: Option<Sort>,
    #[arg(long, short = 'n', value_name = "COUNT")]
    limit: Option<usize>,
}

#[derive(clap::ValueEnum, Debug, Clone, Copy, PartialEq, Eq)]
enum Sort {
    Number,
    Due,
    Lead,
    Unit,
    Stage,
    Updated,
}

pub fn run(app: &App, args: Args) -> Result<(), Error> {
    app.look(|reader| {
        let ledger = if args.text.is_some() || app.format == Format::Json {
            ledger::ledger(reader)?
        } else if args.lead.is_some() || args.unit.is_some() {
            ledger::brief(reader)?
        } else {
            ledger::listed(reader)?
        };
        let settings = settings::load(reader)?;
        let (rule, lamps) = (PaceRule::of(&settings), LampRule::of(&settings));
        let lit = app.format == Format::Json; // nothing else shows it
        let standing = Standing::new(&ledger);
        let [lead, unit, inspection, area] =
            [&args.lead, &args.unit, &args.inspection, &args.area].map(|asked| asked.as_deref());
        let chosen = Chosen::of(reader, lead, unit, inspection, area)?;
        let filter = Filter::of(app, reader, &args)?;
        let day = app.day();
        let mut found: Vec<Found> = (0..ledger.issues.len())
            .filter(|place| chosen.takes(*place, &standing, &ledger))
            .map(|place| Found {
                issue: &ledger.issues[place],
                pace: standing.told(place, &rule, day),
                lamp: if lit { standing.lamp(place, standing.pace(place, &rule, day), &lamps, day) } else { None },
                limit: standing.limit(place),
                led: standing.holder(place, LEADERS),
                held: standing.holder(place, UNITS),
            })
            .filter(|found| filter.takes(found))
            .collect();
        sort(&mut found, args.sort.unwrap_or(Sort::Number));
        print(app, reader, &ledger, &found, args.limit.unwrap_or(usize::MAX))
    })
}

/// An issue with what it stands under: a part without names of its own shares those of its issue.
struct Found<'a> {
    issue: &'a Issue,
    pace: Option<Pace>,
    lamp: Option<Lamp>,
    limit: Option<NaiveDate>,
    /// Whose leader answers for it.
    led: &'a Issue,
    /// Whose units do.
    held: &'a Issue,
}

fn print(app: &App, reader: &Reader, ledger: &Ledger, found: &[Found], limit: usize) -> Result<(), Error> {
    let context = Context::of(ledger);
    if app.format == Format::Json {
        let mut figures: HashMap<Id, Vec<Indicator>> = HashMap::new();
        for row in rows::all(reader, &Kind::Indicator)? {
            if let Some(issue) = row.link("issue") {
                figures.entry(issue).or_default().push(indicator(&row));
            }
        }
        let mut stories = Stories::all(reader, &ledger.issues)?;
        let issues: Vec<view::issue::Issue> = found
            .iter()
            .take(limit)
            .map(|found| {
                let figures = figures.get(&found.issue.id).map_or(&[][..], Vec::as_slice);
                let mut shown = view::issue::Issue::of(found.issue, &context, found.pace, figures);
                shown.lamp = found.lamp.map(Lamp::name);
                shown.story = stories.take(found.issue.id);
                shown
            })
            .collect();
        return show::list(app, &issues, |_| Page::new());
    }
    let issues = found.iter().map(|found| (found.issue, found.limit, found.pace));
    let mut list = List::of(issues, &context, app.day());
    list.shown = list.shown.min(limit);
    for (row, found) in list.rows.iter_mut().zip(found) {
        row.lead_leader = found.led.lead_leader();
        row.lead_units = found.held.names(Role::LeadUnit).collect();
    }
    show::list::<[&str]>(app, &[], |words| {
        if let Some(day) = app.as_of.filter(|_| ledger.issues.is_empty() && app.format != Format::Csv) {
            let mut page = Page::new();
            page.paragraph(words.say(&say!("issues-none-then", day = day)));
            return page;
        }
        if app.format == Format::Table {
            return render::issues::page(&list, words);
        }
        let mut page = Page::new();
        page.table(render::issues::full_table(&list.rows[..list.shown], words));
        page
    })
}

/// What an issue must be to be listed, beside whose it is.
struct Filter<'a> {
    args: &'a Args,
    /// The first day that is none of those asked for.
    due_before: Option<NaiveDate>,
    search: Option<Search>,
    /// What the words searched for are found in, beside the issues.
    elsewhere: Elsewhere,
    /// What was struck off after its limit; empty where nobody asks for it.
    late: HashSet<Id>,
}

impl<'a> Filter<'a> {
    fn of(app: &App, reader: &Reader, args: &'a Args) -> Result<Filter<'a>, Error> {
        let due_before = args.due_before.as_deref().map(|text| args::due_before(text, app)).transpose()?;
        let search = args.text.as_deref().map(Search::new);
        let elsewhere = match &search {
            Some(search) => elsewhere(reader, |text| search.touches(text))?,
            None => Elsewhere::default(),
        };
        let closings = if args.late { rows::all(reader, &Kind::Closing)? } else { Vec::new() };
        let late = closings.iter().filter(|row| row.yes("late") == Some(true)).filter_map(|row| row.link("issue"));
        Ok(Filter { args, due_before, search, elsewhere, late: late.collect() })
    }

    fn takes(&self, found: &Found) -> bool {
        let Found { issue, pace, limit, .. } = *found;
        let args = self.args;
        args.stage.as_ref().is_none_or(|word| issue.stage == word.stage)
            && args.closing.is_none_or(|closing| issue.closing == closing)
            && args.pace.is_none_or(|wanted| pace == Some(wanted))
            && (!args.overdue || pace == Some(Pace::Overdue))
            && (!args.open || !pace::is_done(issue))
            && self.due_before.is_none_or(|day| limit.is_some_and(|limit| limit < day))
            && (!args.immediate || issue.immediate)
            && (!args.long_term || issue.long_term)
            && (!args.conflict || !issue.conflicts.is_empty())
            && (!args.recurring || issue.recurs.is_some())
            && (!args.reopened || issue.cycle > 1)
            && (!args.late || self.late.contains(&issue.id))
            && self.search.as_ref().is_none_or(|search| search.finds(self.texts(found)))
    }

    /// Everything of an issue that a person may remember words of: its own texts, who answers for it by any of their
    /// names, what was ever reported, the rules that were issued.
    fn texts<'f>(&'f self, found: &Found<'f>) -> impl Iterator<Item = &'f str> {
        let issue = found.issue;
        let shared = |of: &'f Issue, roles: &'static [Role]| {
            of.duties.iter().filter(move |(role, _)| of.id != issue.id && roles.contains(role))
        };
        let duties = issue.duties.iter().chain(shared(found.led, LEADERS)).chain(shared(found.held, UNITS));
        let names = duties.flat_map(|(_, name)| {
            let others = self.elsewhere.aliases.get(name).into_iter().flatten();
            std::iter::once(&**name).chain(others.map(String::as_str))
        });
        let written = self.elsewhere.of_issue.get(&issue.id).into_iter().flatten();
        texts(issue).chain(names).chain(written.map(String::as_str))
    }
}

/// What stands in the issue itself.
fn texts(issue: &Issue) -> impl Iterator<Item = &str> {
    [issue.number.as_str(), issue.title.as_str()]
        .into_iter()
        .chain([&issue.requirement, &issue.category, &issue.note].into_iter().flatten().map(String::as_str))
        .chain(issue.milestones.iter().map(|measure| measure.text.as_str()))
        .chain(issue.extra.iter().map(|(_, value)| value.as_str()))
}

/// Sorts what stands in the order of its numbers; what lacks the key comes last.
fn sort(found: &mut [Found], by: Sort) {
    let last = |name: Option<&str>| (name.is_none(), name.unwrap_or_default().to_owned());
    match by {
        Sort::Number => {}
        Sort::Due => found.sort_by_key(|found| (found.limit.is_none(), found.limit)),
        Sort::Lead => found.sort_by_key(|found| last(found.led.lead_leader())),
        Sort::Unit => found.sort_by_key(|found| last(found.held.names(Role::LeadUnit).next())),
        Sort::Stage => found.sort_by_key(|found| found.issue.stage),
        Sort::Updated => found.sort_by_key(|found| Reverse(found.issue.latest.as_ref().map(|latest| latest.day))),
    }
}
