//! A published report in: read, shown with what was not sure of it, confirmed, applied as one entry.

mod plan;

use super::Args;
use crate::app::{App, Format};
use crate::cmd::show;
use crate::domain::issue::Stage;
use crate::error::Error;
use crate::grammar::amounts::amounts;
use crate::grammar::report::{self as grammar, Outline, Role};
use crate::render;
use crate::say;
use crate::store::{Mode, Reader};
use crate::view::outline as view;
use plan::{Plan, kind_name, plan};
use std::path::Path;

/// Whether a text reads as a report: it has an issue, an area, or a section of findings.
pub fn is_one(outline: &Outline) -> bool {
    !outline.areas.is_empty() || outline.sections.iter().any(|section| section.role == Role::Findings)
}

pub fn run(app: &App, args: &Args, file: &Path, reason: &str, outline: &Outline) -> Result<(), Error> {
    let file = file.display().to_string();
    let look = |reader: &Reader| plan(reader, outline, args.inspection.as_deref(), args.theirs, app.clock.today);
    if app.dry_run {
        // what a program reads is the outline alone, so the ledger need not be there
        let plan = if app.format == Format::Json {
            None
        } else {
            Some(app.store(if app.db.exists() { Mode::Read } else { Mode::Create })?.read(look)?)
        };
        let view = view(app, &file, outline, plan.as_ref());
        return show::one(app, &view, |words| render::outline::page(&view, words));
    }
    let mut shown = false;
    if !app.yes {
        let seen = if app.db.exists() { app.store(Mode::Read)?.read(look)? } else { nothing_yet(&look)? };
        let view = view(app, &file, outline, Some(&seen));
        let unsure: Vec<&view::Problem> = view.problems.iter().filter(|problem| problem.unsure).collect();
        if !seen.ops.is_empty() && app.out.is_asked() {
            app.out.note(&show::text(app, &render::outline::page(&view, app.words)));
            let question = if unsure.is_empty() { "import-ask" } else { "import-ask-unsure" };
            if !super::confirmed(app, question, unsure.is_empty()) {
                app.note(&say!("import-declined"));
                return Ok(());
            }
            shown = true;
        } else if !seen.ops.is_empty() && !unsure.is_empty() {
            tell(app, &file, &view.problems);
            let mut lines: Vec<String> = unsure.iter().map(|problem| problem.line.to_string()).collect();
            lines.dedup();
            let lines = lines.join(&app.words.word("list-comma"));
            return Err(Error::Rule(say!("import-unsure", file = file, count = unsure.len(), lines = lines)));
        }
    }
    apply(app, args, reason, outline, &file, shown)
}

/// What a ledger that is still to begin would take in.
fn nothing_yet(look: &impl Fn(&Reader) -> Result<Plan, Error>) -> Result<Plan, Error> {
    let seed = crate::clock::seed().map_err(Error::World)?;
    crate::store::Store::in_memory(&seed)?.read(look)
}

/// Records the plan as one entry whose reason names the file and its hash.
fn apply(app: &App, args: &Args, reason: &str, outline: &Outline, file: &str, shown: bool) -> Result<(), Error> {
    let mut stamp = app.stamp(None)?;
    stamp.reason.get_or_insert_with(|| reason.to_owned());
    let mut told = None;
    let recorded = app.store(Mode::Create)?.transact(&stamp, |reader| {
        let mut plan = plan(reader, outline, args.inspection.as_deref(), args.theirs, app.clock.today)?;
        let ops = std::mem::take(&mut plan.ops);
        told = Some(plan);
        Ok::<_, Error>(ops)
    })?;
    let Some(plan) = told else { return Ok(()) };
    let changes = &plan.changes;
    if !shown {
        tell(app, file, &problems(app, outline));
    }
    app.note(&say!(
        "import-report-done",
        file = file,
        code = changes.code.as_str(),
        new = changes.new,
        parts = changes.new_parts,
        filled = changes.filled,
        unchanged = changes.unchanged
    ));
    if recorded.entry.is_none() {
        app.note(&say!("import-nothing"));
    } else {
        if changes.begun > 0 {
            app.note(&say!("outline-begun", count = changes.begun));
        }
        renumbered(app, outline, &plan);
    }
    if !changes.struck.is_empty() {
        app.note(&say!("outline-struck", numbers = changes.struck.join(&app.words.word("list-comma"))));
    }
    let count = changes.differing.len();
    if count == 0 {
        return Ok(());
    }
    if args.theirs {
        app.note(&say!("import-overwritten", count = count));
        return Ok(());
    }
    if !shown {
        app.out.note(&show::text(app, &render::outline::left(changes, app.words)));
    }
    if app.yes || args.ours || shown {
        app.note(&say!("import-differing-left", count = count));
        return Ok(());
    }
    Err(Error::Rule(say!("import-differing-left", count = count)))
}

