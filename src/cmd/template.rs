//! `duban template …`: the wording and the looks of documents, and what an office puts in their place.

use super::paper::{self, STYLE};
use super::show;
use crate::app::App;
use crate::domain::calendar::Calendar;
use crate::domain::difference::Moment;
use crate::domain::dispatch::{self, Filter};
use crate::domain::id::Id;
use crate::domain::issue::{Issue, Milestone, Progress, Role, Stage};
use crate::domain::ledger::{Area, Inspection, Ledger};
use crate::domain::pace::PaceRule;
use crate::domain::say::Said;
use crate::domain::supervision::{Before, supervise};
use crate::error::Error;
use crate::grammar::search::nearest;
use crate::out;
use crate::render;
use crate::render::{json, style, template};
use crate::say;
use crate::view::issue::{Lamp, Sheet};
use crate::view::issues::Context;
use crate::view::monthly::Monthly;
use crate::view::paper::{About, Template};
use crate::view::records::{Directive, Notice};
use crate::view::report::{self, Part, Report, Withheld};
use crate::view::round::Unit;
use crate::view::story::{Closing, Evidence};
use crate::view::weekly::{Round, Weekly};
use chrono::NaiveDate;
use std::path::{Path, PathBuf};

#[derive(clap::Subcommand, Debug)]
pub enum Command {
    List,
    Export(ExportArgs),
    Check(CheckArgs),
}

#[derive(clap::Args, Debug)]
pub struct ExportArgs {
    #[arg(value_name = "NAME")]
    name: String,
    #[arg(long, short, value_name = "FILE")]
    output: Option<PathBuf>,
}

#[derive(clap::Args, Debug)]
pub struct CheckArgs {
    #[arg(value_name = "NAME")]
    name: Option<String>,
    #[arg(long, value_name = "FILE", requires = "name")]
    file: Option<PathBuf>,
}

pub fn run(app: &App, command: Command) -> Result<(), Error> {
    match command {
        Command::List => {
            let all = names().map(str::to_owned).chain(outlines(app)).map(|name| shown(app, name));
            let all: Vec<Template> = all.collect();
            show::list(app, &all, |words| render::records::templates(&all, words))
        }
        Command::Export(args) => export(app, &args),
        Command::Check(args) => check(app, &args),
    }
}

/// Every name: of the templates, and of the style.
fn names() -> impl Iterator<Item = &'static str> {
    template::TEMPLATES.iter().map(|template| template.name).chain([STYLE])
}

/// The names of the outlines of a report that the office has beside those that ship, in their order.
fn outlines(app: &App) -> Vec<String> {
    let folder = paper::place(app, STYLE);
    let entries = folder.parent().and_then(|folder| std::fs::read_dir(folder).ok());
    let outline = |entry: std::io::Result<std::fs::DirEntry>| {
        let name = entry.ok()?.file_name().into_string().ok()?;
        let name = name.strip_suffix(".txt").filter(|name| template::named(name).is_none())?;
        name.strip_prefix(template::REPORT)?.starts_with('-').then(|| name.to_owned())
    };
    let mut found: Vec<String> = entries.into_iter().flatten().filter_map(outline).collect();
    found.sort_unstable();
    found
}

fn shown(app: &App, name: String) -> Template {
    let path = paper::place(app, &name);
    Template { name, own: path.exists(), path: path.display().to_string() }
}

fn find(name: &str) -> Result<&'static str, Error> {
    names().find(|known| *known == name).ok_or_else(|| {
        let like = nearest(name, names());
        let known: Vec<&str> = if like.is_empty() { names().collect() } else { like };
        Error::Usage(say!("template-unknown", name = name, known = known))
    })
}

/// The same, or an outline of the office's own.
fn find_own(app: &App, name: &str) -> Result<String, Error> {
    let own = outlines(app).into_iter().find(|known| known == name);
    own.map_or_else(|| find(name).map(str::to_owned), Ok)
}

fn shipped(name: &str) -> &'static str {
    template::named(name).map_or(style::DEFAULT, |template| template.text)
}

/// Writes what ships with the program where the office's own is looked for, to be changed there.
fn export(app: &App, args: &ExportArgs) -> Result<(), Error> {
    let name = find(&args.name)?;
    if args.output.as_deref() == Some(Path::new("-")) {
        return app.out.data(shipped(name));
    }
    let own = args.output.is_none();
    let path = args.output.clone().unwrap_or_else(|| paper::place(app, name));
    if own && path.exists() {
        return Err(Error::Rule(say!("template-there", path = path.display().to_string())));
    }
    if !app.dry_run {
        if own {
            out::make_folder(path.parent().unwrap_or(Path::new("."))).map_err(Error::World)?;
        }
        app.out.write(&path, shipped(name).as_bytes())?;
    }
    app.note_written(&path);
    Ok(())
}

