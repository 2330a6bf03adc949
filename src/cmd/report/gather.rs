//! What a report is made of: the ledger, what was written of each issue, the figures that are quoted, the names to be veiled.

use super::Of;
use crate::app::App;
use crate::cmd::find;
use crate::cmd::owners::Owners;
use crate::cmd::settings;
use crate::domain::change::Kind;
use crate::domain::id::Id;
use crate::domain::issue::{Closing, Issue, Stage};
use crate::domain::ledger::Ledger;
use crate::domain::report::{self as rules, Figure, Ground};
use crate::domain::say::Said;
use crate::domain::standing::{LEADERS, Standing, UNITS, names};
use crate::error::Error;
use crate::grammar::names::key;
use crate::grammar::persons::Names;
use crate::grammar::quotes::{self, Mark, Piece};
use crate::grammar::report::bare;
use crate::render::template::REPORT;
use crate::say;
use crate::store::Reader;
use crate::store::query::rows::{self, Row};
use crate::store::query::{conflict, ledger};
use crate::view::report::{Area, Counts, Inspection, Kept, KeptIssue, Line, Name, Part, Report, Withheld};
use chrono::NaiveDate;
use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// Names of persons that have been veiled so far: as each is shown, and how often.
type Veiled = BTreeMap<String, (String, usize)>;

/// Everything that a report is made of.
pub struct Source {
    /// The inspection, where the report is that of one.
    pub inspection: Option<Id>,
    /// The ledger, with the issues of the report alone.
    pub ledger: Ledger,
    /// The draft.
    pub report: Option<Row>,
    inspection_row: Option<Row>,
    passages: HashMap<Id, Row>,
    quotes: HashMap<Id, Row>,
    /// Rows that can be quoted, by record: the issue, the name, the figure.
    indicators: BTreeMap<Id, (Id, String, Figure)>,
    /// Passages on which offices disagree.
    disputed: BTreeSet<Id>,
    /// The names of persons that the ledger knows, and those that stay as they are.
    persons: Names,
    /// The place of each issue, and the parts of each.
    places: HashMap<Id, usize>,
    parts: HashMap<Id, Vec<usize>>,
    /// The rows of each issue that can be quoted.
    figures: HashMap<Id, Vec<Id>>,
    rounds: usize,
    months: usize,
    rule_titles: HashMap<Id, Vec<String>>,
    veiled: RefCell<Veiled>,
}

/// A figure that a passage quotes.
pub struct Quoted {
    /// The issue whose passage it is.
    pub issue: Id,
    /// The number of that issue.
    pub number: String,
    /// Its name as it stands between the braces.
    pub name: String,
    /// The row, where there is one by now.
    pub indicator: Option<Id>,
    /// As it was quoted.
    pub then: Figure,
    /// As the row has it.
    pub now: Option<Figure>,
    /// The state of the row that a person has let be.
    pub kept: Option<String>,
}

impl Quoted {
    /// How it stands to its row.
    pub fn standing(&self) -> rules::Standing {
        rules::standing(&self.then, self.kept.as_deref(), self.now.as_ref())
    }
}

impl Source {
    /// Reads all of it.
    ///
    /// # Errors
    /// When several inspections are in the ledger and none is named.
    pub fn load(reader: &Reader, of: &Of) -> Result<Source, Error> {
        let known = rows::all(reader, &Kind::Inspection)?;
        let inspection = match (of.inspection.as_deref().map(str::trim), &known[..]) {
            (Some("-"), _) | (None, []) => None,
            (Some(code), _) => Some(find::inspection(reader, code)?),
            (None, [only]) => Some(only.id),
            (None, all) => {
                let codes: Vec<&str> = all.iter().filter_map(|row| row.text("code")).collect();
                return Err(Error::Usage(say!("report-which", codes = codes)));
            }
        };
        Source::gather(reader, inspection, known)
    }

    /// The same for the report that an issue belongs to.
    pub fn of_issue(reader: &Reader, issue: Id) -> Result<Source, Error> {
        let known = rows::all(reader, &Kind::Inspection)?;
        let own = rows::one(reader, &Kind::Issue, issue)?.and_then(|row| row.link("inspection"));
        let only = known.first().filter(|_| known.len() == 1).map(|row| row.id);
        let inspection = own.or(only);
        Source::gather(reader, inspection, known)
    }

