//! What changed between two moments, issue by issue.

use crate::domain::id::Id;
use crate::domain::issue::{Issue, Milestone, Pace, Role};
use crate::domain::ledger::Ledger;
use crate::domain::pace::PaceRule;
use crate::domain::standing::Standing;
use chrono::NaiveDate;
use std::collections::HashMap;

/// The ledger at the end of a day.
#[derive(Debug, Clone, Copy)]
pub struct Moment<'a> {
    /// As it stood.
    pub ledger: &'a Ledger,
    /// The day.
    pub day: NaiveDate,
    /// The thresholds of that day.
    pub rule: PaceRule,
}

/// What became of an issue.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fate {
    /// It came in.
    New,
    /// It was struck out.
    Gone,
    /// It is the same one, changed.
    Changed,
}

impl Fate {
    /// The name in JSON.
    pub fn name(self) -> &'static str {
        match self {
            Fate::New => "new",
            Fate::Gone => "gone",
            Fate::Changed => "changed",
        }
    }
}

/// One thing that is not as it was.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    /// `stage`, `pace`, `due`, a role, `progress`, `milestone` …
    pub field: &'static str,
    /// Which of several: the text of a measure.
    pub member: Option<String>,
    /// As it was; none where it was not.
    pub from: Option<String>,
    /// As it is.
    pub to: Option<String>,
}

/// An issue of which something changed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Changed {
    /// Its number, as it is now.
    pub number: String,
    /// Its title.
    pub title: String,
    /// What became of it.
    pub fate: Fate,
    /// What changed; nothing of one that is gone.
    pub changes: Vec<Change>,
}

/// What changed from one moment to another, as the ledger has its issues; those that are gone last.
pub fn between(before: Moment, after: Moment) -> Vec<Changed> {
    let (old, new) = (states(before), states(after));
    let mut found = Vec::new();
    for issue in &after.ledger.issues {
        let (changes, fate) = match old.get(&issue.id) {
            None => (Vec::new(), Fate::New),
            Some(old) => (compare(old, &new[&issue.id]), Fate::Changed),
        };
        if fate == Fate::New || !changes.is_empty() {
            found.push(Changed { number: issue.number.clone(), title: issue.title.clone(), fate, changes });
        }
    }
    for issue in before.ledger.issues.iter().filter(|issue| !new.contains_key(&issue.id)) {
        let (number, title) = (issue.number.clone(), issue.title.clone());
        found.push(Changed { number, title, fate: Fate::Gone, changes: Vec::new() });
    }
    found
}

/// Every issue of a moment.
fn states(moment: Moment<'_>) -> HashMap<Id, State<'_>> {
    let standing = Standing::new(moment.ledger);
    let all = moment.ledger.issues.iter().enumerate();
    all.map(|(place, issue)| (issue.id, state(moment, &standing, place, issue))).collect()
}

/// An issue as texts to compare.
struct State<'a> {
    fields: Vec<(&'static str, Option<String>)>,
    milestones: &'a [Milestone],
}

fn state<'a>(moment: Moment<'a>, standing: &Standing<'a>, place: usize, issue: &'a Issue) -> State<'a> {
    let text = |text: &str| (!text.is_empty()).then(|| text.to_owned());
    let day = |day: Option<NaiveDate>| day.map(|day| day.to_string());
    let area = issue.area.and_then(|id| moment.ledger.areas.iter().find(|area| area.id == id));
    let going = standing.pace(place, &moment.rule, moment.day).map(Pace::name);
    let mut fields = vec![
        ("number", text(&issue.number)),
        ("title", text(&issue.title)),
        ("area", area.map(|area| format!("{}{}", area.label.as_deref().unwrap_or_default(), area.title))),
        ("requirement", issue.requirement.clone()),
        ("stage", text(issue.stage.name())),
        ("pace", going.map(str::to_owned)),
        ("closing", text(issue.closing.name())),
        ("cycle", Some(issue.cycle.to_string())),
        ("due", issue.due_text.clone().or(day(issue.due))),
        ("done_on", day(issue.done_on)),
        ("immediate", issue.immediate.then(|| "yes".to_owned())),
        ("long_term", issue.long_term.then(|| "yes".to_owned())),
        ("percent", issue.latest.as_ref().and_then(|latest| latest.percent).map(|percent| format!("{percent}%"))),
        ("progress", issue.latest.as_ref().and_then(|latest| latest.text.clone())),
        ("obstacle", issue.latest.as_ref().and_then(|latest| latest.obstacle.clone())),
    ];
    fields.extend(Role::ALL.iter().map(|role| {
        let names: Vec<&str> = issue.names(*role).collect();
        (role.name(), (!names.is_empty()).then(|| names.join("、")))
    }));
    State { fields, milestones: &issue.milestones }
}

