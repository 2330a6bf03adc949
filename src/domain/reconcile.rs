//! A sheet that comes back, against what it was exported from and what has been written since.
//!
//! For every cell there are three values: base, returned (theirs), current (ours). Returned as base: nothing. Current as
//! base: take it. Current as returned: nothing. Else a conflict. A missing row or column says nothing; a list of people
//! is merged name by name, and measures one by one, since two additions never clash. The one responsible leader is not
//! merged: two new ones are a conflict.

use crate::domain::column::{Cell, Column};
use crate::domain::id::Id;
use crate::domain::issue::{Issue, Milestone, Role};
use std::borrow::Borrow;
use std::collections::HashSet;

/// What becomes of one cell.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Verdict {
    /// Nothing to do.
    Same,
    /// The sheet has the newer word.
    Take,
    /// Both sides wrote: a person decides.
    Conflict,
}

/// One cell that says something new.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CellChange {
    /// Which of the row's cells.
    pub index: usize,
    /// What it said when it was exported; as `ours` where the sheet does not tell.
    pub base: Cell,
    /// What it says in the sheet.
    pub theirs: Cell,
    /// What it says here now.
    pub ours: Cell,
    /// What becomes of it; never [`Verdict::Same`].
    pub verdict: Verdict,
    /// What becomes of the measures, where it is their cell: of those that one side wrote, or of those that both did.
    pub measures: Vec<Edit>,
}

/// What to do to an issue, before records have their ids.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Edit {
    /// Write a field of the issue from this cell.
    Field(usize),
    /// Someone takes on a role.
    Enlist(Role, String),
    /// Someone gives a role up.
    Dismiss(Role, String),
    /// A measure is worded anew.
    Reword(Id, String),
    /// A measure is added, at this place.
    Add(usize, String),
    /// A measure is struck out.
    Drop(Id),
    /// The row tells of new progress.
    Report,
}

/// Judges one cell. Without a base (`None`) the sheet is taken to have been written against the current state, and what
/// it leaves empty says nothing.
pub fn judge(base: Option<&Cell>, theirs: &Cell, ours: &Cell) -> Verdict {
    match base {
        None if theirs.is_empty() || theirs.says(ours) => Verdict::Same,
        None => Verdict::Take,
        Some(base) if theirs.says(base) || theirs.says(ours) => Verdict::Same,
        Some(base) if ours.says(base) => Verdict::Take,
        // names are merged one by one, measures as well
        Some(_) if matches!(theirs, Cell::Names(_) | Cell::Measures(_)) => Verdict::Take,
        Some(_) => Verdict::Conflict,
    }
}

/// The cells of a row that say something new about an issue.
///
/// `base` is the issue as it was exported, with its area; `now` the issue as it is. A cell is `None` where it says what
/// the issue says now.
pub fn row(
    columns: &[(usize, Column)],
    cells: &[Option<impl Borrow<Cell>>],
    base: Option<(&Issue, Option<&str>)>,
    now: (&Issue, Option<&str>),
) -> Vec<CellChange> {
    let mut changes = Vec::new();
    for ((index, column), theirs) in columns.iter().zip(cells) {
        let Some(theirs) = theirs.as_ref().map(Borrow::borrow) else { continue };
        let ours = column.cell(now.0, now.1);
        let before = base.map(|(issue, area)| column.cell(issue, area));
        // a return that others have sent since stands beside this one, each with its day
        let verdict = match judge(before.as_ref(), theirs, &ours) {
            Verdict::Conflict if column.is_report() => Verdict::Take,
            // the rule is one responsible leader
            Verdict::Take
                if *column == Column::Who(Role::LeadLeader) && before.as_ref().is_some_and(|base| !ours.says(base)) =>
            {
                Verdict::Conflict
            }
            verdict => verdict,
        };
        if verdict == Verdict::Same {
            continue;
        }
        let base_cell = before.unwrap_or_else(|| ours.clone());
        let change = |verdict, measures| CellChange {
            index: *index,
            base: base_cell.clone(),
            theirs: theirs.clone(),
            ours: ours.clone(),
            verdict,
            measures,
        };
        let Cell::Measures(texts) = theirs else {
            changes.push(change(verdict, Vec::new()));
            continue;
        };
        let (mut taken, mut disputed) = (Vec::new(), Vec::new());
        for (verdict, edit) in measures(base.map(|(issue, _)| &issue.milestones[..]), texts, &now.0.milestones) {
            if verdict == Verdict::Conflict { disputed.push(edit) } else { taken.push(edit) }
        }
        for (verdict, edits) in [(Verdict::Take, taken), (Verdict::Conflict, disputed)] {
            if !edits.is_empty() {
                changes.push(change(verdict, edits));
            }
        }
    }
    changes
}

