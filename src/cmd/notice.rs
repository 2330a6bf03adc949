//! `duban notice …`: 提醒函、督办单、约谈、通报, numbered, with the day by which they are to be answered.

use super::args::{Day, IssueName, day, issue_name, text};
use super::owners::Owners;
use super::paper::{self, Ending};
use super::{find, log, settings, show};
use crate::app::App;
use crate::domain;
use crate::domain::change::{Kind, Op};
use crate::domain::id::Id;
use crate::domain::issue::{Pace, by_number};
use crate::domain::notice::{self, NoticeKind, Standing};
use crate::domain::pace::PaceRule;
use crate::domain::standing::{LEADERS, UNITS, names};
use crate::error::Error;
use crate::grammar::document::{self, DocumentName};
use crate::grammar::names::split;
use crate::render;
use crate::render::template;
use crate::say;
use crate::store::Reader;
use crate::store::query::find as query;
use crate::store::query::ledger;
use crate::store::query::rows::{self, Row};
use crate::view::paper::About;
use crate::view::records::Notice;
use chrono::{Datelike, NaiveDate};
use std::path::PathBuf;

#[derive(clap::Subcommand, Debug)]
pub enum Command {
    Issue(IssueArgs),
    Answer(AnswerArgs),
    List(ListArgs),
    Show(ShowArgs),
    Void(NamedArgs),
}

#[derive(clap::Args, Debug)]
pub struct IssueArgs {
    #[arg(value_name = "ISSUE", value_parser = issue_name)]
    issues: Vec<IssueName>,
    #[arg(long, value_name = "KIND", value_parser = document::kind)]
    kind: NoticeKind,
    #[arg(long, value_name = "NAME")]
    to: Vec<String>,
    #[arg(long, value_name = "TEXT", value_parser = text)]
    title: Option<String>,
    #[arg(long, value_name = "TEXT", value_parser = text)]
    text: Option<String>,
    #[arg(long, value_name = "DAY", value_parser = day)]
    on: Option<Day>,
    #[arg(long, value_name = "DAY", value_parser = super::args::whole_day)]
    answer_by: Option<NaiveDate>,
    #[arg(long, value_name = "COUNT", conflicts_with = "answer_by", value_parser = clap::value_parser!(i64).range(0..=250))]
    days: Option<i64>,
}

#[derive(clap::Args, Debug)]
pub struct AnswerArgs {
    #[arg(value_name = "NOTICE", value_parser = document::named)]
    notice: DocumentName,
    #[arg(long, value_name = "TEXT", value_parser = text)]
    text: String,
    #[arg(long, value_name = "DAY", value_parser = day)]
    on: Option<Day>,
}

#[derive(clap::Args, Debug)]
pub struct ListArgs {
    #[arg(value_name = "ISSUE", value_parser = issue_name)]
    issue: Option<IssueName>,
    #[arg(long, value_name = "NAME")]
    to: Option<String>,
    #[arg(long, value_name = "KIND", value_parser = document::kind)]
    kind: Option<NoticeKind>,
    #[arg(long)]
    open: bool,
}

#[derive(clap::Args, Debug)]
pub struct ShowArgs {
    #[arg(value_name = "NOTICE", value_parser = document::named)]
    notice: DocumentName,
    #[arg(long, short, value_name = "FILE")]
    output: Option<PathBuf>,
}

#[derive(clap::Args, Debug)]
pub struct NamedArgs {
    #[arg(value_name = "NOTICE", value_parser = document::named)]
    notice: DocumentName,
}

