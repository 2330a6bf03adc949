//! `duban report set`: what is written of an issue, and what the report says in general.

use super::Of;
use super::draft::{figures, quote};
use super::gather::{Source, outline};
use crate::app::App;
use crate::cmd::args::{Given, IssueName, issue_name, text_given, whole_day_given};
use crate::cmd::{find, log};
use crate::domain::change::{Kind, Op};
use crate::domain::report as rules;
use crate::error::Error;
use crate::grammar::quotes;
use crate::out;
use crate::say;
use crate::sheet::csv;
use chrono::NaiveDate;
use std::path::{Path, PathBuf};

#[derive(clap::Args, Debug)]
pub struct SetArgs {
    #[arg(value_name = "ISSUE", value_parser = issue_name)]
    issue: Option<IssueName>,
    #[command(flatten)]
    of: Of,
    #[arg(long, value_name = "TEXT", value_parser = text_given, requires = "issue")]
    public: Option<Given<String>>,
    #[arg(long, value_name = "FILE", requires = "issue", conflicts_with = "public")]
    file: Option<PathBuf>,
    #[arg(long, value_name = "TEXT", value_parser = text_given, requires = "issue")]
    internal: Option<Given<String>>,
    #[arg(long, requires = "issue")]
    plain: bool,
    #[command(flatten)]
    general: General,
}

/// What the report says beside its issues.
#[derive(clap::Args, Debug)]
#[group(id = "general", multiple = true, conflicts_with = "issue")]
struct General {
    #[arg(long, value_name = "TEXT", value_parser = text_given)]
    title: Option<Given<String>>,
    #[arg(long, value_name = "TEXT", value_parser = text_given)]
    opening: Option<Given<String>>,
    #[arg(long, value_name = "TEXT", value_parser = text_given)]
    organisation: Option<Given<String>>,
    #[arg(long, value_name = "TEXT", value_parser = text_given)]
    next_steps: Option<Given<String>>,
    #[arg(long, value_name = "TEXT", value_parser = text_given)]
    contact: Option<Given<String>>,
    #[arg(long, value_name = "TEXT", value_parser = text_given)]
    issuer: Option<Given<String>>,
    #[arg(long, value_name = "DAY", value_parser = whole_day_given)]
    date: Option<Given<NaiveDate>>,
    #[arg(long, value_name = "NAME")]
    template: Option<String>,
}

impl General {
    fn is_empty(&self) -> bool {
        let texts = [&self.title, &self.opening, &self.organisation, &self.next_steps, &self.contact, &self.issuer];
        texts.iter().all(|text| text.is_none()) && self.date.is_none() && self.template.is_none()
    }
}

pub fn run(app: &App, args: &SetArgs) -> Result<(), Error> {
    let general = &args.general;
    outline(app, general.template.as_deref())?;
    let public = match &args.file {
        Some(file) => Some(read(file)?),
        None => args.public.clone(),
    };
    let Some(name) = &args.issue else {
        if general.is_empty() {
            return Err(Error::Usage(say!("report-set-nothing")));
        }
        return log::record(app, |reader| {
            let source = Source::load(reader, &args.of)?;
            Ok([Op::on(Kind::Report, rules::id(source.inspection))
                .set_if("inspection", source.inspection)
                .set_if("title", general.title.clone())
                .set_if("opening", general.opening.clone())
                .set_if("organisation", general.organisation.clone())
                .set_if("next_steps", general.next_steps.clone())
                .set_if("contact", general.contact.clone())
                .set_if("issuer", general.issuer.clone())
                .set_if("day", general.date.clone())
                .set_if("template", general.template.clone())])
        });
    };
    if public.is_none() && args.internal.is_none() {
        return Err(Error::Usage(say!("report-set-nothing")));
    }
    log::record(app, |reader| {
        let id = find::issue(reader, name)?;
        let source = Source::of_issue(reader, id)?;
        let issue = source.issue_of(id);
        let text = public.map(|given| match given {
            Given::Some(text) if !args.plain => Given::Some(quotes::linked(&text, &figures(&source, issue))),
            given => given,
        });
        let mut ops = match &text {
            Some(Given::Some(text)) => quote(&source, issue, text).map_err(Error::Usage)?,
            _ => Vec::new(),
        };
        ops.push(
            Op::on(Kind::Passage, rules::passage_id(id))
                .set("issue", id)
                .set_if("public", text)
                .set_if("internal", args.internal.clone())
                .set("progress", issue.latest.as_ref().map(|latest| latest.id))
                .set("written_on", app.clock.today)
                .set("written_by", app.author.as_str()),
        );
        Ok(ops)
    })
}

/// The text of a file, in any coding that offices use.
fn read(file: &Path) -> Result<Given<String>, Error> {
    let bytes = out::read_file(file).map_err(Error::World)?;
    let in_file = |said| Error::Input(vec![say!("in-file", file = file.display().to_string(), why = said)]);
    let text = csv::decode(&bytes).map_err(in_file)?;
    Ok(match text.trim() {
        "" => Given::Nothing,
        text => Given::Some(text.to_owned()),
    })
}
