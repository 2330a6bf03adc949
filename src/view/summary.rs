//! A month that was frozen: its figures in one spelling, and how they hold.

use crate::domain::calendar::ends_month;
use crate::domain::figure::{By, Group, RULES};
use crate::domain::score::Score;
use crate::domain::setting::Settings;
use crate::domain::summary::Edition;
use crate::domain::supervision::{Figures, Measures, Supervision, Totals};
use crate::domain::tally::Total;
use chrono::NaiveDate;
use serde::de::IgnoredAny;
use serde::{Deserialize, Serialize};
use serde_json::value::RawValue;
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;

/// The figures of a month as a summary keeps them, whole in itself: a later version reads it without asking how this
/// one counts. In one spelling ([`Kept::text`]): members in the order of this struct, figures by name, those that are
/// nought left out.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Kept {
    /// By which rules it was counted.
    pub rules: i64,
    /// `2019-11`
    pub month: String,
    /// Everything is as it stood at the end of this day.
    pub cut_off: NaiveDate,
    /// The settings that the figures depend on.
    pub settings: BTreeMap<String, String>,
    /// Subject, by what it is parted, which part, its figures.
    pub groups: Vec<KeptGroup>,
    /// Totals of indicators: name, unit, value, of how many, qualifier; numbers are decimals in text.
    pub indicators: Vec<KeptIndicator>,
    /// The ranking: by what it is parted, who, the score as it is printed, the rank.
    pub scores: Vec<(String, String, Option<String>, Option<usize>)>,
    /// Issues and parts that are overdue or behind: kind, number, pace.
    pub named: Vec<(String, String, String)>,
}

/// Subject, by what it is parted, which part (null for all, and for what has none), its figures.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct KeptGroup(pub String, pub String, pub Option<String>, pub BTreeMap<String, i64>);

/// Name, unit, value, of how many, qualifier.
pub type KeptIndicator = (String, Option<String>, String, Option<String>, Option<String>);

/// A figure that is not what was handed out.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Difference {
    /// `issues.overdue`
    pub figure: String,
    /// Which part of it; null for all.
    pub of: Option<String>,
    /// As it was handed out; null where there was none.
    pub frozen: Option<String>,
    /// As it is counted now.
    pub counted: Option<String>,
}

/// What a summary says of the whole: each subject with its figures.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Whole(Vec<(String, BTreeMap<String, i64>)>);

/// The groups of a summary ([`KeptGroup`]), their figures not taken apart.
#[derive(Deserialize)]
struct Groups<'t> {
    #[serde(borrow)]
    groups: Vec<(&'t str, &'t str, IgnoredAny, &'t RawValue)>,
}

impl Whole {
    /// Reads what a summary keeps ([`Kept::text`]), as far as it is of the whole; `None` when it is something else.
    pub fn read(text: &str) -> Option<Whole> {
        let Groups { groups } = serde_json::from_str(text).ok()?;
        let of_whole = groups.into_iter().filter(|(_, by, ..)| *by == By::All.name());
        let figures = of_whole
            .map(|(subject, _, _, figures)| Some((subject.to_owned(), serde_json::from_str(figures.get()).ok()?)));
        figures.collect::<Option<_>>().map(Whole)
    }

    /// A figure of the whole; nought where it is left out.
    pub fn number(&self, subject: &str, figure: &str) -> i64 {
        let figures = self.0.iter().find(|(known, _)| known == subject).map(|(_, figures)| figures);
        figures.and_then(|figures| figures.get(figure).copied()).unwrap_or(0)
    }
}

/// Everything that is counted of a month.
#[derive(Debug, Clone)]
pub struct Counted {
    /// The figures.
    pub groups: Vec<Group>,
    /// The units in their ranking.
    pub scores: Vec<Score>,
    /// Totals of indicators.
    pub indicators: Vec<Total>,
}

