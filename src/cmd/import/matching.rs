//! Which issue a row of a sheet speaks of.

use super::book::{Book, Sheet};
use crate::domain::column::Column;
use crate::domain::id::Id;
use crate::domain::issue::{Issue, Role};
use crate::domain::ledger::Ledger;
use crate::domain::say::Said;
use crate::grammar::names;
use crate::say;
use crate::sheet::grid::Row;
use crate::sheet::key::Key;
use rustc_hash::{FxBuildHasher, FxHashMap};
use std::cell::OnceCell;
use std::collections::{HashMap, HashSet};

/// Titles are one problem, by itself, when they share this many of a hundred pairs of characters.
const SAME: usize = 85;

/// Titles are near enough to be shown to a person.
const NEAR: usize = 60;

/// What a row was found to be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Found<'k> {
    /// An issue by the key of an export, with the base that the key names.
    Keyed(usize, &'k str),
    /// An issue by its number.
    Numbered(usize),
    /// An issue by its title alone.
    Titled(usize),
    /// An issue by a title that is nearly the same.
    Similar(usize),
    /// A new issue; with its number, unless that only counts rows; and the issue whose title is near, if one is.
    New { numbered: bool, near: Option<usize> },
}

/// The issues of a ledger by what rows name them by.
pub struct Matcher<'l> {
    ledger: &'l Ledger,
    inspection: Option<Id>,
    by_id: FxHashMap<Id, usize>,
    by_number: OnceCell<FxHashMap<&'l str, usize>>,
    titles: OnceCell<Titles>,
}

/// Titles in the form in which they are compared, made when a row has neither key nor number that fits.
struct Titles {
    exact: HashMap<String, Vec<usize>>,
    pairs: HashMap<[char; 2], Vec<usize>>,
    lengths: Vec<usize>,
}

impl<'l> Matcher<'l> {
    pub fn new(ledger: &'l Ledger, inspection: Option<Id>) -> Matcher<'l> {
        Matcher {
            ledger,
            inspection,
            by_id: ledger.issues.iter().enumerate().map(|(n, issue)| (issue.id, n)).collect(),
            by_number: OnceCell::new(),
            titles: OnceCell::new(),
        }
    }

    /// The issue of this number.
    pub fn numbered(&self, number: &str) -> Option<usize> {
        let numbers = self.by_number.get_or_init(|| {
            let here = |issue: &Issue| issue.inspection == self.inspection && !issue.number.is_empty();
            let mut numbers = FxHashMap::with_capacity_and_hasher(self.ledger.issues.len(), FxBuildHasher);
            let issues = self.ledger.issues.iter().enumerate().filter(|(_, issue)| here(issue));
            numbers.extend(issues.map(|(n, issue)| (issue.number.as_str(), n)));
            numbers
        });
        numbers.get(number).copied()
    }

    /// Whether an issue is of none of these units; one of which no unit is known may be anybody's.
    pub fn is_others(&self, place: usize, units: &[String]) -> bool {
        const ROLES: [Role; 3] = [Role::LeadUnit, Role::Unit, Role::Support];
        let issue = &self.ledger.issues[place];
        let own = || ROLES.iter().flat_map(|role| issue.names(*role));
        !units.is_empty() && own().next().is_some() && !own().any(|name| units.iter().any(|unit| unit == name))
    }

    /// Another issue than this one that has just this title; one whose title did not change has the number too.
    pub fn elsewhere(&self, title: &str, number: &str, changed: bool, place: usize) -> Option<usize> {
        let titles = self.titles.get_or_init(|| Titles::new(self.ledger, self.inspection));
        let alike = titles.exact.get(&names::title_key(title)).map_or(&[][..], Vec::as_slice);
        let mut others = alike.iter().copied().filter(|other| *other != place);
        others.find(|other| changed || self.ledger.issues[*other].number == number)
    }

    /// Finds the issue of a row: by its key; by its number, where the titles agree; by its title. `counted` says that
    /// the numbers of the file only count its rows; `units` are those that the row names.
    ///
    /// # Errors
    /// When the key is of another ledger or broken, or the number belongs to quite another problem.
    pub fn find<'k>(
        &self,
        sheet: &Sheet,
        row: Row<'k>,
        counted: bool,
        units: impl Fn() -> Vec<String>,
    ) -> Result<Found<'k>, Said> {
        let number = sheet.number(row);
        let number = number.as_ref();
        if let Some(key) = Key::read(sheet.text(row, &Column::Key))? {
            let found = self.by_id.get(&key.record).ok_or_else(|| say!("sheet-key-unknown"))?;
            return Ok(Found::Keyed(*found, key.base));
        }
        let title = sheet.text(row, &Column::Title);
        let numbered = Some(number).filter(|number| !number.is_empty() && !counted).and_then(|it| self.numbered(it));
        let serial = counted || sheet.serial;
        if title.is_empty() {
            let numbered = numbered.filter(|_| !serial);
            return Ok(numbered.map_or(Found::New { numbered: true, near: None }, Found::Numbered));
        }
        if let Some(place) = numbered {
            let ours = self.ledger.issues[place].title.as_str();
            let agree =
                || if serial { likeness(title, ours) >= NEAR || holds(title, ours) } else { alike(title, ours) };
            if title == ours || agree() {
                return Ok(Found::Numbered(place));
            }
            if !serial {
                return Err(say!("sheet-number-taken", number = number, title = title, other = ours));
            }
        }
        if self.ledger.issues.is_empty() {
            return Ok(Found::New { numbered: !counted, near: None });
        }
        let titles = self.titles.get_or_init(|| Titles::new(self.ledger, self.inspection));
        let near = match titles.find(title) {
            Ok(place) => return Ok(Found::Titled(place)),
            Err(mut like) => {
                like.sort_by_key(|(score, place)| (std::cmp::Reverse(*score), *place));
                match &like[..] {
                    [(best, place), rest @ ..] if *best >= SAME && rest.iter().all(|(score, _)| *score < SAME) => {
                        return Ok(Found::Similar(*place));
                    }
                    // the same title in several units: the one of this unit
                    [(best, _), ..] if *best >= SAME => {
                        let of = units();
                        let mut own =
                            like.iter().filter(|(score, place)| score == best && !self.is_others(*place, &of));
                        match (own.next(), own.next()) {
                            (Some((_, place)), None) => return Ok(Found::Similar(*place)),
                            (first, _) => Some(first.unwrap_or(&like[0]).1),
                        }
                    }
                    [(_, place), ..] => Some(*place),
                    [] => None,
                }
            }
        };
        Ok(Found::New { numbered: numbered.is_none() && !counted, near })
    }
}

