//! A sheet that comes back, against what it was exported from and what has been written since.
//!
//! For every cell there are three values: base, returned (theirs), current (ours). Returned as base: nothing. Current as
//! base: take it. Current as returned: nothing. Else a conflict. A missing row or column says nothing; a list of people
//! is merged name by name, since two additions never clash.

use crate::domain::column::{Cell, Column};
use crate::domain::id::Id;
use crate::domain::issue::{Issue, Role};
use std::borrow::Borrow;

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
        // names are merged one by one
        Some(_) if matches!(theirs, Cell::Names(_)) => Verdict::Take,
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
            verdict => verdict,
        };
        if verdict != Verdict::Same {
            let base = before.unwrap_or_else(|| ours.clone());
            changes.push(CellChange { index: *index, base, theirs: theirs.clone(), ours, verdict });
        }
    }
    changes
}

/// What a change of one cell does to the issue.
pub fn edits(column: &Column, change: &CellChange, issue: &Issue) -> Vec<Edit> {
    match (column, &change.theirs) {
        (Column::Who(role), Cell::Names(theirs)) => {
            let (Cell::Names(base), Cell::Names(ours)) = (&change.base, &change.ours) else { return Vec::new() };
            let new = theirs.iter().filter(|name| !base.contains(name) && !ours.contains(name));
            let gone = base.iter().filter(|name| !theirs.contains(name) && ours.contains(name));
            new.map(|name| Edit::Enlist(*role, name.clone()))
                .chain(gone.map(|name| Edit::Dismiss(*role, name.clone())))
                .collect()
        }
        (Column::Measures, Cell::Measures(theirs)) => measures(theirs, issue),
        (column, _) if column.is_report() => vec![Edit::Report],
        _ => vec![Edit::Field(change.index)],
    }
}

/// Matches the measures of a cell with those of the issue: the same text first, then by their order.
fn measures(theirs: &[String], issue: &Issue) -> Vec<Edit> {
    let mut ours: Vec<Option<(Id, &str)>> =
        issue.milestones.iter().map(|measure| Some((measure.id, measure.text.as_str()))).collect();
    let mut left: Vec<(usize, &String)> = Vec::new();
    for (place, text) in theirs.iter().enumerate() {
        match ours.iter_mut().find(|ours| ours.is_some_and(|(_, own)| own == text)) {
            Some(found) => *found = None,
            None => left.push((place, text)),
        }
    }
    let mut rest = ours.into_iter().flatten();
    let mut edits: Vec<Edit> = left
        .into_iter()
        .map(|(place, text)| match rest.next() {
            Some((id, _)) => Edit::Reword(id, text.clone()),
            None => Edit::Add(place, text.clone()),
        })
        .collect();
    edits.extend(rest.map(|(id, _)| Edit::Drop(id)));
    edits
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
        };
        let issue = crate::domain::issue::Issue::blank(Id([0; 16]));
        assert_eq!(
            edits(&Column::Who(Role::Unit), &change, &issue),
            [Edit::Enlist(Role::Unit, "丙".into()), Edit::Dismiss(Role::Unit, "乙".into())]
        );
    }
}
