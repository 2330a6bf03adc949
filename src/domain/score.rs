//! 考核: a score for each unit or leader by the weights of the place, and a ranking that does not flatter small numbers.
//!
//! The score is a mean of rates, weighted, of those whose denominator is not nought, less points for what went wrong:
//! 100 × Σ(weight × rate) ÷ Σ weight − deductions, never below nought. The weights are arbitrary settings; scoring
//! itself exists in many forms (`domain.md` 3).

use crate::domain::figure::{By, Group, Subject, decimal_text};
use crate::domain::setting::Settings;
use rustc_hash::FxHashMap;
use std::rc::Rc;

/// A rate that counts: its setting, the subject, the figure and its denominator.
pub const RATES: [(&str, Subject, &str, &str); 5] = [
    ("score.due_done", Subject::Issues, "due_done", "due"),
    ("score.milestones", Subject::Milestones, "due_on_time", "due"),
    ("score.returns", Subject::Returns, "in_time", "asked"),
    ("score.directives", Subject::Directives, "due_on_time", "due"),
    ("score.notices", Subject::Notices, "due_on_time", "due"),
];

/// What costs points, each time: its setting, the subject and the figure.
pub const DEDUCTIONS: [(&str, Subject, &str); 3] = [
    ("score.overdue", Subject::Issues, "overdue"),
    ("score.missing", Subject::Returns, "missing"),
    ("score.reopened", Subject::Issues, "reopened"),
];

/// One unit or leader in the ranking.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Score {
    /// Who.
    pub name: Rc<str>,
    /// For each of the [`RATES`], so many of so many.
    pub rates: [(i64, i64); RATES.len()],
    /// Points off for each of the [`DEDUCTIONS`].
    pub off: [i64; DEDUCTIONS.len()],
    /// Issues and milestones due: how much there is to judge.
    pub judged: i64,
    /// In units of the last place; none where no rate has a denominator.
    pub units: Option<i64>,
    /// Decimals of the score.
    pub decimals: u32,
    /// 1 for the best; those with the same score share theirs and the next is left out. None where too little is judged.
    pub rank: Option<usize>,
}

impl Score {
    /// The score as it is printed.
    pub fn text(&self) -> Option<String> {
        Some(decimal_text(i128::from(self.units?), self.decimals))
    }
}

/// Scores each unit or leader that is named, the best first; those of no rank last, as the ledger has them.
pub fn rank(groups: &[Group], by: By, settings: &Settings) -> Vec<Score> {
    let parted = groups.iter().filter(|group| group.by == by);
    let known: FxHashMap<(Subject, &str), &Group> =
        parted.filter_map(|group| Some(((group.subject, group.name.as_deref()?), group))).collect();
    let number = |name: &Rc<str>, subject: Subject, figure: &str| {
        known.get(&(subject, &**name)).map_or(0, |group| group.number(figure))
    };
    let decimals = u32::try_from(settings.number("figures.decimals")).unwrap_or(1).min(9);
    let mut names: Vec<&Rc<str>> = Vec::new();
    for group in groups.iter().filter(|group| group.by == by) {
        names.extend(group.name.as_ref().filter(|name| !names.contains(name)));
    }
    let score = |name: &Rc<str>| {
        let rates = RATES.map(|(_, subject, part, of)| (number(name, subject, part), number(name, subject, of)));
        let off = DEDUCTIONS
            .map(|(setting, subject, figure)| settings.number(setting).saturating_mul(number(name, subject, figure)));
        let weights = RATES.map(|(setting, ..)| settings.number(setting));
        Score {
            name: Rc::clone(name),
            rates,
            off,
            judged: number(name, Subject::Issues, "due") + number(name, Subject::Milestones, "due"),
            units: points(&rates, &weights, off.iter().sum(), decimals),
            decimals,
            rank: None,
        }
    };
    let mut scores: Vec<Score> = names.into_iter().map(score).collect();
    let least = settings.number("score.least");
    let ranked = |score: &Score| score.units.filter(|_| score.judged >= least);
    scores.sort_by_key(|score| std::cmp::Reverse(ranked(score))); // stable
    for place in 0..scores.len() {
        let Some(own) = ranked(&scores[place]) else { break };
        let ties = scores[..place].iter().filter(|other| ranked(other) > Some(own)).count();
        scores[place].rank = Some(ties + 1);
    }
    scores
}

/// The score in units of its last place, rounded half up once, at the end; none without any rate.
fn points(rates: &[(i64, i64)], weights: &[i64], off: i64, decimals: u32) -> Option<i64> {
    let places = 10_i128.pow(decimals);
    // one fraction, reduced as it grows
    let (mut up, mut down, mut weight) = (0_i128, 1_i128, 0_i128);
    for ((part, of), w) in rates.iter().zip(weights).filter(|((_, of), w)| *of > 0 && **w > 0) {
        let (part, of, w) = (i128::from(*part), i128::from(*of), i128::from(*w));
        up = up.checked_mul(of)?.checked_add(w.checked_mul(part)?.checked_mul(down)?)?;
        down = down.checked_mul(of)?;
        let common = gcd(up, down);
        (up, down, weight) = (up / common, down / common, weight + w);
    }
    if weight == 0 {
        return None;
    }
    let (up, down) = (up.checked_mul(100 * places * 2)?, down.checked_mul(weight)?);
    let rounded = up.checked_add(down)?.div_euclid(down.checked_mul(2)?);
    i64::try_from((rounded - i128::from(off) * places).max(0)).ok()
}

