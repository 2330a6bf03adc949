//! What a month is counted from, taken from the ledger once.

use crate::app::App;
use crate::cmd::{args, settings};
use crate::domain::calendar::{Calendar, ends_month, month_end, month_start};
use crate::domain::endings::Endings;
use crate::domain::figure::{self, Answer, By, Facts, Letter};
use crate::domain::id::Id;
use crate::domain::indicator::Indicator;
use crate::domain::issue::Issue;
use crate::domain::ledger::Ledger;
use crate::domain::pace::PaceRule;
use crate::domain::score;
use crate::domain::setting::Settings;
use crate::domain::supervision;
use crate::domain::tally::{self, Stated};
use crate::error::Error;
use crate::say;
use crate::store::Reader;
use crate::store::query::{endings, ledger, month};
use crate::view::summary::{Counted, Kept};
use chrono::NaiveDate;
use std::collections::HashMap;

/// A month and its cut-off.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Month {
    /// The first day.
    pub first: NaiveDate,
    /// 截至: the last day, or the day that is looked at where that comes earlier.
    pub cut_off: NaiveDate,
}

impl Month {
    /// The month that is asked for, or the one of the day that is looked at.
    ///
    /// # Errors
    /// When it has not come yet.
    pub fn asked(app: &App, month: Option<&args::Month>) -> Result<Month, Error> {
        let first = month.map_or_else(|| month_start(app.day()), |month| month.first(app));
        if first > app.day() {
            return Err(Error::Usage(say!("supervise-future", month = text(first), today = app.day())));
        }
        Ok(Month { first, cut_off: month_end(first).min(app.day()) })
    }

    /// Whether it was over at its cut-off.
    pub fn is_over(self) -> bool {
        ends_month(self.cut_off)
    }
}

/// `2019-11`
pub fn text(month: NaiveDate) -> String {
    month.format("%Y-%m").to_string()
}

/// Everything of one moment.
pub struct Taken {
    pub ledger: Ledger,
    pub endings: Endings,
    pub directives: Vec<Letter>,
    pub notices: Vec<Letter>,
    pub answers: Vec<Answer>,
    pub indicators: Vec<Stated>,
    pub settings: Settings,
}

/// Takes what a month is counted from; the reader shows the end of its cut-off.
pub fn take(reader: &Reader, of: Month) -> Result<Taken, Error> {
    let names = ledger::owner_names(reader)?;
    let ledger = ledger::brief(reader)?;
    let indicators = stated(&ledger, month::indicators(reader)?);
    Ok(Taken {
        ledger,
        indicators,
        endings: endings::endings(reader)?,
        directives: month::directives(reader, &names)?,
        notices: month::notices(reader, &names)?,
        answers: month::answers(reader, &names, of.first, of.cut_off)?,
        settings: settings::load(reader)?,
    })
}

impl Taken {
    /// The same as the rules look at it.
    pub fn facts(&self, of: Month, settings: &Settings) -> Facts<'_> {
        Facts {
            ledger: &self.ledger,
            endings: &self.endings,
            directives: &self.directives,
            notices: &self.notices,
            answers: &self.answers,
            month: of.first,
            cut_off: of.cut_off,
            rule: PaceRule::of(settings),
        }
    }

    /// Everything that is counted of the month.
    pub fn count(&self, of: Month, settings: &Settings) -> Counted {
        let groups = figure::count(&self.facts(of, settings));
        let scores = score::rank(&groups, By::Unit, settings);
        Counted { groups, scores, indicators: tally::totals(&self.indicators, of.cut_off) }
    }

    /// What a summary of the month keeps, by the settings given or those of that day.
    pub fn kept(&self, of: Month, settings: Option<&Settings>) -> Kept {
        let settings = settings.unwrap_or(&self.settings);
        let rule = PaceRule::of(settings);
        // working days follow from calendars that later versions know more of: none of them is kept
        let calendar = Calendar::default();
        let month = supervision::supervise(&self.ledger, None, of.first, of.cut_off, &calendar, &rule);
        Kept::new(&month, &self.count(of, settings), settings, figure::SETTINGS)
    }
}

/// Indicators with the numbers of their issues, in the order of the ledger; the code of the inspection stands before a
/// number where the ledger has several.
fn stated(ledger: &Ledger, all: Vec<(Id, Indicator)>) -> Vec<Stated> {
    let several = ledger.inspections.len() > 1;
    let code = |issue: &Issue| {
        let inspection = ledger.inspections.iter().find(|one| Some(one.id) == issue.inspection).filter(|_| several);
        inspection.map(|inspection| format!("{}/", inspection.code)).unwrap_or_default()
    };
    let places: HashMap<Id, usize> = ledger.issues.iter().enumerate().map(|(n, issue)| (issue.id, n)).collect();
    let mut by_place: Vec<(usize, Indicator)> =
        all.into_iter().filter_map(|(issue, indicator)| Some((*places.get(&issue)?, indicator))).collect();
    by_place.sort_by_key(|(place, _)| *place); // stable
    let stated = by_place.into_iter().map(|(place, indicator)| {
        let issue = &ledger.issues[place];
        Stated { issue: format!("{}{}", code(issue), issue.number), indicator }
    });
    stated.collect()
}
