//! Whether the text of a report reads again as what it was made from.
//!
//! What the office writes is text: a sentence that names a part of an issue in the way that reports do, a line that begins
//! like a heading. So the text is read as any report is, and what would be read otherwise is told.

use crate::domain::say::Said;
use crate::grammar::names::title_key;
use crate::grammar::report::{self as grammar, Outline};
use crate::say;
use crate::view::report::{Issue, Report};

/// What the text of a report reads otherwise than it was meant.
pub fn differences(report: &Report, text: &str) -> Vec<Said> {
    let read = grammar::report(text);
    let meant: Vec<&Issue> = report.areas.iter().flat_map(|area| &area.issues).collect();
    let found: Vec<&grammar::Issue> = read.areas.iter().flat_map(|area| &area.issues).collect();
    if meant.len() != found.len() {
        return vec![say!("report-reads-count", meant = meant.len(), found = found.len())];
    }
    let mut told: Vec<Said> = meant
        .iter()
        .zip(&found)
        .filter(|(meant, found)| !same(meant, found))
        .map(|(meant, found)| say!("report-reads-issue", number = &meant.number, line = found.line))
        .collect();
    if !areas(report, &read) {
        told.push(say!("report-reads-areas"));
    }
    told
}

fn same(meant: &Issue, found: &grammar::Issue) -> bool {
    let parts = meant.parts.iter().map(|part| title_key(&part.title));
    meant.place.to_string() == found.number
        && title_key(&meant.title) == title_key(&found.title)
        && parts.eq(found.sub_issues.iter().map(|part| title_key(&part.title)))
}

/// Whether the areas are the same with the same issues, where the outline has areas at all.
fn areas(report: &Report, read: &Outline) -> bool {
    let has_any = read.areas.iter().any(|area| !area.title.is_empty());
    let meant =
        report.areas.iter().map(|area| (title_key(area.title.as_deref().unwrap_or_default()), area.issues.len()));
    let found = read.areas.iter().map(|area| (title_key(&area.title), area.issues.len()));
    !has_any || meant.eq(found)
}