fn compare(old: &State, new: &State) -> Vec<Change> {
    let mut changes = Vec::new();
    for ((field, from), (_, to)) in old.fields.iter().zip(&new.fields).filter(|((_, from), (_, to))| from != to) {
        changes.push(Change { field, member: None, from: from.clone(), to: to.clone() });
    }
    let day = |day: Option<NaiveDate>| day.map(|day| day.to_string());
    let mut change = |field, of: &Milestone, from, to| {
        changes.push(Change { field, member: Some(of.text.clone()), from, to });
    };
    for one in new.milestones {
        match old.milestones.iter().find(|other| other.id == one.id) {
            None => change("milestone", one, None, Some(one.text.clone())),
            Some(other) => {
                if other.text != one.text {
                    change("milestone", one, Some(other.text.clone()), Some(one.text.clone()));
                }
                if other.due != one.due {
                    change("milestone_due", one, day(other.due), day(one.due));
                }
                if other.done_on != one.done_on {
                    change("milestone_done_on", one, day(other.done_on), day(one.done_on));
                }
            }
        }
    }
    for gone in old.milestones.iter().filter(|one| !new.milestones.iter().any(|other| other.id == one.id)) {
        change("milestone", gone, Some(gone.text.clone()), None);
    }
    changes
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::issue::Stage;
    use crate::domain::sample::{self, date, milestone};

    #[test]
    fn what_changed_is_told_issue_by_issue() {
        let before = sample::ledger();
        let mut after = sample::ledger();
        after.issues.retain(|issue| issue.number != "10");
        after.issues.push(sample::issue("11"));
        let at = |ledger: &mut Ledger, number: &str, change: &dyn Fn(&mut Issue)| {
            change(ledger.issues.iter_mut().find(|issue| issue.number == number).expect("one of them"));
        };
        at(&mut after, "3", &|issue| {
            issue.stage = Stage::Done;
            issue.milestones[1].done_on = Some(date("2019-12-10"));
            issue.milestones.remove(2);
            issue.milestones.push(milestone("补办手续", "2019-12-30", None));
        });
        at(&mut after, "5", &|issue| issue.duties.push((Role::Unit, "市审计局".into())));
        let rule = PaceRule::default();
        let found = between(
            Moment { ledger: &before, day: date("2019-12-09"), rule },
            Moment { ledger: &after, day: date("2019-12-09"), rule },
        );
        let told: Vec<String> = found
            .iter()
            .map(|one| {
                let changes = one.changes.iter().map(|change| {
                    let text = |text: &Option<String>| text.clone().unwrap_or_else(|| "-".to_owned());
                    format!("{} {}>{}", change.field, text(&change.from), text(&change.to))
                });
                format!("{} {}: {}", one.number, one.fate.name(), changes.collect::<Vec<_>>().join("; "))
            })
            .collect();
        assert_eq!(
            told,
            [
                "3 changed: stage in_progress>done; pace overdue>-; milestone_done_on ->2019-12-10; milestone ->补办手续; \
                 milestone 挂牌运行>-",
                "5 changed: unit ->市审计局",
                "11 new: ",
                "10 gone: ",
            ]
        );
        let same = Moment { ledger: &before, day: date("2019-12-09"), rule };
        assert_eq!(between(same, same), []);
    }

    #[test]
    fn time_alone_changes_the_pace() {
        let ledger = sample::ledger();
        let rule = PaceRule::default();
        let found = between(
            Moment { ledger: &ledger, day: date("2019-12-09"), rule },
            Moment { ledger: &ledger, day: date("2019-12-10"), rule },
        );
        let five = found.iter().find(|one| one.number == "5").expect("due on the ninth");
        assert_eq!(five.changes[0].to.as_deref(), Some("overdue"));
    }
}
