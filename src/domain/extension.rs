//! 延期: a limit is moved only before it has passed, by an office, and every time is counted.

use crate::domain::say::Said;
use crate::say;
use chrono::NaiveDate;

/// Whether the limit in force may be asked to be moved to `to` (`domain.md` 2: extension only before the limit, with
/// reason and new date). The last day itself is before.
///
/// # Errors
/// When there is no limit, when it has passed, or when the new one is no later.
pub fn may_ask(number: &str, limit: Option<NaiveDate>, to: NaiveDate, today: NaiveDate) -> Result<(), Said> {
    let Some(limit) = limit else { return Err(say!("extend-unlimited", number = number)) };
    if today > limit {
        return Err(say!("extend-late", number = number, limit = limit, today = today));
    }
    if to <= limit {
        return Err(say!("extend-no-later", number = number, limit = limit, to = to));
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::sample::date;

    #[test]
    fn a_limit_is_moved_on_or_before_its_last_day_and_only_further() {
        for (limit, to, today, refused) in [
            (Some("2019-12-31"), "2020-01-31", "2019-12-30", None),
            (Some("2019-12-31"), "2020-01-31", "2019-12-31", None),
            (Some("2019-12-31"), "2020-01-31", "2020-01-01", Some("extend-late")),
            (Some("2019-12-31"), "2019-12-31", "2019-12-09", Some("extend-no-later")),
            (Some("2019-12-31"), "2019-12-01", "2019-12-09", Some("extend-no-later")),
            (None, "2020-01-31", "2019-12-09", Some("extend-unlimited")),
        ] {
            let outcome = may_ask("8", limit.map(date), date(to), date(today));
            assert_eq!(outcome.err().map(|said| said.key), refused, "{limit:?} {to} {today}");
        }
    }
}
