//! What a month has beside its first figures, as facts that can be drawn: documents, returns by unit and week, how the open
//! issues came down, measures against today, the ranking, totals of indicators.

use crate::domain::figure::Answer;
use crate::domain::ledger::Ledger;
use crate::domain::pace::{is_done, is_late, is_met};
use crate::domain::score::{DEDUCTIONS, RATES, Score};
use crate::domain::series;
use crate::domain::setting::Settings;
use crate::domain::standing::{Standing, UNITS, names};
use crate::domain::tally::{Checked, Stated, Total};
use crate::view::share::Share;
use crate::view::summary::{Kept, Line, Whole};
use chrono::NaiveDate;
use serde::Serialize;

/// Everything of a month beside its first figures.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Account {
    /// Every figure with its groups: what a summary of the month would keep.
    pub figures: Kept,
    /// The frozen month that the changes compare with; null where it was not frozen.
    pub previous: Option<Line>,
    /// The months that were frozen before this one, by their editions that count, the oldest first.
    pub issued: Vec<Issued>,
    /// Since the findings were handed over: by the dates that are known at the cut-off.
    pub series: Vec<Point>,
    /// How the score is made.
    pub formula: Formula,
    /// Units, the best first; those of no rank last.
    pub ranking: Vec<Ranked>,
    /// Units by rounds, in `json` and `html`; else null.
    pub weeks: Option<Weeks>,
    /// Measures with a limit, in `json` and `html`; else none.
    pub milestones: Vec<Bar>,
    /// Totals of indicators.
    pub indicators: Vec<Indicator>,
    /// Sums and percentages that should agree.
    pub checks: Vec<Check>,
}

/// A month as it was handed out.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Issued {
    /// `2019-11`
    pub month: String,
    /// 1, or more for a correction.
    pub edition: i64,
    /// Everything was as it stood at the end of this day.
    pub cut_off: NaiveDate,
    /// Issues.
    pub total: i64,
    /// Done, of all.
    pub done: Share,
    /// Struck off, of those done.
    pub closed: Share,
    /// Overdue.
    pub overdue: i64,
    /// Milestones done in time, of those due.
    pub milestones_on_time: Share,
}

impl Issued {
    /// What a summary says of the whole.
    pub fn new(line: &Line, whole: &Whole) -> Issued {
        let number = |subject, figure| whole.number(subject, figure);
        let share = |subject, part, of| Share::new(number(subject, part), number(subject, of));
        Issued {
            month: line.month.clone(),
            edition: line.edition,
            cut_off: line.cut_off,
            total: number("issues", "total"),
            done: share("issues", "done", "total"),
            closed: share("issues", "closed", "done"),
            overdue: number("issues", "overdue"),
            milestones_on_time: share("milestones", "due_on_time", "due"),
        }
    }
}

/// The issues at the end of a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Point {
    /// The day.
    pub day: NaiveDate,
    /// Handed over by then.
    pub total: i64,
    /// Of them, not done by then.
    pub open: i64,
    /// Of those open, past their limit.
    pub overdue: i64,
}

impl From<series::Point> for Point {
    fn from(of: series::Point) -> Point {
        Point { day: of.day, total: of.total, open: of.open, overdue: of.overdue }
    }
}

/// How the score is made: 100 × Σ(weight × rate) ÷ Σ weight of the rates that have a denominator, less the points off.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Formula {
    /// Setting, figure and weight of each rate, in the order of those of a unit.
    pub rates: Vec<Term>,
    /// Setting, figure and points of what costs points; those of no points left out.
    pub deductions: Vec<Term>,
    /// With fewer issues and milestones due than this, there is no rank.
    pub least: i64,
}

/// A part of the formula.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Term {
    /// `score.overdue`
    pub setting: &'static str,
    /// `issues.overdue`
    pub figure: String,
    /// Weight, or points for each.
    pub weight: i64,
}

