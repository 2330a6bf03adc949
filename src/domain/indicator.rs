//! An indicator (量化指标): n of m, or an amount, as the return gives it.

use chrono::NaiveDate;

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