impl Kept {
    /// What a month keeps.
    pub fn new(month: &Supervision, counted: &Counted, settings: &Settings, names: &[&str]) -> Kept {
        let group = |group: &Group| {
            let numbers = group.subject.figures().iter().zip(&group.numbers).filter(|(_, number)| **number != 0);
            KeptGroup(
                group.subject.name().to_owned(),
                group.by.name().to_owned(),
                group.name.as_deref().map(str::to_owned),
                numbers.map(|(known, number)| (known.name.to_owned(), *number)).collect(),
            )
        };
        let indicator = |of: &Total| {
            let whole = of.total.map(|total| total.to_string());
            (of.name.clone(), of.unit.clone(), of.value.to_string(), whole, of.qualifier.clone())
        };
        let score = |of: &Score| (By::Unit.name().to_owned(), of.name.to_string(), of.text(), of.rank);
        let laggards = month
            .laggards
            .iter()
            .map(|one| (one.subject.name().to_owned(), one.issue.number.clone(), one.pace.name().to_owned()));
        Kept {
            rules: RULES,
            month: month.month.format("%Y-%m").to_string(),
            cut_off: month.cut_off,
            settings: names.iter().map(|name| ((*name).to_owned(), settings.text(name).to_owned())).collect(),
            groups: counted.groups.iter().map(group).collect(),
            indicators: counted.indicators.iter().map(indicator).collect(),
            scores: counted.scores.iter().map(score).collect(),
            named: laggards.collect(),
        }
    }

    /// The one spelling: JSON without blanks.
    ///
    /// # Panics
    /// Never: keys are text, and numbers whole.
    pub fn text(&self) -> String {
        serde_json::to_string(self).expect("text keys and whole numbers")
    }

    /// Reads what a summary keeps, of newer rules too, as far as it is understood; `None` when it is something else.
    pub fn read(text: &str) -> Option<Kept> {
        serde_json::from_str(text).ok()
    }

    /// A figure of a group; none of a group that it does not have.
    pub fn number(&self, subject: &str, by: &str, name: Option<&str>, figure: &str) -> Option<i64> {
        let of = |group: &&KeptGroup| group.0 == subject && group.1 == by && group.2.as_deref() == name;
        self.groups.iter().find(of).map(|group| group.3.get(figure).copied().unwrap_or(0))
    }

    /// Decimals of percentages and means.
    pub fn places(&self) -> u32 {
        self.settings.get("figures.decimals").and_then(|text| text.parse().ok()).unwrap_or(1)
    }

    /// What it says of the whole.
    pub fn totals(&self) -> Totals {
        let of =
            |subject: &'static str| move |figure: &'static str| self.number(subject, "all", None, figure).unwrap_or(0);
        Totals {
            issues: Figures::named(of("issues")),
            sub_issues: Figures::named(of("sub_issues")),
            milestones: Measures::named(of("milestones")),
        }
    }

