//! `duban report draft`: texts for every issue, made from what was reported of it; what a person has written stays.

use super::Of;
use super::gather::{Source, outline};
use crate::app::App;
use crate::cmd::args::{IssueName, issue_name};
use crate::cmd::find;
use crate::cmd::log;
use crate::domain::change::{Kind, Op, VOID, Value};
use crate::domain::id::Id;
use crate::domain::issue::{Issue, Stage};
use crate::domain::report as rules;
use crate::domain::standing::said;
use crate::error::Error;
use crate::grammar::names::key;
use crate::grammar::passage;
use crate::grammar::quotes::{self, Piece};
use crate::i18n::{Lang, Words};
use crate::render::paper::quoted;
use crate::say;

#[derive(clap::Args, Debug)]
pub struct DraftArgs {
    #[command(flatten)]
    of: Of,
    #[arg(long, value_name = "NAME")]
    template: Option<String>,
    #[arg(long, value_name = "ISSUE", value_parser = issue_name)]
    again: Vec<IssueName>,
}

pub fn run(app: &App, args: &DraftArgs) -> Result<(), Error> {
    outline(app, args.template.as_deref())?;
    let words = Words::new(Lang::Zh); // a report is a paper of the office, whatever language its clerk reads
    let (mut drafted, mut kept, mut silent) = (0usize, 0usize, 0usize);
    let recorded = app.record(|reader| {
        let source = Source::load(reader, &args.of)?;
        let again = find::issues(reader, &args.again)?;
        let mut ops = vec![
            Op::on(Kind::Report, rules::id(source.inspection))
                .set_if("inspection", source.inspection)
                .set("drafted_on", app.clock.today)
                .set("drafted_by", app.author.as_str())
                .set_if("template", args.template.clone()),
        ];
        for issue in &source.ledger.issues {
            let row = source.passage(issue.id);
            let written = row.is_some_and(|row| row.day("written_on").is_some());
            if written && !again.contains(&issue.id) {
                kept += 1;
                continue;
            }
            let Some(text) = text(&source, issue, &words) else {
                silent += 1;
                continue;
            };
            drafted += 1;
            let public = quotes::linked(&quotes::unmarked(&text.public), &figures(&source, issue));
            ops.push(
                Op::on(Kind::Passage, rules::passage_id(issue.id))
                    .set("issue", issue.id)
                    .set("internal", quotes::unmarked(&text.internal))
                    .set("public", public.as_str())
                    .set("progress", issue.latest.as_ref().map(|latest| latest.id))
                    .set("written_on", Value::Null)
                    .set("written_by", Value::Null),
            );
            ops.extend(quote(&source, issue, &public).unwrap_or_default()); // it names what was just linked
        }
        Ok(ops)
    })?;
    let dry = app.dry_run;
    if dry {
        log::tell(app, recorded)?;
    }
    app.note(&say!("report-drafted", drafted = drafted, kept = kept));
    if silent > 0 {
        app.note(&say!("report-drafted-silent", count = silent));
    }
    Ok(())
}

/// The figures that a text of an issue may quote, by name.
pub fn figures<'s>(source: &'s Source, issue: &Issue) -> Vec<(&'s str, rules::Figure)> {
    source.near(issue).into_iter().map(|(_, name, figure)| (name, figure.clone())).collect()
}

/// What a text of an issue quotes, written down as the rows have it now.
///
/// # Errors
/// When it names a figure that there is not.
pub fn quote(source: &Source, issue: &Issue, text: &str) -> Result<Vec<Op>, crate::domain::say::Said> {
    let mut ops: Vec<Op> = Vec::new();
    for piece in quotes::pieces(text) {
        let Piece::Mark(mark) = piece else { continue };
        let (indicator, figure) = source.row(issue, mark)?;
        let id = rules::quote_id(issue.id, &key(mark.name));
        if ops.iter().all(|op| op.record != id) {
            ops.push(quoting(id, issue.id, mark.name, indicator, figure));
        }
    }
    Ok(ops)
}

/// Quotes a row as it is.
pub fn quoting(id: Id, issue: Id, name: &str, indicator: Id, figure: &rules::Figure) -> Op {
    Op::on(Kind::Quote, id)
        .set("issue", issue)
        .set("name", name)
        .set("indicator", indicator)
        .set("value", figure.value.clone())
        .set("total", figure.total.clone())
        .set("unit", figure.unit.clone())
        .set("qualifier", figure.qualifier.clone())
        .set("kept", Value::Null)
        .set(VOID, Value::Null)
}

/// A text inside the office, and one to be published.
struct Text {
    internal: String,
    public: String,
}

/// What can be said of an issue: the newest return, the rules it has brought about, the measures that are done, what comes
/// next; inside the office its obstacles, too. `None` where nothing has been reported.
fn text(source: &Source, issue: &Issue, words: &Words) -> Option<Text> {
    let latest = issue.latest.as_ref();
    let reported = latest.and_then(|latest| said(latest.text.as_deref())).unwrap_or_default();
    let mut sentences: Vec<String> = Vec::new();
    let own = if source.is_part(issue) {
        passage::unheaded(reported, &issue.title).to_owned()
    } else {
        let parts = source.parts(issue.id).filter_map(|part| said(part.latest.as_ref()?.text.as_deref()));
        passage::without(reported, parts)
    };
    sentences.extend(Some(rules::paragraph(&own)).filter(|text| !text.is_empty()));
    let titled = |title: &String| if title.starts_with('《') { title.clone() } else { format!("《{title}》") };
    let unsaid = source.rules(issue.id).iter().map(titled).filter(|title| !reported.contains(title.as_str()));
    let names: String = unsaid.collect();
    if !names.is_empty() {
        sentences.push(words.say(&say!("report-say-rules", names = names)));
    }
    let done: String =
        issue.milestones.iter().filter(|one| one.done_on.is_some()).map(|one| quoted(&one.text)).collect();
    if !done.is_empty() {
        sentences.push(words.say(&say!("report-say-measures", texts = done)));
    }
    let next = latest.and_then(|latest| said(latest.next_step.as_deref())).filter(|_| issue.stage != Stage::Done);
    sentences.extend(next.map(|next| words.say(&say!("report-say-next", text = rules::paragraph(next)))));
    if issue.stage == Stage::Done {
        let done = if issue.long_term { say!("report-say-lasting") } else { say!("report-say-done") };
        sentences.push(words.say(&done));
    }
    if sentences.is_empty() {
        return None;
    }
    let public = sentences.concat();
    let troubles = [
        latest
            .and_then(|latest| said(latest.obstacle.as_deref()))
            .map(|text| say!("report-say-obstacle", text = rules::paragraph(text))),
        latest
            .and_then(|latest| said(latest.help_needed.as_deref()))
            .map(|text| say!("report-say-help", text = rules::paragraph(text))),
    ];
    let internal = troubles.iter().flatten().fold(public.clone(), |text, trouble| text + &words.say(trouble));
    Some(Text { internal, public })
}
