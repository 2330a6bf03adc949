//! What a month is counted from, taken from the ledger once.

use crate::app::App;
use crate::cmd::settings;
use crate::domain::calendar::{Calendar, month_end, month_start};
use crate::domain::endings::Endings;
use crate::domain::figure::{self, Answer, Facts, Letter};
use crate::domain::ledger::Ledger;
use crate::domain::pace::PaceRule;
use crate::domain::setting::Settings;
use crate::domain::supervision;
use crate::error::Error;
use crate::say;
use crate::store::Reader;
use crate::store::query::{endings, ledger, month};
use crate::view::summary::Kept;
use chrono::NaiveDate;

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
    pub fn asked(app: &App, month: Option<NaiveDate>) -> Result<Month, Error> {
        let first = month.unwrap_or_else(|| month_start(app.day()));
        if first > app.day() {
            return Err(Error::Usage(say!("supervise-future", month = text(first), today = app.day())));
        }
        Ok(Month { first, cut_off: month_end(first).min(app.day()) })
    }

    /// Whether it was over at its cut-off.
    pub fn is_over(&self) -> bool {
        self.cut_off == month_end(self.first)
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
    pub settings: Settings,
}

/// Takes what a month is counted from; the reader shows the end of its cut-off.
pub fn take(reader: &Reader, of: Month) -> Result<Taken, Error> {
    let names = ledger::owner_names(reader)?;
    Ok(Taken {
        ledger: ledger::brief(reader)?,
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

    /// What a summary of the month keeps, by the settings given or those of that day.
    pub fn kept(&self, of: Month, settings: Option<&Settings>) -> Kept {
        let settings = settings.unwrap_or(&self.settings);
        let facts = self.facts(of, settings);
        // working days follow from calendars that later versions know more of: none of them is kept
        let calendar = Calendar::default();
        let month = supervision::supervise(&self.ledger, None, of.first, of.cut_off, &calendar, &facts.rule);
        Kept::new(&month, &figure::count(&facts), settings, figure::SETTINGS)
    }
}