/// Looks for what is wrong with the office's own, or with a file that is to become one of them.
fn check(app: &App, args: &CheckArgs) -> Result<(), Error> {
    let mut found: Vec<(String, String, String)> = Vec::new();
    if let (Some(file), Some(name)) = (&args.file, &args.name) {
        let name = find_own(app, name)?;
        let shown = file.display().to_string();
        let text = String::from_utf8(out::read_file(file).map_err(Error::World)?);
        let text = text.map_err(|_| Error::Input(vec![say!("template-not-utf8", path = shown.clone())]))?;
        found.push((name, shown, text.trim_start_matches('\u{feff}').to_owned()));
    } else {
        let only = args.name.as_deref().map(|name| find_own(app, name)).transpose()?;
        let all = names().map(str::to_owned).chain(outlines(app));
        for name in all.filter(|name| only.as_ref().is_none_or(|only| only == name)) {
            found.extend(paper::own(app, &name)?.map(|(path, text)| (name, path, text)));
        }
    }
    let count = found.len();
    let problems: Vec<Said> = found.iter().flat_map(|(name, path, text)| problems(name, path, text)).collect();
    if !problems.is_empty() {
        return Err(Error::Input(problems));
    }
    app.note(&if count == 0 { say!("template-none-own") } else { say!("template-sound", count = count) });
    Ok(())
}

/// What is wrong with a template or a style.
fn problems(name: &str, path: &str, text: &str) -> Vec<Said> {
    if name == STYLE {
        return style::read(path, text).err().unwrap_or_default();
    }
    let (ledger, day) = (example(), NaiveDate::from_ymd_opt(2019, 12, 9).unwrap_or_default());
    let (calendar, rule) = (Calendar::default(), PaceRule::default());
    let office = ("office", "office".into());
    let facts = match name {
        "supervise" => {
            let end = NaiveDate::from_ymd_opt(2019, 11, 30).unwrap_or_default();
            let before = Before::new(Moment { ledger: &ledger, day: end, rule });
            let month = supervise(&ledger, Some(&before), day, day, &calendar, &rule);
            let monthly = Monthly::new(&month);
            let more = [office, ("code", "1".into()), ("today", day.to_string().into()), ("decimals", 1.into())];
            template::facts(&json::json(&monthly), more)
        }
        "dispatch" | "leader" => {
            let filter = Filter { lead: Some("leader"), unit: None };
            let week = dispatch::dispatch(&ledger, day, &calendar, filter);
            let mut weekly = Weekly::new(&week, filter);
            weekly.directives = vec![Directive {
                number: "1".to_owned(),
                issue: None,
                to: Some("unit".to_owned()),
                text: "text".to_owned(),
                given_on: Some(day),
                given_by: None,
                due: Some(day),
                due_text: None,
                done_on: None,
                result: None,
                lamp: Lamp::between(Some(day), None, day),
            }];
            weekly.notices = vec![notice(day)];
            weekly.round = Some(Round { number: 1, return_by: day, return_hour: None, units: 1, missing: 1 });
            weekly.silence = vec![Unit {
                unit: "unit".to_owned(),
                state: "missing",
                returned_on: None,
                rows: 0,
                rows_changed: 0,
                asked: 1,
                silent: 1,
                step: Some("reminder"),
                issued: None,
            }];
            template::facts(&json::json(&weekly), [office, ("decimals", 1.into())])
        }
        "closing" => {
            let context = Context::of(&ledger);
            let mut sheet = Sheet::of(&ledger.issues[0], &context, Some(day), None, &[], &[], day);
            sheet.issue.story.closings =
                vec![Closing { applied_on: Some(day), struck_on: Some(day), ..Closing::default() }];
            sheet.issue.story.evidence = vec![Evidence::default()];
            template::facts(&json::json(&sheet.issue), [office])
        }
        name if name.starts_with(template::REPORT) => template::facts(&json::json(&report(&ledger, day)), []),
        _ => {
            let issue = &ledger.issues[0];
            let about = About {
                number: issue.number.clone(),
                title: issue.title.clone(),
                lead_leader: Some("leader".to_owned()),
                units: vec!["unit".to_owned()],
                due: Some(day),
                stage: "in_progress",
                pace: Some("overdue"),
                percent: Some(30),
            };
            let about = template::facts(&json::json(&[about]), []);
            let leaders = ("leaders", vec!["leader"].into());
            template::facts(&json::json(&notice(day)), [office, leaders, ("about", about)])
        }
    };
    template::try_out(path, text, &facts).err().into_iter().collect()
}