/// What a change of one cell does to the issue.
pub fn edits(column: &Column, change: &CellChange) -> Vec<Edit> {
    match (column, &change.theirs) {
        (Column::Who(role), Cell::Names(theirs)) => {
            let (Cell::Names(base), Cell::Names(ours)) = (&change.base, &change.ours) else { return Vec::new() };
            let new = theirs.iter().filter(|name| !base.contains(name) && !ours.contains(name));
            // where the sheet is to hold against another leader, that one goes too
            let decided = *role == Role::LeadLeader && change.verdict == Verdict::Take;
            let before = if decided { ours } else { base };
            let gone = before.iter().filter(|name| !theirs.contains(name) && ours.contains(name));
            new.map(|name| Edit::Enlist(*role, name.clone()))
                .chain(gone.map(|name| Edit::Dismiss(*role, name.clone())))
                .collect()
        }
        (Column::Measures, _) => change.measures.clone(),
        (column, _) if column.is_report() => vec![Edit::Report],
        _ => vec![Edit::Field(change.index)],
    }
}

/// Whether a text may be that measure.
type Way<'w> = &'w dyn Fn(&str, &Milestone) -> bool;

/// What the measures of a cell do to those of the issue, each with whether the other side wrote it too.
///
/// They are matched with those of the base, since a measure that was added here meanwhile is not theirs to strike out.
/// Without a base nothing is struck out.
fn measures(base: Option<&[Milestone]>, theirs: &[String], ours: &[Milestone]) -> Vec<(Verdict, Edit)> {
    let known = base.unwrap_or(ours);
    let current = |id: Id| ours.iter().find(|measure| measure.id == id);
    let mut found: Vec<Option<&Milestone>> = vec![None; theirs.len()];
    let mut free: Vec<&Milestone> = known.iter().collect();
    let ways: [Way; 4] = [
        &|text, measure| measure.text == text,
        &|text, measure| current(measure.id).is_some_and(|own| own.text == text),
        &|text, measure| alike(text, &measure.text),
        &|_, _| true, // each was written anew in its place
    ];
    for (way, fits) in ways.into_iter().enumerate() {
        let left = found.iter().filter(|found| found.is_none()).count();
        if way == 3 && (base.is_none() || left != free.len()) {
            break;
        }
        for (text, found) in theirs.iter().zip(&mut found).filter(|(_, found)| found.is_none()) {
            if let Some(place) = free.iter().position(|measure| fits(text, measure)) {
                *found = Some(free.remove(place));
            }
        }
    }
    let mut edits = Vec::new();
    for (place, (text, then)) in theirs.iter().zip(&found).enumerate() {
        let edit = match then {
            None if ours.iter().any(|measure| measure.text == *text) => continue,
            None => (Verdict::Take, Edit::Add(place, text.clone())),
            Some(then) if then.text == *text || current(then.id).is_some_and(|own| own.text == *text) => continue,
            Some(then) => {
                let stands = current(then.id).is_some_and(|own| own.text == then.text);
                let verdict = if stands { Verdict::Take } else { Verdict::Conflict };
                (verdict, Edit::Reword(then.id, text.clone()))
            }
        };
        edits.push(edit);
    }
    if base.is_some() {
        for (then, own) in free.into_iter().filter_map(|then| Some((then, current(then.id)?))) {
            edits.push((if then == own { Verdict::Take } else { Verdict::Conflict }, Edit::Drop(then.id)));
        }
    }
    edits
}

