//! `duban supervise why FIGURE`: the rows that a figure is the sum of.

use super::list;
use super::taken::{self, Month, take};
use crate::app::App;
use crate::cmd::args::{self, month};
use crate::cmd::show;
use crate::domain::figure::{self, By, Known, Of, Subject};
use crate::domain::setting::Settings;
use crate::domain::summary::{Edition, newest};
use crate::domain::tally;
use crate::error::Error;
use crate::grammar::search::nearest;
use crate::render;
use crate::say;
use crate::store::query::summary as query;
use crate::store::{Reader, Seen};
use crate::view::why::{Denominator, Line, Why, WhyIndicator, WhyTotal};

#[derive(clap::Args, Debug)]
pub struct Args {
    #[arg(value_name = "FIGURE")]
    figure: String,
    #[arg(long, value_name = "MONTH", value_parser = month)]
    month: Option<args::Month>,
    #[command(flatten)]
    of: Part,
    #[arg(long)]
    now: bool,
}

/// Which part of the figure.
#[derive(clap::Args, Debug)]
#[group(multiple = false)]
struct Part {
    #[arg(long, value_name = "NAME")]
    area: Option<String>,
    #[arg(long, value_name = "NAME")]
    leader: Option<String>,
    #[arg(long, value_name = "NAME")]
    unit: Option<String>,
    #[arg(long, value_name = "NAME")]
    kind: Option<String>,
    #[arg(long, value_name = "NAME")]
    source: Option<String>,
    #[arg(long, value_name = "NAME")]
    cycle: Option<String>,
}

impl Part {
    /// By what it is parted, and which part: `-` for what has none.
    fn chosen(&self) -> (By, Option<&str>) {
        let parts = [
            (By::Area, &self.area),
            (By::Leader, &self.leader),
            (By::Unit, &self.unit),
            (By::Kind, &self.kind),
            (By::Source, &self.source),
            (By::Cycle, &self.cycle),
        ];
        let chosen = parts.into_iter().find_map(|(by, name)| Some((by, name.as_deref()?)));
        chosen.map_or((By::All, None), |(by, name)| (by, Some(name).filter(|name| *name != "-")))
    }
}

pub fn run(app: &App, args: &Args) -> Result<(), Error> {
    let asked = Month::asked(app, args.month.as_ref())?;
    let unknown = match named(app, &args.figure) {
        Ok(figure) => {
            let why = counted(app, args, asked, |reader, of, frozen| why(app, reader, args, of, figure, frozen))?;
            return show::one(app, &why, |words| render::summary::why(&why, words));
        }
        Err(unknown) => unknown,
    };
    // an indicator is summed over the whole ledger alone
    if args.of.chosen().0 != By::All {
        return Err(unknown);
    }
    let why = counted(app, args, asked, |reader, of, frozen| indicators(app, reader, args, of, frozen))?;
    let why = why.ok_or(unknown)?;
    show::one(app, &why, |words| render::summary::why_indicator(&why, words))
}

/// What is counted of a month: as it was frozen, with its edition and settings, or as the ledger is now.
fn counted<T>(
    app: &App,
    args: &Args,
    asked: Month,
    count: impl Fn(&Reader, Month, Option<(&Edition, Settings)>) -> Result<T, Error>,
) -> Result<T, Error> {
    app.look(|reader| {
        let all = query::editions(reader)?;
        let frozen = newest(&all).into_iter().find(|one| one.month == asked.first).filter(|_| !args.now);
        match frozen {
            Some(edition) => {
                let kept = list::kept(reader, edition)?;
                let of = Month { first: edition.month, cut_off: edition.cut_off };
                let seen = Seen::parse(&edition.seen).unwrap_or_default();
                reader.frozen(edition.cut_off, &seen, |reader| {
                    count(reader, of, Some((edition, Settings::of(kept.settings.clone()))))
                })
            }
            None => reader.on(asked.cut_off, |reader| count(reader, asked, None)),
        }
    })
}

/// The totals of the indicator that is named, alone or behind `indicators.`; none where there is none of this name.
fn indicators(
    app: &App,
    reader: &Reader,
    args: &Args,
    of: Month,
    frozen: Option<(&Edition, Settings)>,
) -> Result<Option<WhyIndicator>, Error> {
    let taken = take(reader, of)?;
    let asked = args.figure.trim();
    let word = app.words.word("kind-indicator");
    let bare =
        asked.split_once(['.', '．', '：', ':']).filter(|(subject, _)| *subject == "indicators" || *subject == word);
    let bare = bare.map_or(asked, |(_, name)| name.trim());
    let totals: Vec<WhyTotal> = tally::totals(&taken.indicators, of.cut_off)
        .iter()
        .filter(|total| total.name == bare)
        .map(|total| WhyTotal::new(total, &taken.indicators))
        .collect();
    Ok((!totals.is_empty()).then(|| WhyIndicator {
        month: taken::text(of.first),
        cut_off: of.cut_off,
        edition: frozen.map(|(edition, _)| edition.edition),
        indicator: bare.to_owned(),
        totals,
    }))
}