impl Formula {
    /// The formula of the office.
    pub fn new(settings: &Settings) -> Formula {
        let term = |setting: &'static str, figure: String| Term { setting, figure, weight: settings.number(setting) };
        let rates = RATES.map(|(setting, subject, part, _)| term(setting, format!("{}.{part}", subject.name())));
        let off = DEDUCTIONS.map(|(setting, subject, part)| term(setting, format!("{}.{part}", subject.name())));
        let told = |term: &Term| term.weight > 0;
        Formula {
            rates: rates.into(),
            deductions: off.into_iter().filter(told).collect(),
            least: settings.number("score.least"),
        }
    }
}

/// A unit in the ranking.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Ranked {
    /// 1 for the best; the same for the same score. Null where too little is judged.
    pub rank: Option<usize>,
    /// Its name.
    pub name: String,
    /// As it is printed; null where nothing is judged.
    pub score: Option<String>,
    /// Issues and milestones due.
    pub judged: i64,
    /// By the settings of the formula: so many of so many.
    pub rates: Vec<Share>,
    /// Points off, all together.
    pub off: i64,
}

impl From<&Score> for Ranked {
    fn from(of: &Score) -> Ranked {
        Ranked {
            rank: of.rank,
            name: of.name.to_string(),
            score: of.text(),
            judged: of.judged,
            rates: of.rates.iter().map(|(part, of)| Share::new(*part, *of)).collect(),
            off: of.off.iter().sum(),
        }
    }
}

/// How units stood in rounds.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Weeks {
    /// The rounds, the oldest first.
    pub rounds: Vec<Round>,
    /// The units that were asked, by name.
    pub units: Vec<Unit>,
}

/// A round.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Round {
    /// Its number.
    pub number: i64,
    /// By when it was to be returned.
    pub return_by: NaiveDate,
}

/// A unit in the rounds.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Unit {
    /// Its name.
    pub name: String,
    /// For each round: `returned`, `unchanged`, `late`, `missing`; null where it was not asked.
    pub states: Vec<Option<&'static str>>,
}

impl Weeks {
    /// The answers of some rounds, each unit and round once.
    pub fn new(answers: &[Answer]) -> Weeks {
        let mut rounds: Vec<(NaiveDate, i64)> = answers.iter().map(|one| (one.return_by, one.round)).collect();
        rounds.sort_unstable();
        rounds.dedup();
        let mut units: Vec<&str> = answers.iter().map(|one| &*one.unit).collect();
        units.sort_unstable();
        units.dedup();
        let mut table = vec![vec![None; rounds.len()]; units.len()];
        for one in answers {
            let unit = units.binary_search(&&*one.unit);
            let round = rounds.binary_search(&(one.return_by, one.round));
            if let (Ok(unit), Ok(round)) = (unit, round) {
                table[unit][round] = Some(one.state.name());
            }
        }
        let named = units.into_iter().zip(table);
        Weeks {
            rounds: rounds.into_iter().map(|(return_by, number)| Round { number, return_by }).collect(),
            units: named.map(|(name, states)| Unit { name: name.to_owned(), states }).collect(),
        }
    }
}

/// A measure against its time.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Bar {
    /// The number of its issue.
    pub number: String,
    /// What is to be done.
    pub text: String,
    /// Who answers for it, the lead unit first.
    pub units: Vec<String>,
    /// From when it is counted: the start of its issue, or the day of feedback.
    pub start: Option<NaiveDate>,
    /// Its limit.
    pub due: NaiveDate,
    /// When it was done.
    pub done_on: Option<NaiveDate>,
    /// `done_on_time`, `done_late`, `overdue`, `open`, or `dropped` where its issue is done without it.
    pub state: &'static str,
}

