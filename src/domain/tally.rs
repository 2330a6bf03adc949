//! Totals of indicators (量化指标): what may be added is added, what agrees is checked, nothing is counted twice.
//!
//! `domain.md` 7: 人 and 人次 are never added, 余 survives, the same figure in two issues counts once, sums that should
//! agree are checked and percentages computed again.

use crate::domain::indicator::Indicator;
use chrono::NaiveDate;
use rust_decimal::{Decimal, RoundingStrategy};
use std::collections::BTreeMap;

/// An indicator with the number of its issue.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stated {
    /// The number of the issue.
    pub issue: String,
    /// The figure.
    pub indicator: Indicator,
}

/// The sum of one kind of indicator in one unit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Total {
    /// What is counted.
    pub name: String,
    /// 个, 万元, 人次.
    pub unit: Option<String>,
    /// How many, how much.
    pub value: Decimal,
    /// Of how many, where each of them says so.
    pub total: Option<Decimal>,
    /// How exact it is: the qualifier of all that have one, or 约 where they differ.
    pub qualifier: Option<String>,
    /// The indicators that it is the sum of, by their place.
    pub of: Vec<usize>,
    /// Those left out since they say the same figure again, by their place.
    pub again: Vec<usize>,
}

/// Figures that do not agree, or do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Checked {
    /// The number of the issue.
    pub issue: String,
    /// What is counted.
    pub name: String,
    /// What should be the same as `found`: the whole, or the percentage as it is stated.
    pub stated: String,
    /// The sum of the parts, or the percentage computed again.
    pub found: String,
    /// The parts, each with its value; none for a percentage.
    pub parts: Vec<(String, String)>,
    /// Whether they agree.
    pub agrees: bool,
}

/// What parts a part from its whole in the name of an indicator: 涉改单位/撤销 is a part of 涉改单位.
const PART: [char; 2] = ['/', '／'];

/// Whether a qualifier is said before its number, as 约 is, and not behind it, as 余.
pub fn stands_before(qualifier: &str) -> bool {
    matches!(qualifier, "约" | "近")
}

/// A value in the unit in which money is added, 万元; other units as they are.
fn in_unit(value: Decimal, unit: Option<&str>) -> (Decimal, Option<String>) {
    let wan = || Some("万元".to_owned());
    match unit {
        Some("元") => (value / Decimal::from(10_000), wan()),
        Some("亿元") => (value.saturating_mul(Decimal::from(10_000)), wan()),
        unit => (value, unit.map(str::to_owned)),
    }
}

fn number(text: Option<&String>) -> Option<Decimal> {
    text.and_then(|text| text.trim().parse().ok())
}

/// The last of each figure of each issue until `day`: by its own day, then as it stands. What has no number says nothing.
fn standing(all: &[Stated], day: NaiveDate) -> Vec<usize> {
    let mut newest: BTreeMap<(&str, &str, Option<&str>), usize> = BTreeMap::new();
    for (place, one) in all.iter().enumerate() {
        let of = &one.indicator;
        if of.day.is_some_and(|on| on > day) || number(of.value.as_ref()).is_none() {
            continue;
        }
        let key = (one.issue.as_str(), of.name.trim(), of.unit.as_deref());
        let known = newest.entry(key).or_insert(place);
        if of.day >= all[*known].indicator.day {
            *known = place;
        }
    }
    let mut places: Vec<usize> = newest.into_values().collect();
    places.sort_unstable();
    places
}