fn why(
    app: &App,
    reader: &Reader,
    args: &Args,
    of: Month,
    (subject, known): (Subject, &'static Known),
    frozen: Option<(&Edition, Settings)>,
) -> Result<Why, Error> {
    let mut taken = take(reader, of)?;
    taken.ledger.name_in_full();
    let (by, name) = args.of.chosen();
    let name = name.map(|name| spelled(app, by, name));
    let settings = frozen.as_ref().map_or(&taken.settings, |(_, settings)| settings);
    let place = |figure: &str| subject.place(figure).unwrap_or_default();
    let denominator = match known.of {
        Of::Nothing => None,
        Of::Part(of) | Of::Mean(of) => Some(of),
    };
    let (own, mut value, mut whole, mut rows) = (place(known.name), 0, 0, Vec::new());
    let mut groups: Vec<String> = Vec::new();
    let mut met = false;
    figure::visit(&taken.facts(of, settings), &mut |row| {
        if row.subject != subject {
            return;
        }
        for (_, group) in row.groups.iter().filter(|(other, _)| *other == by) {
            groups.extend(group.map(str::to_owned).filter(|group| !groups.contains(group)));
            if *group != name.as_deref() {
                continue;
            }
            met = true;
            let number = row.numbers[own];
            value += number;
            whole += denominator.map_or(0, |of| row.numbers[place(of)]);
            if number != 0 {
                rows.push(Line::new(row, number));
            }
        }
    });
    if !met && by != By::All {
        let found = name.unwrap_or_else(|| "-".to_owned());
        let like = nearest(&found, groups.iter().map(String::as_str));
        let like: Vec<&str> = if like.is_empty() { groups.iter().map(String::as_str).take(9).collect() } else { like };
        return Err(Error::Usage(say!("why-no-group", name = found, figure = subject.name(), known = like)));
    }
    Ok(Why {
        month: taken::text(of.first),
        cut_off: of.cut_off,
        edition: frozen.map(|(edition, _)| edition.edition),
        subject: subject.name(),
        figure: known.name,
        by: by.name(),
        name,
        value,
        of: denominator.map(|figure| Denominator { figure, value: whole }),
        rows,
    })
}

/// The name of a kind or cycle, also where it is given as it is printed.
fn spelled(app: &App, by: By, name: &str) -> String {
    let names: &[&str] = match by {
        By::Kind => &["immediate", "limited", "long_term"],
        By::Cycle => &["first", "reopened"],
        _ => &[],
    };
    let said = |key: &&&str| app.words.lookup(&format!("{}-{key}", by.name())).as_deref() == Some(name);
    names.iter().find(said).map_or(name, |key| key).to_owned()
}

/// `issues.overdue`, `overdue` for issues, 问题.逾期 or 逾期.
fn named(app: &App, text: &str) -> Result<(Subject, &'static Known), Error> {
    let text = text.trim();
    let (subject, figure) = text.split_once(['.', '．', '：', ':']).map_or((None, text), |(a, b)| (Some(a), b));
    let word = |key: &str| app.words.lookup(key);
    let is_subject = |one: &Subject| {
        subject
            .is_none_or(|name| name == one.name() || word(&format!("subject-{}", one.name())).as_deref() == Some(name))
    };
    for one in Subject::ALL.into_iter().filter(is_subject) {
        let said = |known: &&Known| {
            let own = word(&format!("figure-{}-{}", one.name(), known.name));
            figure == known.name || own.or_else(|| word(&format!("figure-{}", known.name))).as_deref() == Some(figure)
        };
        if let Some(known) = one.figures().iter().find(said) {
            return Ok((one, known));
        }
    }
    let all: Vec<String> = Subject::ALL
        .into_iter()
        .flat_map(|one| one.figures().iter().map(move |known| format!("{}.{}", one.name(), known.name)))
        .collect();
    let like = nearest(text, all.iter().map(String::as_str));
    let known =
        if like.is_empty() { vec!["issues.overdue", "issues.due_done", "milestones.due_on_time"] } else { like };
    Err(Error::Usage(say!("why-unknown", found = text, known = known)))
}
