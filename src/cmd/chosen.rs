//! Whose issues and which: what `issue list` and `export` ask for in the same options.

use super::find;
use super::owners::Owners;
use crate::domain::id::Id;
use crate::domain::issue::{Issue, Role};
use crate::domain::ledger::Ledger;
use crate::domain::standing::{LEADERS, Standing, UNITS};
use crate::error::Error;
use crate::store::Reader;

/// In the scope of an export: it has not every column.
pub const SOME_COLUMNS: &str = "columns";

/// What an issue must be; nothing is asked where there is `None`.
#[derive(Debug, Clone, Default)]
pub struct Chosen {
    /// The responsible leader, as the ledger has the name.
    pub lead: Option<String>,
    /// A unit that leads, answers, supports or supervises, as the ledger has the name.
    pub unit: Option<String>,
    /// The inspection; issues of none for `Some(None)`.
    pub inspection: Option<Option<Id>>,
    /// The area.
    pub area: Option<Id>,
    /// A unit that leads or answers, as the ledger has the name.
    pub holder: Option<String>,
}

impl Chosen {
    /// Finds what the options name; `-` names issues of no inspection.
    pub fn of(
        reader: &Reader,
        lead: Option<&str>,
        unit: Option<&str>,
        inspection: Option<&str>,
        area: Option<&str>,
    ) -> Result<Chosen, Error> {
        let mut names = [None, None];
        if lead.is_some() || unit.is_some() {
            let owners = Owners::load(reader)?;
            for (name, asked) in names.iter_mut().zip([lead, unit]) {
                if let Some(asked) = asked {
                    *name = Some(owners.name(owners.must_find(asked)?).to_owned());
                }
            }
        }
        let [lead, unit] = names;
        let inspection = match inspection {
            None => None,
            Some("-") => Some(None),
            Some(code) => Some(Some(find::inspection(reader, code)?)),
        };
        let area = area.map(|title| find::area(reader, title, inspection.flatten())).transpose()?;
        Ok(Chosen { lead, unit, inspection, area, holder: None })
    }

    /// What is asked in one word, for the keys of an export: `unit=市财政局;area=…`; empty where nothing is.
    ///
    /// A name that would be read otherwise is left out, and more is asked then than was.
    pub fn scope(&self) -> String {
        let id = |id: Option<Id>| id.map_or_else(|| "-".to_owned(), |id| id.to_string());
        let told = [
            ("unit", self.unit.clone()),
            ("holder", self.holder.clone()),
            ("lead", self.lead.clone()),
            ("inspection", self.inspection.map(id)),
            ("area", self.area.map(|area| id(Some(area)))),
        ];
        let plain = |text: &String| !text.contains(['@', ';', '=']);
        let told = told.into_iter().filter_map(|(name, text)| Some((name, text.filter(plain)?)));
        told.map(|(name, text)| format!("{name}={text}")).collect::<Vec<_>>().join(";")
    }

    /// Reads what [`scope`](Self::scope) wrote; what is not known asks nothing.
    pub fn of_scope(scope: &str) -> Chosen {
        let mut chosen = Chosen::default();
        for (name, text) in scope.split(';').filter_map(|part| part.split_once('=')) {
            match name {
                "unit" => chosen.unit = Some(text.to_owned()),
                "holder" => chosen.holder = Some(text.to_owned()),
                "lead" => chosen.lead = Some(text.to_owned()),
                "inspection" => chosen.inspection = Some(Id::parse(text)),
                "area" => chosen.area = Id::parse(text),
                _ => {}
            }
        }
        chosen
    }

    /// Whether the issue at this place is meant: a part without names of its own shares those of its issue.
    pub fn takes(&self, place: usize, standing: &Standing, ledger: &Ledger) -> bool {
        let issue = &ledger.issues[place];
        let has = |issue: &Issue, wanted: &str, roles: &[Role]| {
            issue.duties.iter().any(|(role, name)| roles.contains(role) && **name == *wanted)
        };
        self.lead.as_ref().is_none_or(|lead| has(standing.holder(place, LEADERS), lead, LEADERS))
            && self.unit.as_ref().is_none_or(|unit| {
                has(standing.holder(place, UNITS), unit, UNITS)
                    || has(issue, unit, &[Role::Support, Role::Team, Role::Supervisor])
            })
            && self.holder.as_ref().is_none_or(|unit| has(standing.holder(place, UNITS), unit, UNITS))
            && self.inspection.is_none_or(|inspection| issue.inspection == inspection)
            && self.area.is_none_or(|area| issue.area == Some(area))
    }
}