pub fn run(app: &App, command: Command) -> Result<(), Error> {
    match command {
        Command::Issue(args) => issue(app, &args),
        Command::Answer(args) => {
            let on = args.on.as_ref().map_or(app.clock.today, |on| on.meant(app));
            if on > app.clock.today {
                return Err(Error::Rule(say!("done-in-future", day = on)));
            }
            log::record(app, |reader| {
                let row = named(app, reader, &args.notice)?;
                if let Some(day) = row.day("answered_on") {
                    return Err(Error::Rule(say!("notice-was-answered", code = code_of(&row), day = day)));
                }
                if let Some(issued) = row.day("issued_on").filter(|issued| on < *issued) {
                    return Err(Error::Rule(say!("notice-not-issued-yet", code = code_of(&row), day = issued)));
                }
                Ok([Op::on(Kind::Notice, row.id).set("answered_on", on).set("answer", args.text)])
            })
        }
        Command::List(args) => {
            let found = app.look(|reader| {
                let issue = args.issue.as_ref().map(|name| find::issue(reader, name)).transpose()?;
                let owners = Owners::load(reader)?;
                let to = args.to.as_deref().map(|name| owners.must_find(name)).transpose()?;
                let items = rows::all(reader, &Kind::NoticeItem)?;
                let about = |row: &Row| {
                    items.iter().any(|item| item.link("notice") == Some(row.id) && item.link("issue") == issue)
                };
                let mut rows = rows::all(reader, &Kind::Notice)?;
                rows.retain(|row| {
                    (issue.is_none() || about(row))
                        && to.is_none_or(|to| row.link("owner").map(|owner| owners.resolve(owner)) == Some(to))
                        && args.kind.is_none_or(|kind| row.text("kind") == Some(kind.name()))
                        && !(args.open && row.day("answered_on").is_some())
                });
                shown(reader, &owners, &rows, &items, app.day())
            })?;
            show::list(app, &found, |words| render::records::notices(&found, words))
        }
        Command::Show(args) => {
            let (one, about) = app.look(|reader| {
                let row = named(app, reader, &args.notice)?;
                let items = rows::all(reader, &Kind::NoticeItem)?;
                let of = items.iter().filter(|item| item.link("notice") == Some(row.id));
                let about: Vec<Id> = of.filter_map(|item| item.link("issue")).collect();
                let mut found = shown(reader, &Owners::load(reader)?, &[row], &items, app.day())?;
                Ok((found.remove(0), about))
            })?;
            let page = |words: &_| render::records::notice(&one, words);
            let Some(output) = &args.output else { return show::one(app, &one, page) };
            paper::put(app, output, &one, page, |ending| match ending {
                Ending::Docx => app.look(|reader| letter(app, reader, &one, &about)).map(Some),
                _ => Ok(None),
            })
        }
        Command::Void(args) => super::strike_out(app, Kind::Notice, |reader| Ok(named(app, reader, &args.notice)?.id)),
    }
}

/// The document of a notice, with the issues that it is about as they stand.
fn letter(app: &App, reader: &Reader, one: &Notice, about: &[Id]) -> Result<Vec<u8>, Error> {
    let mut ledger = ledger::brief(reader)?;
    ledger.name_in_full();
    let standing = domain::standing::Standing::new(&ledger);
    let settings = settings::load(reader)?;
    let rule = PaceRule::of(&settings);
    let named = (0..ledger.issues.len()).filter(|at| about.contains(&ledger.issues[*at].id));
    let about: Vec<About> = named
        .map(|at| {
            let issue = &ledger.issues[at];
            About {
                number: issue.number.clone(),
                title: issue.title.clone(),
                lead_leader: standing.holder(at, LEADERS).lead_leader().map(str::to_owned),
                units: names(standing.holder(at, UNITS), UNITS).map(str::to_owned).collect(),
                due: standing.limit(at),
                stage: issue.stage.name(),
                pace: standing.pace(at, &rule, app.day()).map(Pace::name),
                percent: issue.latest.as_ref().and_then(|latest| latest.percent),
            }
        })
        .collect();
    let mut leaders: Vec<String> = Vec::new();
    for leader in about.iter().filter_map(|one| one.lead_leader.as_ref()) {
        if !leaders.contains(leader) {
            leaders.push(leader.clone());
        }
    }
    // who entered it may be a person of an office; the office signs
    let offices: Vec<&str> =
        ["office.supervision", "office.rectification"].iter().flat_map(|name| settings.names(name)).collect();
    let entered = one.issued_by.as_deref().unwrap_or_default();
    let office =
        offices.iter().find(|office| entered.starts_with(**office)).or(offices.first()).copied().unwrap_or_default();
    let about = template::facts(&render::json::json(&about), []);
    let more = [("office", office.into()), ("leaders", leaders.into()), ("about", about)];
    paper::document(app, &format!("notice-{}", one.kind), one, more)
}