    fn gather(reader: &Reader, inspection: Option<Id>, known: Vec<Row>) -> Result<Source, Error> {
        let mut ledger = ledger::ledger(reader)?;
        let alone = known.len() <= 1;
        ledger.issues.retain(|issue| issue.inspection == inspection || alone && issue.inspection.is_none());
        let by = |kind: &Kind, field: &str| -> Result<HashMap<Id, Row>, Error> {
            Ok(rows::all(reader, kind)?.into_iter().filter_map(|row| Some((row.link(field)?, row))).collect())
        };
        let quotes = rows::all(reader, &Kind::Quote)?.into_iter().map(|row| (row.id, row)).collect();
        let mut rule_titles: HashMap<Id, Vec<String>> = HashMap::new();
        for row in rows::all(reader, &Kind::Rule)? {
            if let (Some(issue), Some(title)) = (row.link("issue"), row.owned("title")) {
                rule_titles.entry(issue).or_default().push(title);
            }
        }
        let mut indicators = BTreeMap::new();
        for row in rows::all(reader, &Kind::Indicator)? {
            if let (Some(issue), Some(name)) = (row.link("issue"), row.owned("name")) {
                indicators.insert(row.id, (issue, name, figure(&row)));
            }
        }
        let owners = Owners::load(reader)?;
        let owner_rows = rows::all(reader, &Kind::Owner)?;
        let persons = owner_rows.iter().filter(|row| owners.is_person(row.id)).filter_map(|row| row.text("name"));
        let settings = settings::load(reader)?;
        let persons = Names::new(persons, settings.names("report.named"));
        let mut figures: HashMap<Id, Vec<Id>> = HashMap::new();
        for (id, (issue, ..)) in &indicators {
            figures.entry(*issue).or_default().push(*id);
        }
        let places: HashMap<Id, usize> =
            ledger.issues.iter().enumerate().map(|(place, issue)| (issue.id, place)).collect();
        let mut parts: HashMap<Id, Vec<usize>> = HashMap::new();
        for (place, issue) in ledger.issues.iter().enumerate() {
            if let Some(parent) = issue.parent {
                parts.entry(parent).or_default().push(place);
            }
        }
        let disputed = conflict::conflicts(reader)?.into_iter().map(|one| one.record).collect();
        Ok(Source {
            inspection,
            report: rows::one(reader, &Kind::Report, rules::id(inspection))?,
            inspection_row: known.into_iter().find(|row| Some(row.id) == inspection),
            passages: by(&Kind::Passage, "issue")?,
            quotes,
            indicators,
            disputed,
            persons,
            places,
            parts,
            figures,
            rounds: rows::all(reader, &Kind::Round)?.len(),
            months: rows::all(reader, &Kind::Summary)?
                .iter()
                .filter_map(|row| row.day("month"))
                .collect::<BTreeSet<_>>()
                .len(),
            rule_titles,
            ledger,
            veiled: RefCell::default(),
        })
    }

    /// An issue of the report.
    pub fn issue_of(&self, id: Id) -> &Issue {
        &self.ledger.issues[self.places[&id]]
    }

    /// What was written of an issue.
    pub fn passage(&self, issue: Id) -> Option<&Row> {
        self.passages.get(&issue)
    }

    /// The titles of the rules that an issue has brought about.
    pub fn rules(&self, issue: Id) -> &[String] {
        self.rule_titles.get(&issue).map_or(&[], Vec::as_slice)
    }

    /// The code of the inspection.
    pub fn code(&self) -> Option<String> {
        self.inspection_row.as_ref().and_then(|row| row.owned("code"))
    }

    /// The template that words the report: the one asked for, else the one that was chosen for it.
    pub fn template(&self, asked: Option<&str>) -> String {
        let chosen = self.report.as_ref().and_then(|row| row.owned("template"));
        asked.map(str::to_owned).or(chosen).unwrap_or_else(|| REPORT.to_owned())
    }