/// Says which numbers the ledger has given.
fn renumbered(app: &App, outline: &Outline, plan: &Plan) {
    let issues = outline.areas.iter().flat_map(|area| &area.issues);
    for (issue, number) in issues.filter_map(|issue| Some((issue, plan.numbers.get(&issue.line)?))) {
        let (line, title) = (issue.line, issue.title.as_str());
        app.note(&say!("import-numbered", line = line, title = title, number = number));
    }
}

/// Problems by their lines, beside the data.
fn tell(app: &App, file: &str, problems: &[view::Problem]) {
    for problem in problems {
        app.note(&say!("import-line", file = file, line = problem.line, message = problem.message.as_str()));
    }
}

/// Whether a problem leaves open what the report means, rather than what it lacks.
fn is_unsure(problem: &grammar::Problem, outline: &Outline) -> bool {
    match problem.message.key {
        "report-no-issues"
        | "report-number-repeats"
        | "report-number-gap"
        | "report-area-empty"
        | "report-issue-unsure"
        | "report-level-unsure"
        | "report-section-unsure"
        | "report-quote-open"
        | "report-count-differs" => true,
        // issues without a number may be those whose numbers the word processor made
        "report-auto-numbers" => {
            outline.areas.iter().flat_map(|area| &area.issues).any(|issue| issue.number.is_empty())
                || outline.areas.is_empty()
        }
        _ => false,
    }
}

fn problems(app: &App, outline: &Outline) -> Vec<view::Problem> {
    let problem = |problem: &grammar::Problem| view::Problem {
        line: problem.line,
        message: app.words.say(&problem.message),
        unsure: is_unsure(problem, outline),
    };
    outline.problems.iter().map(problem).collect()
}

fn view(app: &App, file: &str, outline: &Outline, plan: Option<&Plan>) -> view::Outline {
    let found = &outline.inspection;
    let issues = || outline.areas.iter().flat_map(|area| &area.issues);
    let issue = |issue: &grammar::Issue| {
        let parts = issue.sub_issues.iter().map(|part| view::SubIssue {
            number: part.number.clone(),
            title: part.title.clone(),
            stage: part.stage.map(Stage::name),
        });
        view::Issue {
            number: issue.number.clone(),
            title: issue.title.clone(),
            stage: issue.stage.map(Stage::name),
            long_term: issue.long_term,
            immediate: issue.immediate,
            status_text: issue.status_text.clone(),
            sub_issues: parts.collect(),
            line: issue.line,
            given: plan.and_then(|plan| plan.numbers.get(&issue.line).cloned()),
        }
    };
    let area = |area: &grammar::Area| view::Area {
        label: area.label.clone(),
        title: area.title.clone(),
        issues: area.issues.iter().map(issue).collect(),
        line: area.line,
    };
    let role = |role: Role| match role {
        Role::Organisation => "organisation",
        Role::Findings => "findings",
        Role::NextSteps => "next_steps",
        Role::Other => "other",
    };
    let sections = outline.sections.iter();
    view::Outline {
        kind: "report",
        inspection: view::Inspection {
            name: found.name.clone(),
            inspector: found.inspector.clone(),
            inspected: found.inspected.clone(),
            from: found.from,
            to: found.to,
            feedback_on: found.feedback_on,
            kind: kind_name(outline.kind),
        },
        issuer: outline.issuer.clone(),
        report_date: outline.report_date,
        sections: sections.clone().map(|s| (s.label.clone(), s.title.clone(), role(s.role))).collect(),
        areas: outline.areas.iter().map(area).collect(),
        problems: problems(app, outline),
        file: file.to_owned(),
        title: outline.title.clone(),
        section_lines: sections.map(|section| section.line).collect(),
        seen: view::Seen {
            measures: issues().map(|issue| issue.measures.len()).sum(),
            rules: issues().map(|issue| issue.rules.len()).sum(),
            amounts: issues().map(|issue| amounts(&issue.description).len() + amounts(&issue.progress).len()).sum(),
        },
        changes: plan.map(|plan| plan.changes.clone()),
    }
}