/// The totals at the end of `day`, by name and unit in the order in which they come first.
///
/// The same figure is the same name, number, unit and day, in two issues: such as an issue and its part tell it. It counts
/// once, and the others are named.
pub fn totals(all: &[Stated], day: NaiveDate) -> Vec<Total> {
    let mut totals: Vec<Total> = Vec::new();
    let mut met = Vec::new();
    for place in standing(all, day) {
        let of = &all[place].indicator;
        let Some(value) = number(of.value.as_ref()) else { continue };
        let (value, unit) = in_unit(value, of.unit.as_deref());
        let whole = number(of.total.as_ref()).map(|whole| in_unit(whole, of.unit.as_deref()).0);
        let name = of.name.trim();
        let same = (name, of.day, value, whole, unit.clone());
        let again = met.contains(&same);
        met.push(same);
        let known = totals.iter().position(|total| total.name == name && total.unit == unit);
        let Some(known) = known else {
            let qualifier = of.qualifier.clone();
            totals.push(Total {
                name: name.to_owned(),
                unit,
                value,
                total: whole,
                qualifier,
                of: vec![place],
                again: Vec::new(),
            });
            continue;
        };
        let total = &mut totals[known];
        if again {
            total.again.push(place);
            continue;
        }
        total.of.push(place);
        total.value = total.value.saturating_add(value);
        total.total = total.total.zip(whole).map(|(sum, whole)| sum.saturating_add(whole));
        total.qualifier = match (total.qualifier.take(), of.qualifier.clone()) {
            (Some(one), Some(other)) if one != other => Some("约".to_owned()),
            (one, other) => one.or(other),
        };
    }
    for total in &mut totals {
        (total.value, total.total) = (total.value.normalize(), total.total.map(|whole| whole.normalize()));
    }
    totals
}

/// Whether parts make their whole (58 = 9 + 41 + 8), and stated percentages are what n of m is.
pub fn checks(all: &[Stated], day: NaiveDate) -> Vec<Checked> {
    let standing = standing(all, day);
    let mut found = Vec::new();
    for place in &standing {
        let Stated { issue, indicator: of } = &all[*place];
        let Some(value) = number(of.value.as_ref()) else { continue };
        let parts: Vec<(String, Decimal)> = standing
            .iter()
            .map(|place| &all[*place])
            .filter(|other| other.issue == *issue && other.indicator.unit == of.unit)
            .filter_map(|other| {
                let part = other.indicator.name.trim().strip_prefix(of.name.trim())?.strip_prefix(PART)?.trim();
                Some((part.to_owned(), number(other.indicator.value.as_ref())?))
            })
            .collect();
        if !parts.is_empty() {
            let sum = parts.iter().fold(Decimal::ZERO, |sum, (_, value)| sum.saturating_add(*value));
            found.push(Checked {
                issue: issue.clone(),
                name: of.name.trim().to_owned(),
                stated: value.normalize().to_string(),
                found: sum.normalize().to_string(),
                parts: parts.into_iter().map(|(name, value)| (name, value.normalize().to_string())).collect(),
                agrees: sum == value,
            });
        }
        let whole = number(of.total.as_ref()).filter(|whole| *whole > Decimal::ZERO);
        if let Some((whole, stated)) = whole.zip(of.text.as_deref().and_then(stated_percent)) {
            let places = stated.scale();
            let share = (value.saturating_mul(Decimal::ONE_HUNDRED) / whole)
                .round_dp_with_strategy(places, RoundingStrategy::MidpointAwayFromZero);
            found.push(Checked {
                issue: issue.clone(),
                name: of.name.trim().to_owned(),
                stated: format!("{stated}%"),
                found: format!("{share:.0$}%", places as usize),
                parts: Vec::new(),
                agrees: share == stated,
            });
        }
    }
    found
}