    /// The parts of an issue, in their order.
    pub fn parts(&self, of: Id) -> impl Iterator<Item = &Issue> {
        self.parts.get(&of).into_iter().flatten().map(|place| &self.ledger.issues[*place])
    }

    /// Whether an issue is a part of another one of the report.
    pub fn is_part(&self, issue: &Issue) -> bool {
        issue.parent.is_some_and(|parent| self.places.contains_key(&parent))
    }

    /// Why an issue is not published; a part goes with its issue.
    pub fn withheld(&self, issue: Id) -> Option<Withheld> {
        let row = self.passage(issue)?;
        Some(Withheld {
            ground: row.owned("ground")?,
            approved_by: row.owned("approved_by"),
            approved_on: row.day("approved_on"),
            reason: row.owned("reason"),
        })
    }

    fn is_withheld(&self, issue: &Issue) -> bool {
        self.withheld(issue.id).is_some() || issue.parent.is_some_and(|parent| self.withheld(parent).is_some())
    }

    /// The rows that a text of this issue may quote without naming another: its own, those of the issue it is a part of,
    /// those of its parts.
    pub fn near(&self, issue: &Issue) -> Vec<(Id, &str, &Figure)> {
        let near = [issue.id].into_iter().chain(issue.parent).chain(self.parts(issue.id).map(|part| part.id));
        near.flat_map(|of| self.rows_of(of)).collect()
    }

    fn rows_of(&self, issue: Id) -> impl Iterator<Item = (Id, &str, &Figure)> {
        let rows = self.figures.get(&issue).into_iter().flatten();
        rows.filter_map(|id| self.indicators.get(id).map(|(_, name, figure)| (*id, name.as_str(), figure)))
    }

    /// The row that a mark in a text of this issue means.
    ///
    /// # Errors
    /// When there is none of this name, or there are several.
    pub fn row(&self, issue: &Issue, mark: Mark) -> Result<(Id, &Figure), Said> {
        let (number, name) = mark.parts();
        let near: Vec<(Id, &str, &Figure)> = match number {
            None => self.near(issue),
            Some(number) => {
                let of = self.ledger.issues.iter().filter(|other| other.number == number);
                of.flat_map(|other| self.rows_of(other.id)).collect()
            }
        };
        let mut found = near.iter().filter(|(_, known, _)| key(known) == key(name));
        match (found.next(), found.next()) {
            (Some((id, _, figure)), None) => Ok((*id, figure)),
            (None, _) => {
                let known: Vec<&str> = near.iter().map(|(_, name, _)| *name).collect();
                Err(if known.is_empty() {
                    say!("report-no-figures", number = number.unwrap_or(&issue.number), name = mark.name)
                } else {
                    say!(
                        "report-figure-unknown",
                        number = number.unwrap_or(&issue.number),
                        name = mark.name,
                        known = known
                    )
                })
            }
            _ => Err(say!("report-figure-several", number = number.unwrap_or(&issue.number), name = mark.name)),
        }
    }

    /// The figures that the public text of an issue quotes, each once.
    pub fn quoted(&self, issue: &Issue) -> Vec<Quoted> {
        let text = self.passage(issue.id).and_then(|row| row.text("public")).unwrap_or_default();
        let mut found: Vec<Quoted> = Vec::new();
        for piece in quotes::pieces(text) {
            let Piece::Mark(mark) = piece else { continue };
            let name = key(mark.name);
            if found.iter().any(|one| key(&one.name) == name) {
                continue;
            }
            let Some(row) = self.quotes.get(&rules::quote_id(issue.id, &name)) else { continue };
            let indicator = row.link("indicator").filter(|id| self.indicators.contains_key(id));
            found.push(Quoted {
                issue: issue.id,
                number: issue.number.clone(),
                name: mark.name.to_owned(),
                then: figure(row),
                now: indicator.and_then(|id| self.indicators.get(&id)).map(|(_, _, figure)| figure.clone()),
                indicator,
                kept: row.owned("kept"),
            });
        }
        found
    }