fn gcd(a: i128, b: i128) -> i128 {
    if b == 0 { a.max(1) } else { gcd(b, a % b) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn group(subject: Subject, name: &str, figures: &[(&str, i64)]) -> Group {
        let mut numbers = vec![0; subject.figures().len()];
        for (figure, n) in figures {
            numbers[subject.place(figure).expect("a figure")] = *n;
        }
        Group { subject, by: By::Unit, name: Some(name.into()), numbers }
    }

    fn settings(own: &[(&str, &str)]) -> Settings {
        Settings::of(own.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())))
    }

    #[test]
    fn a_score_is_the_weighted_mean_of_what_applies_less_points() {
        for (rates, off, decimals, expected) in [
            ([(3, 4), (1, 2), (4, 4), (0, 0), (0, 0)], 0, 1, Some(750)), // (40×.75 + 20×.5 + 20) ÷ 80
            ([(1, 3), (0, 0), (0, 0), (0, 0), (0, 0)], 0, 1, Some(333)),
            ([(2, 3), (0, 0), (0, 0), (0, 0), (0, 0)], 0, 0, Some(67)),
            ([(1, 1), (1, 1), (1, 1), (1, 1), (1, 1)], 5, 2, Some(9500)),
            ([(0, 9), (0, 0), (0, 0), (0, 0), (0, 0)], 5, 1, Some(0)), // never below nought
            ([(0, 0), (0, 0), (0, 0), (0, 0), (0, 0)], 5, 1, None),
            ([(i64::MAX, i64::MAX), (i64::MAX - 1, i64::MAX), (1, i64::MAX), (1, 2), (1, 3)], 0, 1, None), // no wrong one
        ] {
            assert_eq!(points(&rates, &[40, 20, 20, 10, 10], off, decimals), expected, "{rates:?}");
        }
    }

    #[test]
    fn who_has_the_same_score_shares_the_rank_and_small_numbers_have_none() {
        let due = |name: &str, done: i64, due: i64| {
            group(Subject::Issues, name, &[("total", due), ("due", due), ("due_done", done)])
        };
        let groups =
            [due("甲", 3, 4), due("乙", 4, 4), due("丙", 6, 8), due("丁", 1, 1), due("戊", 0, 5), due("己", 0, 0)];
        let found = rank(&groups, By::Unit, &settings(&[("score.least", "3")]));
        let told: Vec<_> = found.iter().map(|one| (&*one.name, one.text(), one.rank)).collect();
        let text = |text: &str| Some(text.to_owned());
        assert_eq!(
            told,
            [
                ("乙", text("100.0"), Some(1)),
                ("甲", text("75.0"), Some(2)),
                ("丙", text("75.0"), Some(2)),
                ("戊", text("0.0"), Some(4)),
                ("丁", text("100.0"), None),
                ("己", None, None),
            ]
        );
        let all = rank(&groups, By::Unit, &settings(&[("score.least", "0")]));
        assert_eq!(all.iter().filter(|one| one.rank.is_some()).count(), 5, "what has nothing due has no score");
    }

    #[test]
    fn a_unit_with_one_issue_and_its_two_measures_is_not_first() {
        let groups = [
            group(Subject::Issues, "甲", &[("due", 1), ("due_done", 1)]),
            group(Subject::Issues, "乙", &[("due", 4), ("due_done", 3)]),
            group(Subject::Milestones, "甲", &[("due", 2), ("due_on_time", 2)]),
            group(Subject::Milestones, "乙", &[("due", 2), ("due_on_time", 2)]),
        ];
        let told: Vec<_> =
            rank(&groups, By::Unit, &settings(&[])).iter().map(|one| (one.name.to_string(), one.rank)).collect();
        assert_eq!(told, [("乙".to_owned(), Some(1)), ("甲".to_owned(), None)]);
    }

    #[test]
    fn what_went_wrong_costs_points() {
        let groups = [
            group(Subject::Issues, "甲", &[("due", 4), ("due_done", 4), ("overdue", 2), ("reopened", 1)]),
            group(Subject::Returns, "甲", &[("asked", 4), ("in_time", 3), ("missing", 1)]),
        ];
        let found = rank(&groups, By::Unit, &settings(&[]));
        assert_eq!(found[0].off, [4, 1, 3]);
        assert_eq!(found[0].text().as_deref(), Some("83.7"), "(40 + 20 × 3/4) ÷ 60 × 100 − 8 = 91.67 − 8");
        let lenient = settings(&[
            ("score.overdue", "0"),
            ("score.missing", "0"),
            ("score.reopened", "0"),
            ("figures.decimals", "0"),
        ]);
        assert_eq!(rank(&groups, By::Unit, &lenient)[0].text().as_deref(), Some("92"));
    }
}