/// A report of the example, with something of everything that it may say.
fn report(ledger: &Ledger, day: NaiveDate) -> Report {
    let text = || Some("text".to_owned());
    let withheld =
        || Some(Withheld { ground: "case".to_owned(), approved_by: text(), approved_on: Some(day), reason: text() });
    let part = Part {
        key: ledger.issues[1].id.to_string(),
        number: "1.1".to_owned(),
        title: "part".to_owned(),
        stage: "done",
        withheld: withheld(),
        account: text(),
    };
    let issue = report::Issue {
        place: 1,
        key: ledger.issues[0].id.to_string(),
        number: "1".to_owned(),
        title: "title".to_owned(),
        stage: "in_progress",
        closing: "none",
        long_term: false,
        lead_leader: text(),
        units: vec!["unit".to_owned()],
        due: Some(day),
        withheld: withheld(),
        account: text(),
        parts: vec![part],
    };
    let of = &ledger.inspections[0];
    Report {
        version: "internal",
        day,
        template: template::REPORT.to_owned(),
        inspection: Some(report::Inspection {
            code: of.code.clone(),
            kind: Some("audit".to_owned()),
            name: text(),
            inspector: text(),
            inspected: text(),
            from_on: Some(day),
            to_on: Some(day),
            feedback_on: of.feedback_on,
        }),
        title: None,
        opening: None,
        organisation: None,
        next_steps: text(),
        contact: text(),
        issuer: text(),
        date: day,
        counts: report::Counts { issues: 4, parts: 1, open: 4, rounds: 1, months: 1, rules: 1, ..Default::default() },
        areas: vec![report::Area { place: 1, title: text(), issues: vec![issue] }],
    }
}

fn notice(day: NaiveDate) -> Notice {
    Notice {
        code: "1".to_owned(),
        kind: "supervise",
        to: Some("unit".to_owned()),
        issues: vec!["1".to_owned()],
        title: None,
        text: None,
        issued_on: Some(day),
        issued_by: None,
        answer_by: Some(day),
        answered_on: None,
        answer: None,
        state: "waiting",
        days_late: None,
        days_left: Some(0),
    }
}

/// A ledger in which there is something of everything that a template may speak of.
fn example() -> Ledger {
    let day = |month, day| NaiveDate::from_ymd_opt(2019, month, day);
    let id = |name: &str| Id::derive(None, &["example", name]);
    let (inspection, area) = (id("inspection"), id("area"));
    let issue = |number: &str, due| {
        let mut issue = Issue::blank(id(number));
        (issue.number, issue.title) = (number.to_owned(), "title".to_owned());
        (issue.inspection, issue.area) = (Some(inspection), Some(area));
        (issue.due, issue.stage) = (due, Stage::InProgress);
        issue.duties = vec![(Role::LeadLeader, "leader".into()), (Role::LeadUnit, "unit".into())];
        issue.milestones = vec![Milestone {
            id: id(&format!("{number} milestone")),
            text: "measure".to_owned(),
            deliverable: None,
            due,
            due_text: None,
            done_on: None,
        }];
        issue.latest = Some(Progress {
            id: id(&format!("{number} progress")),
            day: NaiveDate::from_ymd_opt(2019, 11, 1).unwrap_or_default(),
            percent: Some(30),
            text: Some("done".to_owned()),
            next_step: None,
            obstacle: Some("obstacle".to_owned()),
            help_needed: Some("help".to_owned()),
            unit: None,
        });
        issue
    };
    let mut part = issue("1.1", None);
    part.parent = Some(id("1"));
    Ledger {
        inspections: vec![Inspection {
            id: inspection,
            code: "2019".to_owned(),
            name: None,
            inspector: None,
            inspected: None,
            from_on: None,
            to_on: None,
            feedback_on: day(9, 1),
            plan_due: None,
            due: day(12, 31),
        }],
        areas: vec![Area { id: area, inspection: Some(inspection), label: None, title: "area".to_owned() }],
        issues: vec![
            issue("1", day(12, 6)),
            part,
            issue("2", day(12, 13)),
            issue("3", day(12, 20)),
            issue("4", day(12, 31)),
        ],
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_template_that_ships_is_sound() {
        for name in names() {
            assert_eq!(problems(name, name, shipped(name)), [], "{name}");
        }
    }

    #[test]
    fn what_is_wrong_with_a_template_is_told_by_line_and_field() {
        let endless =
            format!("{}x{}", "{% for a in [1, 2, 3, 4, 5, 6, 7, 8, 9, 10] %}".repeat(9), "{% endfor %}".repeat(9));
        for (text, says) in [
            ("@标题 x\n{{ issues.totl }}", "line=2 found=issues.totl why=template-field"),
            ("{% if false %}\n{{ isues }}{% endif %}", "line=2 found=isues why=template-field"),
            ("\n{% for x in laggards %}{{ x.nummer }}{% endfor %}", "line=2 found=x.nummer why=template-field"),
            ("{% for x in %}", "line=1"),
            ("{% include \"leader\" %}", "line=1 found=include why=template-statement"),
            ("{{ month|moon }}", "line=1 found=moon why=template-filter"),
            ("@签发 x", "template-mark path=p line=1 found=@签发"),
            (&endless, "why=template-endless"),
            ("{{ month|date }}", "line=1"),
        ] {
            let told: Vec<String> = problems("supervise", "p", text).iter().map(ToString::to_string).collect();
            assert!(told.len() == 1 && told[0].contains(says), "{text}: {told:?}");
        }
    }
}