    /// What is said of an issue, its figures as they were quoted.
    fn account(&self, issue: &Issue, version: &str) -> Option<String> {
        let text = self.passage(issue.id)?.text(version)?;
        let filled = quotes::filled(text, |mark| {
            let quote = self.quotes.get(&rules::quote_id(issue.id, &key(mark.name))).map(figure);
            let figure = quote.or_else(|| self.row(issue, mark).ok().map(|(_, figure)| figure.clone()))?;
            if mark.total { figure.says_total() } else { figure.says() }
        });
        Some(rules::paragraph(&self.shown(&filled, version))).filter(|text| !text.is_empty())
    }

    /// A text without the names of persons, in the public version.
    fn shown(&self, text: &str, version: &str) -> String {
        if version != "public" {
            return text.to_owned();
        }
        let (text, replaced) = self.persons.veiled(text);
        let mut veiled = self.veiled.borrow_mut();
        for one in replaced {
            veiled.entry(one.name).or_insert((one.shown, 0)).1 += one.count;
        }
        text
    }

    /// The report in one of its versions, worded by a template of this name.
    pub fn view(&self, version: &'static str, template: String, day: NaiveDate) -> Report {
        self.veiled.borrow_mut().clear();
        let own = |field: &str| self.report.as_ref().and_then(|row| row.owned(field));
        let or_inspection = |field: &str| own(field).or_else(|| self.inspection_row.as_ref()?.owned(field));
        let said = |field: &str| own(field).map(|text| self.shown(&text, version));
        let mut report = Report {
            version,
            day,
            template,
            inspection: self.inspection_row.as_ref().map(|row| Inspection {
                code: row.owned("code").unwrap_or_default(),
                kind: row.owned("kind"),
                name: row.owned("name"),
                inspector: row.owned("inspector"),
                inspected: row.owned("inspected"),
                from_on: row.day("from_on"),
                to_on: row.day("to_on"),
                feedback_on: row.day("feedback_on"),
            }),
            title: said("title"),
            opening: said("opening"),
            organisation: said("organisation"),
            next_steps: said("next_steps"),
            contact: or_inspection("contact"),
            issuer: or_inspection("issuer"),
            date: self.report.as_ref().and_then(|row| row.day("day")).unwrap_or(day),
            counts: self.counts(version),
            areas: Vec::new(),
        };
        let standing = Standing::new(&self.ledger);
        let whole = |place: &usize| {
            let issue = &self.ledger.issues[*place];
            !self.is_part(issue) && (version == "internal" || !self.is_withheld(issue))
        };
        let shown: Vec<usize> = (0..self.ledger.issues.len()).filter(whole).collect();
        let known: BTreeSet<Id> = self.ledger.areas.iter().map(|area| area.id).collect();
        let mut by_area: HashMap<Option<Id>, Vec<usize>> = HashMap::new();
        for place in shown {
            by_area.entry(self.ledger.issues[place].area.filter(|id| known.contains(id))).or_default().push(place);
        }
        let mut number = 0;
        for area in std::iter::once(None).chain(self.ledger.areas.iter().map(Some)) {
            let places = by_area.remove(&area.map(|area| area.id)).unwrap_or_default();
            let mut issues = Vec::with_capacity(places.len());
            for place in places {
                number += 1;
                issues.push(self.issue(&standing, place, number, version));
            }
            if !issues.is_empty() {
                let place = report.areas.iter().filter(|area| area.title.is_some()).count() + 1;
                let title = area.map(|area| self.shown(&bare(&area.title), version));
                report.areas.push(Area { place: if title.is_some() { place } else { 0 }, title, issues });
            }
        }
        report
    }