    /// Where `other` says something else, at most `limit` of it.
    pub fn differences(&self, other: &Kept, limit: usize) -> Vec<Difference> {
        let flat = |kept: &Kept| -> BTreeMap<(String, Option<String>), String> {
            let mut all = BTreeMap::new();
            for KeptGroup(subject, by, name, figures) in &kept.groups {
                let of = (by != "all").then(|| format!("{by}:{}", name.as_deref().unwrap_or_default()));
                for (figure, number) in figures {
                    all.insert((format!("{subject}.{figure}"), of.clone()), number.to_string());
                }
            }
            for (name, unit, value, total, qualifier) in &kept.indicators {
                let whole = total.as_ref().map(|total| format!("/{total}")).unwrap_or_default();
                let said = format!("{value}{whole}{}", qualifier.as_deref().unwrap_or_default());
                let of = Some(format!("{name}:{}", unit.as_deref().unwrap_or_default()));
                all.insert(("indicator".to_owned(), of), said);
            }
            for (by, name, score, rank) in &kept.scores {
                let rank = rank.map(|rank| format!(" #{rank}")).unwrap_or_default();
                let said = format!("{}{rank}", score.as_deref().unwrap_or("-"));
                all.insert(("score".to_owned(), Some(format!("{by}:{name}"))), said);
            }
            for (kind, number, pace) in &kept.named {
                all.insert((format!("named.{kind}"), Some(number.clone())), pace.clone());
            }
            for (name, value) in &kept.settings {
                all.insert(("setting".to_owned(), Some(name.clone())), value.clone());
            }
            all
        };
        let (frozen, counted) = (flat(self), flat(other));
        let mut keys: Vec<_> = frozen.keys().chain(counted.keys()).collect();
        keys.sort_unstable();
        keys.dedup();
        let differ = keys.into_iter().filter(|key| frozen.get(*key) != counted.get(*key));
        differ
            .take(limit)
            .map(|key| Difference {
                figure: key.0.clone(),
                of: key.1.clone(),
                frozen: frozen.get(key).cloned(),
                counted: counted.get(key).cloned(),
            })
            .collect()
    }
}

/// SHA-256 of a text, in hexadecimal.
pub fn digest(text: &str) -> String {
    crate::domain::id::hex(&Sha256::digest(text))
}

/// A frozen month in a list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Line {
    /// `2019-11`
    pub month: String,
    /// 1, or more for a correction.
    pub edition: i64,
    /// Everything is as it stood at the end of this day.
    pub cut_off: NaiveDate,
    /// Whether the month was over by then.
    pub month_over: bool,
    /// When it was frozen.
    pub frozen_on: Option<NaiveDate>,
    /// By whom.
    pub frozen_by: Option<String>,
    /// Why it corrects an earlier edition.
    pub reason: Option<String>,
    /// Whether a later edition corrects it.
    pub corrected: bool,
    /// Whether another summary has the same month and edition, since two offices froze it unseen.
    pub twice: bool,
    /// By which rules it was counted.
    pub rules: i64,
    /// SHA-256 of its figures.
    pub digest: String,
    /// The newest entries that were known.
    pub position: Vec<String>,
    /// The record.
    pub key: String,
}

impl Line {
    /// A summary among all there are.
    pub fn new(of: &Edition, all: &[Edition]) -> Line {
        let same = |other: &&Edition| other.month == of.month && other.id != of.id;
        Line {
            month: of.month.format("%Y-%m").to_string(),
            edition: of.edition,
            cut_off: of.cut_off,
            month_over: ends_month(of.cut_off),
            frozen_on: of.frozen_on,
            frozen_by: of.frozen_by.clone(),
            reason: of.reason.clone(),
            corrected: all.iter().filter(same).any(|other| other.edition > of.edition),
            twice: all.iter().filter(same).any(|other| other.edition == of.edition),
            rules: of.rules,
            digest: of.digest.clone(),
            position: of.position.split_whitespace().map(str::to_owned).collect(),
            key: of.id.to_string(),
        }
    }
}

/// A frozen month with its figures as they were handed out.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Shown {
    /// Which.
    #[serde(flatten)]
    pub line: Line,
    /// Its figures.
    pub figures: Kept,
}

/// Whether a frozen month holds.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Verdict {
    /// `2019-11`
    pub month: String,
    /// 1, or more for a correction.
    pub edition: i64,
    /// `holds`: counted again from the log, it is the same, byte for byte. `differs`: it is not. `changed`: the summary
    /// itself is not what was frozen. `newer`: a newer version froze it; its figures have their digest.
    pub state: &'static str,
    /// SHA-256 of the figures that it keeps.
    pub digest: String,
    /// Where it differs; the first of it.
    pub differences: Vec<Difference>,
}

