//! `duban supervise -o FILE`: the month as a 督查通报 (DOCX), as a page with charts (HTML), as annexes (XLSX).

use crate::app::App;
use crate::cmd::dispatch::rounds as weeks;
use crate::cmd::owners::Owners;
use crate::cmd::paper::{self, Ending};
use crate::cmd::settings;
use crate::domain::issue::Pace;
use crate::domain::lamp::LampRule;
use crate::domain::ledger::Ledger;
use crate::domain::notice::NoticeKind;
use crate::domain::pace::{PaceRule, is_done};
use crate::domain::round::{self, State, When};
use crate::domain::standing::{LEADERS, Standing, UNITS, names};
use crate::error::Error;
use crate::grammar::document::unnumbered;
use crate::i18n::Words;
use crate::render;
use crate::render::page::Page;
use crate::sheet::annex;
use crate::store::Reader;
use crate::store::query::ledger;
use crate::view::charts::{Asked, Charts, Column, ROUNDS};
use crate::view::monthly::Monthly;
use chrono::{Datelike, NaiveDate};
use std::collections::HashMap;
use std::path::Path;

/// Writes a month into a file, by the ledger as it stood at the cut-off and what was counted of it; `code` is the number
/// of the circular, left open where nobody has given it.
pub fn put(
    app: &App,
    output: &Path,
    code: Option<&str>,
    (ledger, monthly): (&Ledger, &Monthly),
    page: impl Fn(&Words) -> Page,
) -> Result<(), Error> {
    paper::put(app, output, monthly, &page, |ending| match ending {
        Ending::Docx => {
            let (office, open) = app.look(|reader| {
                let word = settings::load(reader)?.text(&NoticeKind::Circular.setting()).to_owned();
                Ok((paper::office(reader, "office.supervision")?, unnumbered(&word, i64::from(app.clock.today.year()))))
            })?;
            let code = code.unwrap_or(&open);
            let more = [
                ("office", office.into()),
                ("code", code.into()),
                ("today", app.clock.today.to_string().into()),
                ("decimals", monthly.places().into()),
            ];
            paper::document(app, "supervise", monthly, more).map(Some)
        }
        Ending::Html => {
            let (rule, lamps, rounds) = app.look_at(monthly.cut_off, |reader| {
                let settings = settings::load(reader)?;
                Ok((PaceRule::of(&settings), LampRule::of(&settings), rounds(app, reader, monthly.cut_off)?))
            })?;
            let charts = Charts::new(ledger, monthly, (&rule, &lamps)).with_rounds(rounds);
            let charts = render::charts::charts(&charts, app.words);
            Ok(Some(render::html::illustrated(&page(app.words), &charts, app.words.lang()).into_bytes()))
        }
        Ending::Xlsx => annexes(app, monthly).map(Some),
        _ => Ok(None),
    })
}

/// The annexes of a month: what is slow, what is on schedule, and the units.
fn annexes(app: &App, monthly: &Monthly) -> Result<Vec<u8>, Error> {
    let day = monthly.cut_off;
    // with what was reported, which no figure needs
    let (mut ledger, rule) =
        app.look_at(day, |reader| Ok((ledger::ledger(reader)?, PaceRule::of(&settings::load(reader)?))))?;
    ledger.name_in_full();
    let standing = Standing::new(&ledger);
    let areas: HashMap<_, _> = ledger.areas.iter().map(|area| (area.id, area.title.as_str())).collect();
    let mut steady = Vec::new();
    let mut slow = Vec::new();
    for (place, issue) in ledger.issues.iter().enumerate() {
        let pace = standing.pace(place, &rule, day);
        let list = match pace {
            Some(Pace::Overdue | Pace::Behind) => &mut slow,
            _ if is_done(issue) => continue,
            _ => &mut steady,
        };
        list.push(annex::Row {
            issue,
            area: issue.area.and_then(|area| areas.get(&area).copied()),
            leader: standing.holder(place, LEADERS).lead_leader(),
            units: names(standing.holder(place, UNITS), UNITS).collect(),
            due: standing.limit(place),
            pace,
        });
    }
    slow.sort_by_key(|row| (row.pace != Some(Pace::Overdue), row.due.is_none(), row.due)); // stable: then as in the ledger
    let units: Vec<annex::Unit> = monthly
        .units
        .iter()
        .map(|row| {
            let of = &row.figures;
            let counts =
                [of.total, of.done.count, of.closed.count, of.basically_done, of.on_schedule, of.behind, of.overdue];
            annex::Unit { name: row.name, counts }
        })
        .collect();
    let frame = annex::Frame { month: &monthly.month, day, author: &app.author, created: app.clock.at };
    annex::annexes(app.words, &frame, &slow, &steady, &units).map_err(Error::Rule)
}

/// The newest rounds up to a day, the oldest first, with how the units that they asked stand at its end.
fn rounds(app: &App, reader: &Reader, day: NaiveDate) -> Result<Vec<Asked>, Error> {
    let owners = Owners::load(reader)?;
    let mut all = weeks::all(reader)?;
    all.retain(|round| round.week <= day);
    let newest = all.split_off(all.len().saturating_sub(ROUNDS));
    let end = day.and_hms_opt(23, 59, 59).and_then(|end| end.and_local_timezone(*app.clock.at.offset()).single());
    let now = end.map_or(app.clock.at, |end| end.min(app.clock.at));
    let of = |round: weeks::Round| {
        let returns = weeks::returns(reader, &owners, round.id)?;
        let units = weeks::asked(reader, &owners, round.id)?.into_iter().map(|id| {
            let row = returns.get(&id);
            let when = row.and_then(|row| row.day("day").map(|day| When { day, hour: row.text("at") }));
            let changed = row.and_then(|row| row.int("changed")).unwrap_or_default();
            let state = match round::state(when.map(|when| (when, changed)), round.limit()) {
                State::Missing if !round.is_over(now) => "waiting",
                state => state.name(),
            };
            (owners.name(id).to_owned(), state)
        });
        Ok((Column { number: round.number, week: round.week }, units.collect()))
    };
    newest.into_iter().map(of).collect()
}
