//! Words about issues that do not stand in the issues themselves.

use crate::domain::id::Id;
use crate::store::query::ledger::owner_names;
use crate::store::{Reader, StoreError};
use rustc_hash::FxHashMap;
use std::rc::Rc;

/// What was written about issues elsewhere, as far as it was asked for.
#[derive(Debug, Default)]
pub struct Elsewhere {
    /// By issue: words of its returns, of the newest and of all before, and the titles and numbers of its rules.
    pub of_issue: FxHashMap<Id, Vec<String>>,
    /// By the name that an owner goes by: the other names that mean it.
    pub aliases: FxHashMap<Rc<str>, Vec<String>>,
}

/// Goes once through all returns, rules and names, and keeps the texts that `asked` takes.
pub fn elsewhere(reader: &Reader, asked: impl Fn(&str) -> bool) -> Result<Elsewhere, StoreError> {
    let mut found = Elsewhere::default();
    for sql in [
        "SELECT issue, text, next_step, obstacle, help_needed FROM progress WHERE issue IS NOT NULL",
        "SELECT issue, title, number FROM rule WHERE issue IS NOT NULL",
    ] {
        let mut stmt = reader.conn.prepare_cached(sql)?;
        let columns = stmt.column_count();
        let mut rows = stmt.query([])?;
        while let Some(row) = rows.next()? {
            for column in 1..columns {
                let text = row.get_ref(column)?.as_str_or_null().map_err(rusqlite::Error::from)?;
                if let Some(text) = text.filter(|text| asked(text)) {
                    found.of_issue.entry(Id(row.get(0)?)).or_default().push(text.to_owned());
                }
            }
        }
    }
    let names = owner_names(reader)?;
    let mut stmt = reader.conn.prepare_cached("SELECT id, name FROM owner WHERE alias_of IS NOT NULL ORDER BY name")?;
    let mut rows = stmt.query([])?;
    while let Some(row) = rows.next()? {
        let alias = row.get::<_, Option<String>>(1)?.filter(|alias| asked(alias));
        if let Some((alias, name)) = alias.zip(names.get(&Id(row.get(0)?))) {
            found.aliases.entry(Rc::clone(name)).or_default().push(alias);
        }
    }
    Ok(found)
}
