//! An indicator (量化指标): n of m, or an amount, as the return gives it.

use crate::domain::say::Said;
use crate::say;
use chrono::NaiveDate;
use rust_decimal::Decimal;

/// One figure of an issue; numbers are decimals in text, never floats.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Indicator {
    /// What is counted: 已整治的机构.
    pub name: String,
    /// How many, how much: `17`, `66.57`.
    pub value: Option<String>,
    /// Of how many, where that is known: `19`.
    pub total: Option<String>,
    /// 个, 万元, 人次.
    pub unit: Option<String>,
    /// How exact it is: 余, 近, 约.
    pub qualifier: Option<String>,
    /// The day it speaks of.
    pub day: Option<NaiveDate>,
    /// The words it was read from.
    pub text: Option<String>,
}

/// Whether a part is not more than its whole.
///
/// # Errors
/// When it is; what is no number is not judged.
pub fn fits(value: Option<&str>, total: Option<&str>) -> Result<(), Said> {
    let read = |text: Option<&str>| text.and_then(|text| text.parse::<Decimal>().ok());
    match (read(value), read(total)) {
        (Some(part), Some(whole)) if part > whole => {
            Err(say!("indicator-over", value = part.to_string(), total = whole.to_string()))
        }
        _ => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_part_is_not_more_than_its_whole() {
        assert!(fits(Some("17"), Some("19")).is_ok());
        assert!(fits(Some("19"), Some("19.0")).is_ok());
        assert_eq!(fits(Some("20"), Some("19")).unwrap_err().key, "indicator-over");
        assert!(fits(Some("20"), None).is_ok());
    }
}