/// The inspections (or none) of the issues that rows of a file name by their keys, or by just their titles.
pub fn inspections(ledger: &Ledger, book: &Book) -> Vec<Option<Id>> {
    let by_id: FxHashMap<Id, &Issue> = ledger.issues.iter().map(|issue| (issue.id, issue)).collect();
    let mut titles: HashMap<String, Vec<&Issue>> = HashMap::new();
    if !all_keyed(book) {
        for issue in &ledger.issues {
            titles.entry(names::title_key(&issue.title)).or_default().push(issue);
        }
    }
    let (mut found, mut several): (HashSet<Option<Id>>, Vec<HashSet<Option<Id>>>) = (HashSet::new(), Vec::new());
    for (sheet, row) in book.sheets.iter().flat_map(Sheet::rows) {
        if let Ok(Some(key)) = Key::read(sheet.text(row, &Column::Key)) {
            found.extend(by_id.get(&key.record).map(|issue| issue.inspection));
            continue;
        }
        let alike = titles.get(&names::title_key(sheet.text(row, &Column::Title))).map_or(&[][..], Vec::as_slice);
        let of: HashSet<Option<Id>> = alike.iter().map(|issue| issue.inspection).collect();
        match of.len() {
            0 => {}
            1 => found.extend(of),
            _ => several.push(of),
        }
    }
    // a title that stands in several is told by the others, or not at all
    if found.len() != 1 || several.iter().any(|of| of.is_disjoint(&found)) {
        found.extend(several.into_iter().flatten());
    }
    found.into_iter().collect()
}

/// Whether every row of a file has its key.
pub fn all_keyed(book: &Book) -> bool {
    book.sheets.iter().flat_map(Sheet::rows).all(|(sheet, row)| !sheet.text(row, &Column::Key).is_empty())
}

impl Titles {
    fn new(ledger: &Ledger, inspection: Option<Id>) -> Titles {
        let mut titles = Titles { exact: HashMap::new(), pairs: HashMap::new(), lengths: Vec::new() };
        for (place, issue) in ledger.issues.iter().enumerate() {
            let key = names::title_key(&issue.title);
            let pairs = pairs(&key);
            titles.lengths.push(pairs.len());
            if issue.inspection == inspection {
                for pair in pairs {
                    titles.pairs.entry(pair).or_default().push(place);
                }
                titles.exact.entry(key).or_default().push(place);
            }
        }
        titles
    }

    /// The one issue of this title, else those with a title near to it and how near.
    fn find(&self, title: &str) -> Result<usize, Vec<(usize, usize)>> {
        let key = names::title_key(title);
        if let Some([only]) = self.exact.get(&key).map(Vec::as_slice) {
            return Ok(*only);
        }
        let wanted = pairs(&key);
        let mut shared: HashMap<usize, usize> = HashMap::new();
        for place in wanted.iter().filter_map(|pair| self.pairs.get(pair)).flatten() {
            *shared.entry(*place).or_default() += 1;
        }
        let score = |(place, shared): (usize, usize)| (shared * 200 / (wanted.len() + self.lengths[place]), place);
        Err(shared.into_iter().map(score).filter(|(score, _)| *score >= NEAR).collect())
    }
}

fn pairs(key: &str) -> HashSet<[char; 2]> {
    let chars: Vec<char> = key.chars().collect();
    chars.windows(2).map(|pair| [pair[0], pair[1]]).collect()
}

/// How many of a hundred pairs of characters two titles share.
fn likeness(a: &str, b: &str) -> usize {
    let (a, b) = (pairs(&names::title_key(a)), pairs(&names::title_key(b)));
    if a.is_empty() && b.is_empty() { 100 } else { a.intersection(&b).count() * 200 / (a.len() + b.len()) }
}

/// Whether one title holds the other, and the shorter one says enough to be told by.
fn holds(a: &str, b: &str) -> bool {
    const ENOUGH: usize = 6;
    let (a, b) = (names::title_key(a), names::title_key(b));
    a == b || a.chars().count().min(b.chars().count()) >= ENOUGH && (a.contains(&b) || b.contains(&a))
}

/// Whether two titles under one official number may be one problem in other words.
fn alike(a: &str, b: &str) -> bool {
    let (a, b) = (names::title_key(a), names::title_key(b));
    let common = a.chars().filter(|c| b.contains(*c)).count();
    a.contains(&b) || b.contains(&a) || common * 2 >= a.chars().count().max(b.chars().count())
}
