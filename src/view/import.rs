//! What an import understood and what it would change.

use serde::Serialize;

/// The sheets of a file against the ledger.
#[derive(Debug, Clone, Default, Serialize)]
pub struct Preview {
    /// Always `ledger`; a report has a view of its own.
    pub kind: &'static str,
    /// The file as it was named.
    pub file: String,
    /// What each column was taken to be.
    pub columns: Vec<ColumnTaken>,
    /// Rows that become issues.
    pub new: Vec<NewIssue>,
    /// Issues with cells that say something new.
    pub changed: Vec<ChangedIssue>,
    /// How many rows say nothing new.
    pub unchanged: usize,
    /// Issues with cells that both sides wrote.
    pub conflicts: Vec<ChangedIssue>,
    /// Issues of ours that are not in the file; nothing happens to them.
    pub missing: Vec<NewIssue>,
    /// What keeps the file from being taken.
    pub problems: Vec<RowProblem>,
    /// What was decided by context.
    pub notes: Vec<String>,
    /// What a person has to say before the file can be taken.
    pub questions: Vec<String>,
}

/// A heading and its meaning.
#[derive(Debug, Clone, Serialize)]
pub struct ColumnTaken {
    /// The sheet of a workbook that has several.
    pub sheet: Option<String>,
    /// The letter of the column.
    pub letter: String,
    /// The heading as it stands in the file.
    pub heading: String,
    /// The heading that an export gives such a column.
    #[serde(skip)]
    pub usual: String,
    /// The column's name, or the heading itself for one of the user's own.
    pub column: String,
    /// Whether it is one of the user's own.
    pub own: bool,
    /// Whether it is asked about; its `column` is empty then.
    pub asked: bool,
    /// Whether it is out of sight in the sheet.
    pub hidden: bool,
    /// The first cells that say something, at most three.
    pub samples: Vec<String>,
}

/// An issue by number and title.
#[derive(Debug, Clone, Serialize)]
pub struct NewIssue {
    /// The row of the sheet, 0 for issues that are not in it.
    pub line: u64,
    /// The sheet of a workbook.
    pub sheet: Option<String>,
    /// Its number; empty where the file gives none.
    pub number: String,
    /// Its title.
    pub title: String,
    /// An issue of ours whose title is near: its number and title.
    pub near: Option<String>,
}

/// An issue and its changed cells.
#[derive(Debug, Clone, Serialize)]
pub struct ChangedIssue {
    /// The row of the sheet.
    pub line: u64,
    /// The sheet of a workbook.
    pub sheet: Option<String>,
    /// Its number.
    pub number: String,
    /// Its title here.
    pub title: String,
    /// The cells.
    pub cells: Vec<ChangedCell>,
}

/// One cell by its three values.
#[derive(Debug, Clone, Serialize)]
pub struct ChangedCell {
    /// The heading in the file.
    pub heading: String,
    /// What it said when it was exported; none where the row is of no export.
    pub base: Option<String>,
    /// What the file says.
    pub theirs: String,
    /// What the ledger says now.
    pub ours: String,
}

/// Something in the file that cannot be taken.
#[derive(Debug, Clone, Serialize)]
pub struct RowProblem {
    /// The row of the sheet.
    pub line: u64,
    /// The sheet of a workbook.
    pub sheet: Option<String>,
    /// The cell as a spreadsheet names it: `D17`, `整改台账!D17`; without a letter where it is a whole row.
    pub cell: String,
    /// The heading of the column, where it is a cell.
    pub heading: Option<String>,
    /// What is wrong, in the user's language.
    pub message: String,
}

/// What many files came to.
#[derive(Debug, Clone, Default, Serialize)]
pub struct Files {
    /// Each of them, as they were named.
    pub files: Vec<FileTaken>,
}

/// What one of many files came to.
#[derive(Debug, Clone, Default, Serialize)]
pub struct FileTaken {
    /// The file as it was named.
    pub file: String,
    /// 填报单位, where the file says it.
    pub unit: Option<String>,
    /// How many rows of issues it has.
    pub rows: usize,
    /// Rows that became issues.
    pub new: usize,
    /// Issues that were changed.
    pub changed: usize,
    /// Rows that said nothing new.
    pub unchanged: usize,
    /// Cells that both sides wrote.
    pub conflicts: usize,
    /// What kept the file from being taken.
    pub problems: usize,
    /// Whether it is another file of this import under another name.
    pub same: bool,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_document_explains_every_key() {
        let document = include_str!("../../docs/json.md");
        let cell = ChangedCell { heading: String::new(), base: None, theirs: String::new(), ours: String::new() };
        let changed =
            ChangedIssue { line: 1, sheet: None, number: String::new(), title: String::new(), cells: vec![cell] };
        let new = NewIssue { line: 1, sheet: None, number: String::new(), title: String::new(), near: None };
        let column = ColumnTaken {
            sheet: None,
            letter: String::new(),
            heading: String::new(),
            usual: String::new(),
            column: String::new(),
            own: false,
            asked: false,
            hidden: false,
            samples: Vec::new(),
        };
        let problem = RowProblem { line: 1, sheet: None, cell: String::new(), heading: None, message: String::new() };
        let preview = Preview {
            columns: vec![column],
            new: vec![new],
            changed: vec![changed],
            problems: vec![problem],
            ..Preview::default()
        };
        let json = serde_json::to_value(&preview).unwrap();
        for (key, value) in json.as_object().unwrap() {
            assert!(document.contains(&format!("\n| `{key}` |")), "docs/json.md has no row for `{key}`");
            for inner in
                value.as_array().into_iter().flatten().filter_map(|item| item.as_object()).flat_map(|item| item.keys())
            {
                assert!(
                    document.contains(&format!("`{key}[].{inner}`")),
                    "docs/json.md does not explain {key}[].{inner}"
                );
            }
        }
        for key in serde_json::to_value(FileTaken::default()).unwrap().as_object().unwrap().keys() {
            assert!(document.contains(&format!("`{key}`")), "docs/json.md does not explain `{key}`");
        }
    }
}