/// What was entered for a day that a frozen month had already counted.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Late {
    /// The month that had counted the day, `2019-11`.
    pub month: String,
    /// The entry.
    pub entry: String,
    /// The day that its author claims.
    pub day: NaiveDate,
    /// Who.
    pub author: String,
    /// Which command.
    pub command: String,
    /// Why.
    pub reason: Option<String>,
    /// Numbers of the issues that it is about, the first of them.
    pub issues: Vec<String>,
    /// How many records it wrote to.
    pub records: u64,
}

/// What was frozen, and the log that it was made from.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Verified {
    /// Whether everything holds.
    pub ok: bool,
    /// What is wrong with the chain of the log, in the user's language.
    pub problems: Vec<String>,
    /// Each summary that was asked about.
    pub months: Vec<Verdict>,
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::calendar::Calendar;
    use crate::domain::endings::Endings;
    use crate::domain::figure::{Facts, SETTINGS, count};
    use crate::domain::pace::PaceRule;
    use crate::domain::sample;
    use crate::domain::supervision::supervise;

    fn kept() -> Kept {
        let (ledger, endings) = (sample::ledger(), Endings::default());
        let day = sample::date("2019-12-09");
        let month = supervise(&ledger, None, day, day, &Calendar::default(), &PaceRule::default());
        let facts = Facts {
            ledger: &ledger,
            endings: &endings,
            directives: &[],
            notices: &[],
            answers: &[],
            month: month.month,
            cut_off: day,
            rule: PaceRule::default(),
        };
        let groups = count(&facts);
        let scores = crate::domain::score::rank(&groups, By::Unit, &Settings::default());
        let counted = Counted { groups, scores, indicators: Vec::new() };
        Kept::new(&month, &counted, &Settings::default(), SETTINGS)
    }

    #[test]
    fn figures_have_one_spelling_and_read_back() {
        let kept = kept();
        let text = kept.text();
        assert_eq!(Kept::read(&text).expect("its own text"), kept);
        let whole = Whole::read(&text).expect("its own text");
        for (subject, figure) in
            [("issues", "total"), ("issues", "done"), ("milestones", "due"), ("issues", "unheard_of")]
        {
            let known = kept.number(subject, "all", None, figure).unwrap_or(0);
            assert_eq!(whole.number(subject, figure), known, "{subject}.{figure}");
        }
        assert!(
            text.starts_with(r#"{"rules":1,"month":"2019-12","cut_off":"2019-12-09","settings":{"figures.decimals""#),
            "{text}"
        );
        assert!(text.contains(r#"["issues","all",null,{"basically_done":1,"behind":1,"closed":1,"done":3,"#), "{text}");
        assert!(text.ends_with(r#""named":[["issue","3","overdue"],["issue","7","behind"]]}"#), "{text}");
        assert_eq!(kept.number("issues", "all", None, "overdue"), Some(1));
        assert_eq!(kept.number("issues", "leader", Some("李强"), "total"), Some(3));
        assert_eq!(kept.number("issues", "leader", Some("李强"), "closed"), Some(0));
        assert_eq!(kept.number("issues", "leader", Some("王五"), "total"), None);
        let ledger = sample::ledger();
        let rule = PaceRule::default();
        let totals = crate::domain::supervision::totals(&ledger, sample::date("2019-12-09"), &rule);
        assert_eq!(kept.totals(), totals);
        assert_eq!(Kept::read("[]"), None);
    }

    #[test]
    fn what_differs_is_named() {
        let (one, mut other) = (kept(), kept());
        assert_eq!(one.differences(&other, 9), []);
        other.groups[0].3.insert("overdue".into(), 2);
        other.named.pop();
        let found = one.differences(&other, 9);
        let said: Vec<_> =
            found.iter().map(|d| (d.figure.as_str(), d.frozen.as_deref(), d.counted.as_deref())).collect();
        assert_eq!(said, [("issues.overdue", Some("1"), Some("2")), ("named.issue", Some("behind"), None)]);
        assert_eq!(one.differences(&other, 1).len(), 1);
    }
}
