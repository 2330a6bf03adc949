//! `duban export --each-unit`: a file for each unit that has to fill one in.

use super::Export;
use crate::cmd::show;
use crate::domain::ledger::Ledger;
use crate::domain::standing::{Standing, UNITS};
use crate::error::Error;
use crate::out;
use crate::render;
use crate::say;
use crate::sheet::ledger::Row;
use crate::view::export::{File, Files};
use std::collections::{BTreeMap, HashSet};
use std::path::Path;

impl Export<'_> {
    /// Writes the folder whole or not at all, and says what is in it.
    ///
    /// An issue is in the file of each unit that leads or answers for it, a part without units in those of its issue.
    pub(super) fn each_unit(&self, folder: &Path, ledger: &Ledger) -> Result<(), Error> {
        let app = self.app;
        let path = folder.display().to_string();
        if !out::is_vacant(folder) {
            return Err(Error::Rule(say!("export-folder-taken", path = path)));
        }
        let standing = Standing::new(ledger);
        let mut units: BTreeMap<&str, Vec<Row>> = BTreeMap::new();
        let mut nobody = Vec::new();
        for (place, row) in self.placed(ledger) {
            let holder = standing.holder(place, UNITS);
            let names: Vec<&str> = UNITS.iter().flat_map(|role| holder.names(*role)).collect();
            if names.is_empty() {
                nobody.push(row.issue.number.clone());
            }
            for name in names {
                let rows = units.entry(name).or_default();
                if rows.last().is_none_or(|last| last.issue.id != row.issue.id) {
                    rows.push(row);
                }
            }
        }
        let mut taken = HashSet::new();
        let files: Vec<File> = units
            .iter()
            .map(|(unit, rows)| File {
                name: file_name(unit, self.kind.extension(), &mut taken),
                unit: (*unit).to_owned(),
                issues: rows.len(),
            })
            .collect();
        let mut made = files.iter().zip(units).map(|(file, (unit, rows))| {
            let bytes = self.bytes(ledger, rows, Some(unit))?;
            Ok((file.name.as_str(), bytes))
        });
        if app.dry_run {
            made.try_for_each(|made| made.map(drop))?;
        } else {
            out::write_folder(folder, made)?;
        }
        let view = Files { folder: path, files, nobody, dry_run: app.dry_run };
        app.out.note(&show::text(app, &render::export::page(&view, app.words)));
        Ok(())
    }
}

/// A [safe](out::safe_name) name that no other file of the folder has, whatever the case of its letters.
pub(crate) fn file_name(unit: &str, extension: &str, taken: &mut HashSet<String>) -> String {
    let name = out::safe_name(unit);
    let mut stem = name.clone();
    let mut count = 1;
    while !taken.insert(stem.to_lowercase()) {
        count += 1;
        stem = format!("{name} ({count})");
    }
    format!("{stem}.{extension}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_have_names_that_windows_takes_and_each_its_own() {
        let mut taken = HashSet::new();
        let mut name = |unit: &str| file_name(unit, "xlsx", &mut taken);
        assert_eq!(name("市财政局"), "市财政局.xlsx");
        assert_eq!(name("a/b:c*?"), "a_b_c__.xlsx");
        assert_eq!(name("A_B_C__"), "A_B_C__ (2).xlsx");
        assert_eq!(name("con"), "_con.xlsx");
        assert_eq!(name("COM1.市"), "_COM1.市.xlsx");
        assert_eq!(name("公司. "), "公司.xlsx");
        assert_eq!(name("..\u{7}"), "_.xlsx");
        assert!(name(&"长".repeat(300)).len() < 255);
    }
}