    fn issue(&self, standing: &Standing, place: usize, number: usize, version: &str) -> crate::view::report::Issue {
        let issue = &self.ledger.issues[place];
        let internal = version == "internal";
        // no outline names a leader in public, so the name is veiled and not told
        let leader = |name: &str| if internal { name.to_owned() } else { self.persons.veiled(name).0 };
        let parts = self.parts(issue.id).filter(|part| internal || self.withheld(part.id).is_none());
        crate::view::report::Issue {
            place: number,
            key: issue.id.to_string(),
            number: issue.number.clone(),
            title: self.shown(&bare(&issue.title), version),
            stage: issue.stage.name(),
            closing: issue.closing.name(),
            long_term: issue.long_term,
            lead_leader: standing.holder(place, LEADERS).lead_leader().map(leader),
            units: names(standing.holder(place, UNITS), UNITS).map(str::to_owned).collect(),
            due: standing.limit(place),
            withheld: self.withheld(issue.id).filter(|_| internal),
            account: self.account(issue, version),
            parts: parts
                .map(|part| Part {
                    key: part.id.to_string(),
                    number: part.number.clone(),
                    title: self.shown(&bare(&part.title), version),
                    stage: part.stage.name(),
                    withheld: self.withheld(part.id).filter(|_| internal),
                    account: self.account(part, version),
                })
                .collect(),
        }
    }

    /// Counts of the issues that this version speaks of: a total beyond them would tell how many are withheld.
    fn counts(&self, version: &str) -> Counts {
        let standing = Standing::new(&self.ledger);
        let (mut leaders, mut units) = (BTreeSet::new(), BTreeSet::new());
        let mut counts = Counts { rounds: self.rounds, months: self.months, ..Counts::default() };
        let shown = |(_, issue): &(usize, &Issue)| version == "internal" || !self.is_withheld(issue);
        for (place, issue) in self.ledger.issues.iter().enumerate().filter(shown) {
            leaders.extend(standing.holder(place, LEADERS).lead_leader());
            units.extend(names(standing.holder(place, UNITS), UNITS));
            counts.rules += self.rules(issue.id).len();
            if self.is_part(issue) {
                counts.parts += 1;
                continue;
            }
            counts.issues += 1;
            counts.closed += usize::from(issue.closing == Closing::Closed);
            match issue.stage {
                Stage::Done => counts.done += 1,
                Stage::BasicallyDone => counts.basically_done += 1,
                Stage::InProgress | Stage::NotStarted => counts.open += 1,
            }
        }
        (counts.leaders, counts.units) = (leaders.len(), units.len());
        counts
    }

    /// The names that the version shown last has veiled.
    pub fn names(&self) -> Vec<Name> {
        let veiled = self.veiled.borrow();
        let name = |(name, (shown, count)): (&String, &(String, usize))| Name {
            name: name.clone(),
            shown: shown.clone(),
            count: *count,
        };
        veiled.iter().map(name).collect()
    }

    /// How far the report is with each issue.
    pub fn lines(&self) -> Vec<Line> {
        let line = |issue: &Issue| {
            let row = self.passage(issue.id);
            let text = |field: &str| row.and_then(|row| row.owned(field));
            let basis = row.and_then(|row| row.link("progress"));
            let written_on = row.and_then(|row| row.day("written_on"));
            let withheld = self.withheld(issue.id);
            Line {
                number: issue.number.clone(),
                title: issue.title.clone(),
                state: match (&withheld, text("public"), written_on) {
                    (Some(_), ..) => "withheld",
                    (None, None, _) if self.speaks_through_parts(issue) => "parts",
                    (None, None, _) => "missing",
                    (None, Some(_), None) => "drafted",
                    (None, Some(_), Some(_)) => "written",
                },
                newer: row.is_some() && issue.latest.as_ref().is_some_and(|latest| Some(latest.id) != basis),
                public: text("public"),
                internal: text("internal"),
                written_by: text("written_by"),
                written_on,
                withheld,
            }
        };
        self.ledger.issues.iter().map(line).collect()
    }

    /// Whether an issue needs no text of its own, since its parts are written of.
    fn speaks_through_parts(&self, issue: &Issue) -> bool {
        self.parts(issue.id).any(|part| self.withheld(part.id).is_none())
    }