/// The measures with a limit, by it, as they stand at the cut-off.
pub fn bars(ledger: &Ledger, cut_off: NaiveDate) -> Vec<Bar> {
    let standing = Standing::new(ledger);
    let mut bars = Vec::new();
    for (place, issue) in ledger.issues.iter().enumerate() {
        for milestone in &issue.milestones {
            let Some(due) = milestone.due else { continue };
            let done_on = milestone.done_on.filter(|_| is_met(milestone, cut_off));
            let state = match done_on {
                Some(done) if done > due => "done_late",
                Some(_) => "done_on_time",
                None if is_done(issue) => "dropped",
                None if is_late(milestone, cut_off) => "overdue",
                None => "open",
            };
            bars.push(Bar {
                number: issue.number.clone(),
                text: milestone.text.clone(),
                units: names(standing.holder(place, UNITS), UNITS).map(str::to_owned).collect(),
                start: issue.started_on.or(standing.frame(place).feedback_on),
                due,
                done_on,
                state,
            });
        }
    }
    bars.sort_by_key(|bar| bar.due); // stable: then as in the ledger
    bars
}

/// The total of one kind of indicator.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Indicator {
    /// What is counted.
    pub name: String,
    /// 个, 万元; different units are never added.
    pub unit: Option<String>,
    /// A decimal in text.
    pub value: String,
    /// Of how many, where each says so.
    pub total: Option<String>,
    /// 余, 约
    pub qualifier: Option<String>,
    /// The issues that it is the sum of.
    pub issues: Vec<String>,
    /// Those that say the same figure again: not added.
    pub again: Vec<String>,
}

impl Indicator {
    /// A total with the numbers of its issues.
    pub fn new(of: &Total, all: &[Stated]) -> Indicator {
        let issues = |places: &[usize]| places.iter().map(|place| all[*place].issue.clone()).collect();
        Indicator {
            name: of.name.clone(),
            unit: of.unit.clone(),
            value: of.value.to_string(),
            total: of.total.map(|total| total.to_string()),
            qualifier: of.qualifier.clone(),
            issues: issues(&of.of),
            again: issues(&of.again),
        }
    }
}

/// A sum or a percentage that should agree.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Check {
    /// The number of the issue.
    pub issue: String,
    /// What is counted.
    pub name: String,
    /// The whole, or the percentage, as it is stated.
    pub stated: String,
    /// The sum of the parts, or the percentage computed again.
    pub found: String,
    /// Name and value of each part; none for a percentage.
    pub parts: Vec<(String, String)>,
    /// Whether they agree.
    pub agrees: bool,
}

impl From<Checked> for Check {
    fn from(of: Checked) -> Check {
        Check { issue: of.issue, name: of.name, stated: of.stated, found: of.found, parts: of.parts, agrees: of.agrees }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::round::State;
    use crate::domain::sample::{self, date};

    #[test]
    fn units_stand_below_each_other_and_rounds_beside() {
        let answer = |round, day: &str, unit: &str, state| Answer {
            round,
            return_by: date(day),
            unit: unit.into(),
            state,
            returned_on: None,
        };
        let weeks = Weeks::new(&[
            answer(2, "2019-11-15", "甲", State::Missing),
            answer(1, "2019-11-08", "甲", State::Returned),
            answer(2, "2019-11-15", "乙", State::Late),
        ]);
        assert_eq!(weeks.rounds.iter().map(|round| round.number).collect::<Vec<_>>(), [1, 2]);
        let units: Vec<_> = weeks.units.iter().map(|unit| (unit.name.as_str(), &unit.states[..])).collect();
        assert_eq!(units, [("乙", &[None, Some("late")][..]), ("甲", &[Some("returned"), Some("missing")])]);
    }

    #[test]
    fn measures_stand_by_their_limit_with_their_state() {
        let told: Vec<String> = bars(&sample::ledger(), date("2019-12-09"))
            .iter()
            .map(|bar| format!("{} {} {} {}", bar.number, bar.due, bar.state, bar.units.join("、")))
            .collect();
        assert_eq!(
            told,
            [
                "3 2019-10-31 done_late 市委编办",
                "2 2019-11-15 dropped 市委办、市政府办",
                "3 2019-11-30 overdue 市委编办",
                "3 2019-12-13 open 市委编办",
            ]
        );
    }
}