/// Whether one text may be the other in new words: half of their pairs of characters are the same.
fn alike(a: &str, b: &str) -> bool {
    let pairs = |text: &str| {
        let chars: Vec<char> = text.chars().filter(|c| c.is_alphanumeric()).collect();
        chars.windows(2).map(|pair| (pair[0], pair[1])).collect::<HashSet<_>>()
    };
    let (a, b) = (pairs(a), pairs(b));
    let shared = a.intersection(&b).count();
    shared > 0 && shared * 4 >= a.len() + b.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(text: &str) -> Cell {
        Cell::Text((!text.is_empty()).then(|| text.to_owned()))
    }

    #[test]
    fn a_cell_is_judged_by_its_three_values() {
        for (base, theirs, ours, verdict) in [
            ("a", "a", "a", Verdict::Same),
            ("a", "a", "b", Verdict::Same),     // only we wrote
            ("a", "b", "a", Verdict::Take),     // only they wrote
            ("a", "b", "b", Verdict::Same),     // both wrote the same
            ("a", "b", "c", Verdict::Conflict), // both wrote
            ("a", "", "a", Verdict::Take),      // emptied on purpose
            ("a", "", "b", Verdict::Conflict),
        ] {
            assert_eq!(judge(Some(&text(base)), &text(theirs), &text(ours)), verdict, "{base} {theirs} {ours}");
        }
        assert_eq!(judge(None, &text(""), &text("b")), Verdict::Same, "without a base, nothing says nothing");
        assert_eq!(judge(None, &text("a"), &text("b")), Verdict::Take);
    }

    #[test]
    fn names_are_merged_one_by_one() {
        let names = |list: &[&str]| Cell::Names(list.iter().map(|name| (*name).to_owned()).collect());
        let change = CellChange {
            index: 0,
            base: names(&["甲", "乙"]),
            theirs: names(&["甲", "丙"]),
            ours: names(&["甲", "乙", "丁"]),
            verdict: Verdict::Take,
            measures: Vec::new(),
        };
        assert_eq!(
            edits(&Column::Who(Role::Unit), &change),
            [Edit::Enlist(Role::Unit, "丙".into()), Edit::Dismiss(Role::Unit, "乙".into())]
        );
    }

    #[test]
    fn two_new_responsible_leaders_are_a_conflict() {
        let led = |name: &str| {
            let mut issue = Issue::blank(Id([0; 16]));
            issue.duties = vec![(Role::LeadLeader, name.into())];
            issue
        };
        let columns = [(0, Column::Who(Role::LeadLeader))];
        let judged = |base: &str, theirs: &str, ours: &str| {
            let theirs = [Some(Cell::Names(vec![theirs.to_owned()]))];
            let changes = row(&columns, &theirs, Some((&led(base), None)), (&led(ours), None));
            changes.first().map(|change| change.verdict)
        };
        assert_eq!(judged("甲", "乙", "丙"), Some(Verdict::Conflict));
        assert_eq!(judged("甲", "乙", "甲"), Some(Verdict::Take));
        assert_eq!((judged("甲", "乙", "乙"), judged("甲", "甲", "丙")), (None, None));
    }

    #[test]
    fn measures_are_held_against_what_they_were_exported_as() {
        // numbers are records; what stands behind them is their text
        let measures_of = |list: &[(u8, &str)]| -> Vec<Milestone> {
            let made = |(id, text): &(u8, &str)| Milestone { id: Id([*id; 16]), ..measure(text) };
            list.iter().map(made).collect()
        };
        let told = |base: Option<&[(u8, &str)]>, theirs: &[&str], ours: &[(u8, &str)]| -> Vec<String> {
            let base = base.map(measures_of);
            let theirs: Vec<String> = theirs.iter().map(|text| (*text).to_owned()).collect();
            let edits = measures(base.as_deref(), &theirs, &measures_of(ours));
            let told = edits.into_iter().map(|(verdict, edit)| {
                let mark = if verdict == Verdict::Conflict { "!" } else { "" };
                match edit {
                    Edit::Reword(id, text) => format!("{mark}{}={text}", id.0[0]),
                    Edit::Add(place, text) => format!("{mark}{place}+{text}"),
                    Edit::Drop(id) => format!("{mark}{}-", id.0[0]),
                    other => panic!("{other:?}"),
                }
            });
            told.collect()
        };
        let two = &[(1, "清理会议"), (2, "出台办法")][..];
        let base = Some(two);
        let nothing: [&str; 0] = [];
        assert_eq!(told(base, &["清理会议", "出台办法"], two), nothing);
        assert_eq!(told(base, &["清理各类会议", "出台办法"], two), ["1=清理各类会议"]);
        assert_eq!(told(base, &["出台办法"], two), ["1-"]);
        assert_eq!(told(base, &["清理会议", "抓培训", "出台办法"], two), ["1+抓培训"]);
        assert_eq!(told(base, &["清理会议", "另起炉灶"], two), ["2=另起炉灶"], "written anew in its place");
        // what was done here meanwhile
        let added = &[(1, "清理会议"), (2, "出台办法"), (3, "第三项")][..];
        assert_eq!(told(base, &["清理各类会议", "出台办法"], added), ["1=清理各类会议"], "the third one stays");
        assert_eq!(told(base, &["清理会议", "出台办法", "第三项"], added), nothing);
        let reworded = &[(1, "清理会议"), (2, "公示三个工作日")][..];
        assert_eq!(told(base, &["清理会议", "公示"], reworded), ["!2=公示"]);
        assert_eq!(told(base, &["清理会议", "公示三个工作日"], reworded), nothing);
        assert_eq!(told(base, &["清理会议"], reworded), ["!2-"]);
        let gone = &[(1, "清理会议")][..];
        assert_eq!(told(base, &["清理会议", "出台新办法"], gone), ["!2=出台新办法"]);
        assert_eq!((told(base, &["清理会议"], gone), told(base, &["清理会议", "出台办法"], gone)), (vec![], vec![]));
        // without a base nothing goes
        assert_eq!(told(None, &["只写一条措施"], two), ["0+只写一条措施"]);
        assert_eq!(told(None, &["出台会议办法"], two), ["2=出台会议办法"]);
        assert_eq!(told(None, &["出台办法"], two), nothing);
    }

    fn measure(text: &str) -> Milestone {
        let (id, text) = (Id([0; 16]), text.to_owned());
        Milestone { id, text, deliverable: None, due: None, due_text: None, done_on: None }
    }
}