    /// What stands in the way of publishing.
    pub fn open(&self) -> Vec<Said> {
        let mut open = Vec::new();
        let mut published = 0;
        if self.report.as_ref().is_some_and(|row| self.disputed.contains(&row.id)) {
            open.push(say!("report-open-conflict-general"));
        }
        for issue in &self.ledger.issues {
            let number = issue.number.as_str();
            let quoted = self.quoted(issue);
            let mut records = quoted.iter().map(|one| rules::quote_id(issue.id, &key(&one.name)));
            let disputed = self.passage(issue.id).is_some_and(|row| self.disputed.contains(&row.id));
            if disputed || records.any(|id| self.disputed.contains(&id)) {
                open.push(say!("report-open-conflict", number = number));
            }
            if let Some(withheld) = self.withheld(issue.id) {
                let approved = withheld.approved_by.is_some() && withheld.reason.is_some();
                if Ground::named(&withheld.ground).is_none() || !approved {
                    open.push(say!("report-open-approval", number = number));
                }
            }
            if self.is_withheld(issue) {
                continue;
            }
            published += 1;
            let through = self.speaks_through_parts(issue);
            let text = self.passage(issue.id).and_then(|row| row.text("public"));
            if text.is_none() && !through {
                open.push(say!("report-open-text", number = number, title = issue.title.as_str()));
            }
            for piece in quotes::pieces(text.unwrap_or_default()) {
                let Piece::Mark(mark) = piece else { continue };
                let known = self.quotes.contains_key(&rules::quote_id(issue.id, &key(mark.name)));
                if !known && self.row(issue, mark).is_err() {
                    open.push(say!("report-open-mark", number = number, name = mark.name));
                }
            }
            for one in quoted.iter().filter(|one| one.standing().is_open()) {
                let quoted = one.then.spelling();
                let name = one.name.as_str();
                open.push(match &one.now {
                    Some(now) => {
                        say!("report-open-figure", number = number, name = name, quoted = quoted, now = now.spelling())
                    }
                    None => say!("report-open-figure-gone", number = number, name = name, quoted = quoted),
                });
            }
        }
        if published == 0 {
            open.push(say!("report-open-nothing"));
        }
        open
    }

    /// What an edition keeps of a report, to tell later what has changed.
    pub fn kept(report: &Report) -> Kept {
        let general = [
            ("title", &report.title),
            ("opening", &report.opening),
            ("organisation", &report.organisation),
            ("next_steps", &report.next_steps),
            ("contact", &report.contact),
            ("issuer", &report.issuer),
        ];
        let general = general.into_iter().filter_map(|(name, text)| Some((name.to_owned(), text.clone()?)));
        let mut issues = Vec::new();
        for issue in report.areas.iter().flat_map(|area| &area.issues) {
            let mut one = |key: &str, number: &str, title: &str, stage: &str, text: Option<&str>| {
                issues.push(KeptIssue {
                    key: key.to_owned(),
                    number: number.to_owned(),
                    title: title.to_owned(),
                    stage: stage.to_owned(),
                    text: text.unwrap_or_default().to_owned(),
                });
            };
            one(&issue.key, &issue.number, &issue.title, issue.stage, issue.account.as_deref());
            for part in &issue.parts {
                one(&part.key, &part.number, &part.title, part.stage, part.account.as_deref());
            }
        }
        Kept { general: general.collect(), issues }
    }

    /// Refuses where nothing was drafted yet.
    pub fn must_be_drafted(&self) -> Result<&Row, Error> {
        self.report.as_ref().ok_or_else(|| Error::Usage(say!("report-not-drafted")))
    }
}

/// A figure as a row of an indicator, or of what quotes one, has it.
fn figure(row: &Row) -> Figure {
    Figure {
        value: row.owned("value"),
        total: row.owned("total"),
        unit: row.owned("unit"),
        qualifier: row.owned("qualifier"),
    }
}

/// The outline of this name: one that ships, or one of the office's own.
pub fn outline(app: &App, name: Option<&str>) -> Result<(), Error> {
    let Some(name) = name else { return Ok(()) };
    let ours = crate::render::template::TEMPLATES.iter().map(|template| template.name);
    let known: Vec<&str> = ours.filter(|name| name.starts_with(REPORT)).collect();
    let fit = name.starts_with(REPORT) && name.chars().all(|c| c.is_alphanumeric() || matches!(c, '-' | '_'));
    if known.contains(&name) || fit && crate::cmd::paper::place(app, name).exists() {
        return Ok(());
    }
    Err(Error::Usage(say!("report-template-unknown", name = name, known = known)))
}
