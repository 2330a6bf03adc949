//! 月督查的冻结: when a month may be frozen, and as which edition.
//!
//! A month is frozen once. What turns out to be wrong is put right by a second edition that names the first; a number
//! once handed out never changes (`domain.md` 3).

use crate::domain::id::Id;
use crate::domain::say::Said;
use crate::say;
use chrono::NaiveDate;

/// A summary that was frozen, without its figures.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Edition {
    /// The record.
    pub id: Id,
    /// The first day of the month.
    pub month: NaiveDate,
    /// 1, or more for a correction.
    pub edition: i64,
    /// The first edition, where this one corrects it.
    pub corrects: Option<Id>,
    /// 截至
    pub cut_off: NaiveDate,
    /// When it was frozen.
    pub frozen_on: Option<NaiveDate>,
    /// By whom.
    pub frozen_by: Option<String>,
    /// Why it corrects.
    pub reason: Option<String>,
    /// By which rules it was counted.
    pub rules: i64,
    /// SHA-256 of the figures.
    pub digest: String,
    /// The newest entries that were known, by id.
    pub position: String,
    /// How far each replica's series was known.
    pub seen: String,
}

/// What freezing a month comes to: the next edition, and the first one where it corrects.
///
/// # Errors
/// When the month lies before all feedback, when there is nothing in it to count, when it is frozen already, or when
/// there is nothing to correct.
pub fn next(
    month: &str,
    cut_off: NaiveDate,
    feedback_on: Option<NaiveDate>,
    issues: usize,
    frozen: &[Edition],
    correct: bool,
) -> Result<(i64, Option<Id>), Said> {
    if let Some(day) = feedback_on.filter(|day| cut_off < *day) {
        return Err(say!("summary-before-feedback", month = month, cut_off = cut_off, day = day));
    }
    if issues == 0 {
        return Err(say!("summary-empty", cut_off = cut_off));
    }
    let newest = frozen.iter().max_by_key(|edition| (edition.edition, edition.id));
    match (newest, correct) {
        (None, false) => Ok((1, None)),
        (None, true) => Err(say!("summary-nothing-to-correct", month = month)),
        (Some(newest), false) => {
            let on = newest.frozen_on.unwrap_or(newest.cut_off);
            Err(say!("summary-frozen", month = month, edition = newest.edition, day = on))
        }
        (Some(newest), true) => {
            let first = frozen.iter().min_by_key(|edition| (edition.edition, edition.id)).unwrap_or(newest);
            Ok((newest.edition.saturating_add(1), Some(first.id)))
        }
    }
}

/// The edition of each month that counts: its newest; the months in their order.
pub fn newest(all: &[Edition]) -> Vec<&Edition> {
    let mut found: Vec<&Edition> = Vec::new();
    let mut sorted: Vec<&Edition> = all.iter().collect();
    sorted.sort_by_key(|edition| (edition.month, edition.edition, edition.id));
    for edition in sorted {
        match found.last_mut() {
            Some(last) if last.month == edition.month => *last = edition,
            _ => found.push(edition),
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::sample::{date, id};

    fn edition(month: &str, edition: i64) -> Edition {
        Edition {
            id: id(&format!("{month} {edition}")),
            month: date(month),
            edition,
            corrects: None,
            cut_off: date(month),
            frozen_on: None,
            frozen_by: None,
            reason: None,
            rules: 1,
            digest: String::new(),
            position: String::new(),
            seen: String::new(),
        }
    }

    type Outcome = Result<(i64, Option<Id>), &'static str>;

    #[test]
    fn a_month_is_frozen_once_and_corrected_by_name() {
        let feedback = Some(date("2019-09-02"));
        let (one, two) = (edition("2019-11-01", 1), edition("2019-11-01", 2));
        let first = Some(one.id);
        let cases: [(&str, usize, &[Edition], bool, Outcome); 8] = [
            ("2019-11-30", 3, &[], false, Ok((1, None))),
            ("2019-09-02", 3, &[], false, Ok((1, None))),
            ("2019-09-01", 3, &[], false, Err("summary-before-feedback")),
            ("2019-11-30", 0, &[], false, Err("summary-empty")),
            ("2019-11-30", 3, &[], true, Err("summary-nothing-to-correct")),
            ("2019-11-30", 3, std::slice::from_ref(&one), false, Err("summary-frozen")),
            ("2019-11-30", 3, std::slice::from_ref(&one), true, Ok((2, first))),
            ("2019-11-30", 3, &[two, one.clone()], true, Ok((3, first))),
        ];
        for (day, issues, frozen, correct, expected) in cases {
            let found = next("2019-11", date(day), feedback, issues, frozen, correct).map_err(|said| said.key);
            assert_eq!(found, expected, "{day} {issues} {} {correct}", frozen.len());
        }
        assert_eq!(next("2019-11", date("2019-11-30"), None, 3, &[], false), Ok((1, None)), "no feedback is known");
    }

    #[test]
    fn the_newest_edition_of_each_month_counts() {
        let all = [edition("2019-11-01", 2), edition("2019-10-01", 1), edition("2019-11-01", 1)];
        let found: Vec<_> = newest(&all).into_iter().map(|one| (one.month, one.edition)).collect();
        assert_eq!(found, [(date("2019-10-01"), 1), (date("2019-11-01"), 2)]);
    }
}