fn issue(app: &App, args: &IssueArgs) -> Result<(), Error> {
    let on = args.on.as_ref().map_or(app.clock.today, |on| on.meant(app));
    if on > app.clock.today {
        return Err(Error::Rule(say!("done-in-future", day = on)));
    }
    if args.to.is_empty() && args.kind != NoticeKind::Circular {
        return Err(Error::Usage(say!("notice-needs-addressee")));
    }
    if let Some(day) = args.answer_by.filter(|day| *day < on) {
        return Err(Error::Usage(say!("notice-answer-before", day = day, on = on)));
    }
    if args.title.is_none() && args.text.is_none() && args.issues.is_empty() {
        return Err(Error::Usage(say!("notice-about-nothing")));
    }
    log::record(app, |reader| {
        let issues = find::issues(reader, &args.issues)?;
        let owners = Owners::load(reader)?;
        let mut to: Vec<Id> = Vec::new();
        for name in args.to.iter().flat_map(|cell| split(cell)) {
            let id = owners.must_find(&name)?; // a number is not given away to a name that was mistyped
            if !to.contains(&id) {
                to.push(id);
            }
        }
        let mut ops = Vec::new();
        let settings = settings::load(reader)?;
        let word = settings.text(&args.kind.setting()).to_owned();
        let answer_by = match (args.answer_by, args.kind) {
            (Some(day), _) => Some(day),
            (None, NoticeKind::Circular) if args.days.is_none() => None, // a circular tells, it does not ask
            (None, _) => {
                let days = args.days.unwrap_or_else(|| settings.number("notice.days"));
                notice::answer_by(on, days, &settings::calendar(reader)?)
            }
        };
        let given = rows::all_with_void(reader, &Kind::Notice)?;
        let year = i64::from(on.year());
        let of_series = |row: &&Row| row.text("kind") == Some(args.kind.name()) && row.int("year") == Some(year);
        let next = notice::next_number(given.iter().filter(of_series).filter_map(|row| row.int("number")));
        let addressees: Vec<Option<Id>> = if to.is_empty() { vec![None] } else { to.into_iter().map(Some).collect() };
        for (number, owner) in (next..).zip(addressees) {
            let record = reader.fresh_id();
            let op = Op::create(Kind::Notice, record)
                .set("kind", args.kind.name())
                .set("code", document::code(&word, year, number))
                .set("year", year)
                .set("number", number)
                .set("owner", owner)
                .set("title", args.title.clone())
                .set("text", args.text.clone())
                .set("issued_on", on)
                .set("issued_by", app.author.as_str())
                .set("answer_by", answer_by);
            ops.push(op);
            for issue in &issues {
                let item = Id::derive(Some(*issue), &["notice", &record.to_string()]);
                ops.push(Op::on(Kind::NoticeItem, item).set("notice", record).set("issue", *issue));
            }
        }
        Ok(ops)
    })
}

fn code_of(row: &Row) -> &str {
    row.text("code").unwrap_or_default()
}

/// The notice of this number; without a year one of this year, without a word the only one of the number.
fn named(app: &App, reader: &Reader, name: &DocumentName) -> Result<Row, Error> {
    let rows = rows::all(reader, &Kind::Notice)?;
    let year = name.year.unwrap_or_else(|| i64::from(app.clock.today.year()));
    let said = |row: &&Row| {
        let word = document::named(code_of(row)).map(|known| known.word).unwrap_or_default();
        row.int("number") == Some(name.number)
            && row.int("year") == Some(year)
            && (name.word.is_empty() || name.word == word)
    };
    let found: Vec<&Row> = rows.iter().filter(said).collect();
    let asked = document::code(&name.word, year, name.number);
    match found[..] {
        [only] => Ok(only.clone()),
        [] => Err(Error::Usage(say!("notice-unknown", code = asked))),
        _ => {
            let codes: Vec<&str> = found.iter().map(|row| code_of(row)).collect();
            Err(Error::Usage(say!("notice-several", code = asked, codes = codes)))
        }
    }
}

/// Notices as they stand on `day`, in the order of the rows.
pub fn shown(
    reader: &Reader,
    owners: &Owners,
    rows: &[Row],
    items: &[Row],
    day: NaiveDate,
) -> Result<Vec<Notice>, Error> {
    let numbers = query::names(reader)?;
    let shown = rows.iter().map(|row| {
        let mut issues: Vec<String> = items
            .iter()
            .filter(|item| item.link("notice") == Some(row.id))
            .filter_map(|item| Some(numbers.get(&item.link("issue")?)?.1.clone()))
            .collect();
        issues.sort_by(|a, b| by_number(a, b));
        let standing = notice::standing(row.day("answer_by"), row.day("answered_on"), day);
        let (state, late, left) = match standing {
            Standing::Answered(late) => ("answered", Some(late).filter(|late| *late > 0), None),
            Standing::Waiting(left) => ("waiting", None, left),
            Standing::Overdue(days) => ("overdue", Some(days), None),
        };
        let kind = row.text("kind").and_then(NoticeKind::named).unwrap_or(NoticeKind::Reminder);
        Notice {
            code: code_of(row).to_owned(),
            kind: kind.name(),
            to: row.link("owner").map(|owner| owners.name(owners.resolve(owner)).to_owned()),
            issues,
            title: row.owned("title"),
            text: row.owned("text"),
            issued_on: row.day("issued_on"),
            issued_by: row.owned("issued_by"),
            answer_by: row.day("answer_by"),
            answered_on: row.day("answered_on"),
            answer: row.owned("answer"),
            state,
            days_late: late,
            days_left: left,
        }
    });
    Ok(shown.collect())
}