/// The first percentage in a text.
fn stated_percent(text: &str) -> Option<Decimal> {
    let at = text.find(['%', '％'])?;
    let head = text[..at].trim_end();
    let start = head
        .rfind(|c: char| !c.is_ascii_digit() && c != '.')
        .map_or(0, |at| at + head[at..].chars().next().map_or(1, char::len_utf8));
    head[start..].parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::sample::date;

    fn stated(issue: &str, name: &str, value: &str, unit: &str) -> Stated {
        let indicator = Indicator {
            name: name.into(),
            value: Some(value.into()),
            unit: (!unit.is_empty()).then(|| unit.into()),
            ..Indicator::default()
        };
        Stated { issue: issue.into(), indicator }
    }

    fn told(all: &[Stated]) -> Vec<String> {
        let told = |total: Total| {
            let whole = total.total.map(|whole| format!("/{whole}")).unwrap_or_default();
            let (qualifier, unit) = (total.qualifier.unwrap_or_default(), total.unit.unwrap_or_default());
            format!("{} {}{whole}{qualifier}{unit} ({} {})", total.name, total.value, total.of.len(), total.again.len())
        };
        totals(all, date("2019-12-31")).into_iter().map(told).collect()
    }

    #[test]
    fn what_may_be_added_is_added() {
        let with = |mut one: Stated, total: Option<&str>, qualifier: Option<&str>, day: Option<&str>| {
            (one.indicator.total, one.indicator.qualifier) = (total.map(str::to_owned), qualifier.map(str::to_owned));
            one.indicator.day = day.map(date);
            one
        };
        for (all, expected, why) in [
            (
                vec![stated("1", "处理", "24", "人"), stated("2", "处理", "101", "人次")],
                &["处理 24人 (1 0)", "处理 101人次 (1 0)"][..],
                "人 and 人次",
            ),
            (
                vec![
                    stated("1", "追回", "66.57", "万元"),
                    stated("2", "追回", "14600", "元"),
                    stated("3", "追回", "0.1", "亿元"),
                ],
                &["追回 1068.03万元 (3 0)"],
                "money in 万元",
            ),
            (
                vec![
                    with(stated("1", "机构", "17", "个"), Some("19"), None, None),
                    with(stated("2", "机构", "1", "个"), Some("2"), None, None),
                ],
                &["机构 18/21个 (2 0)"],
                "n of m",
            ),
            (
                vec![with(stated("1", "机构", "17", "个"), Some("19"), None, None), stated("2", "机构", "1", "个")],
                &["机构 18个 (2 0)"],
                "not all say of how many",
            ),
            (
                vec![
                    with(stated("1", "扣押", "6700", "万元"), None, Some("余"), None),
                    stated("2", "扣押", "1", "万元"),
                ],
                &["扣押 6701余万元 (2 0)"],
                "余 survives",
            ),
            (
                vec![
                    with(stated("1", "扣押", "5", "个"), None, Some("余"), None),
                    with(stated("2", "扣押", "1", "个"), None, Some("近"), None),
                ],
                &["扣押 6约个 (2 0)"],
                "余 and 近",
            ),
            (
                vec![stated("8", "查处", "81", "人"), stated("8.2", "查处", "81", "人")],
                &["查处 81人 (1 1)"],
                "the same figure in two issues",
            ),
            (
                vec![
                    with(stated("8", "约谈", "3", "人"), None, None, Some("2019-11-01")),
                    with(stated("8", "约谈", "5", "人"), None, None, Some("2019-12-01")),
                ],
                &["约谈 5人 (1 0)"],
                "the last of one issue",
            ),
            (vec![with(stated("8", "约谈", "3", "人"), None, None, Some("2020-01-01"))], &[], "not yet"),
            (vec![stated("8", "约谈", "许多", "人")], &[], "no number"),
            (
                vec![stated("1", "多", "79228162514264337593543950335", ""), stated("2", "多", "1", "")],
                &["多 79228162514264337593543950335 (2 0)"],
                "no panic",
            ),
        ] {
            assert_eq!(told(&all), expected, "{why}");
        }
    }

    #[test]
    fn parts_make_their_whole_or_are_told() {
        let mut all = vec![
            stated("3", "涉改单位", "58", "个"),
            stated("3", "涉改单位/撤销", "9", "个"),
            stated("3", "涉改单位/转隶", "41", "个"),
            stated("3", "涉改单位/保留", "8", "个"),
            stated("4", "涉改单位/保留", "80", "个"),
        ];
        let found = checks(&all, date("2019-12-31"));
        assert_eq!(found.len(), 1);
        assert_eq!(
            (found[0].stated.as_str(), found[0].found.as_str(), found[0].agrees, found[0].parts.len()),
            ("58", "58", true, 3)
        );
        all[1].indicator.value = Some("10".into());
        let found = checks(&all, date("2019-12-31"));
        assert_eq!((found[0].found.as_str(), found[0].agrees), ("59", false));
    }

    #[test]
    fn a_stated_percentage_is_computed_again() {
        for (value, total, text, expected) in [
            ("688", "697", "完成688个，完成率98.71%", Some(("98.71%", true))),
            ("688", "697", "完成率 98.7％", Some(("98.7%", true))),
            ("688", "697", "完成率99.0%", Some(("98.7%", false))),
            ("17", "19", "已完成17个", None),
            ("1", "0", "50%", None),
        ] {
            let mut one = stated("1", "问题", value, "个");
            (one.indicator.total, one.indicator.text) = (Some(total.into()), Some(text.into()));
            let found = checks(&[one], date("2019-12-31"));
            let told = found.first().map(|check| (check.found.as_str(), check.agrees));
            assert_eq!(told, expected, "{text}");
        }
    }
}
