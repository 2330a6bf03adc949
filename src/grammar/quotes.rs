//! Figures that a text quotes from rows: their names between braces, `{集中学习}`, `{整改机构:总数}`, `{8#集中学习}`.

use super::names::key;
use crate::domain::report::Figure;
use std::collections::HashMap;

/// A piece of a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Piece<'t> {
    /// What stands there as it is.
    Text(&'t str),
    /// A figure.
    Mark(Mark<'t>),
}

/// A figure by its name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Mark<'t> {
    /// What stands between the braces, without 总数.
    pub name: &'t str,
    /// Whether the whole is meant that the figure is a part of.
    pub total: bool,
}

impl<'t> Mark<'t> {
    /// The number of the issue that it is a figure of, where that is named, and its name there.
    pub fn parts(&self) -> (Option<&'t str>, &'t str) {
        match self.name.split_once(['#', '＃']) {
            Some((issue, name)) => (Some(issue.trim()), name.trim()),
            None => (None, self.name),
        }
    }
}

/// The ends of a mark that mean the whole.
const TOTALS: &[&str] = &[":总数", "：总数", ":total", "：total"];

/// The longest name between braces, in bytes.
const LONGEST: usize = 400;

/// A text in pieces; a brace that is not closed on its line, or holds nothing, is text.
pub fn pieces(text: &str) -> Vec<Piece<'_>> {
    let mut found = Vec::new();
    let mut from = 0;
    let mut at = 0;
    while let Some(open) = text.get(at..).and_then(|rest| rest.find('{')).map(|open| at + open) {
        at = open + 1;
        let rest = text.get(at..).unwrap_or_default();
        let Some(end) = rest.find(['{', '}', '\n']).filter(|end| *end <= LONGEST) else { continue };
        let inner = rest.get(..end).unwrap_or_default().trim();
        if !rest.get(end..).is_some_and(|rest| rest.starts_with('}')) || inner.is_empty() {
            continue;
        }
        if from < open {
            found.push(Piece::Text(&text[from..open]));
        }
        let name = TOTALS.iter().find_map(|end| inner.strip_suffix(end)).map(str::trim).filter(|name| !name.is_empty());
        found.push(Piece::Mark(Mark { name: name.unwrap_or(inner), total: name.is_some() }));
        at += end + 1;
        from = at;
    }
    if from < text.len() {
        found.push(Piece::Text(&text[from..]));
    }
    found
}

/// The text with what `fill` says in the place of each mark; a mark that it knows nothing of stays.
pub fn filled(text: &str, mut fill: impl FnMut(Mark) -> Option<String>) -> String {
    let mut out = String::with_capacity(text.len());
    for piece in pieces(text) {
        match piece {
            Piece::Text(text) => out.push_str(text),
            Piece::Mark(mark) => match fill(mark) {
                Some(said) => out.push_str(&said),
                None => out.push_str(&written(mark.name, mark.total)),
            },
        }
    }
    out
}

/// A mark as it is written.
pub fn written(name: &str, total: bool) -> String {
    format!("{{{name}{}}}", if total { TOTALS[0] } else { "" })
}

/// Text of which no brace is taken for a mark.
pub fn unmarked(text: &str) -> String {
    text.replace('{', "｛").replace('}', "｝")
}

/// Puts marks in the place of figures that stand in a text in numbers: 19次 becomes `{集中学习}` where just one figure
/// among `known` says so. What is no figure with a unit is left alone, and so are numbers that are part of another.
pub fn linked(text: &str, known: &[(&str, Figure)]) -> String {
    let mut says: HashMap<String, Vec<(&str, bool)>> = HashMap::new();
    for (name, figure) in known {
        let fit = |name: &str| !name.trim().is_empty() && !name.contains(['{', '}', '#', '＃', '\n', ':', '：']);
        let alone = known.iter().filter(|(other, _)| key(other) == key(name)).count() == 1;
        if figure.unit.as_deref().unwrap_or_default().is_empty() || !fit(name) || !alone {
            continue;
        }
        if let Some(said) = figure.says() {
            says.entry(said).or_default().push((name, false));
        }
        if let Some(said) = figure.says_total().filter(|total| Some(total) != figure.says().as_ref()) {
            says.entry(said).or_default().push((name, true));
        }
    }
    let mut forms: Vec<(String, &str, bool)> = says
        .into_iter()
        .filter_map(|(said, of)| match of[..] {
            [(name, total)] => Some((said, name, total)),
            _ => None, // two rows say the same: a person names the one that is meant
        })
        .collect();
    // the longest first, so that 20人以上 is not taken for 20人
    forms.sort_by(|a, b| (b.0.len(), &a.0).cmp(&(a.0.len(), &b.0)));
    let mut out = String::with_capacity(text.len());
    for piece in pieces(text) {
        let text = match piece {
            Piece::Mark(mark) => {
                out.push_str(&written(mark.name, mark.total));
                continue;
            }
            Piece::Text(text) => text,
        };
        let mut at = 0;
        while let Some(c) = text[at..].chars().next() {
            let before = text[..at].chars().next_back();
            let inside = before.is_some_and(|c| {
                c.is_ascii_digit() || matches!(c, '.' | '．' | ',' | '，') && ends_in_figure(&text[..at])
            });
            let found = forms.iter().find(|(said, ..)| !inside && text[at..].starts_with(said.as_str()));
            match found {
                Some((said, name, total)) => {
                    out.push_str(&written(name, *total));
                    at += said.len();
                }
                None => {
                    out.push(c);
                    at += c.len_utf8();
                }
            }
        }
    }
    out
}

/// Whether a figure stands before the mark at the end of a text: the 3 of `3.` in 3.5.
fn ends_in_figure(text: &str) -> bool {
    let mut chars = text.chars().rev();
    let mark = chars.next();
    // a comma between words is no thousands' mark
    mark != Some('，') && chars.next().is_some_and(|c| c.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn marks_are_told_from_text() {
        let mark = |name, total| Piece::Mark(Mark { name, total });
        for (text, expected) in [
            ("学{集中学习}后", vec![Piece::Text("学"), mark("集中学习", false), Piece::Text("后")]),
            ("{ 机构：总数 }", vec![mark("机构", true)]),
            ("{8.2#机构:total}", vec![mark("8.2#机构", true)]),
            ("{:总数}", vec![mark(":总数", false)]),
            ("{}", vec![Piece::Text("{}")]),
            ("{a\n}", vec![Piece::Text("{a\n}")]),
            ("{{a}", vec![Piece::Text("{"), mark("a", false)]),
            ("}{", vec![Piece::Text("}{")]),
        ] {
            assert_eq!(pieces(text), expected, "{text}");
        }
        assert_eq!(Mark { name: "8.2#机构", total: true }.parts(), (Some("8.2"), "机构"));
    }

    #[test]
    fn a_figure_in_numbers_is_linked_to_the_one_row_that_says_it() {
        let figure = |value: &str, total: Option<&str>, unit: &str, qualifier: Option<&str>| Figure {
            value: Some(value.into()),
            total: total.map(str::to_owned),
            unit: Some(unit.to_owned()).filter(|unit| !unit.is_empty()),
            qualifier: qualifier.map(str::to_owned),
        };
        let known = [
            ("集中学习", figure("19", None, "次", None)),
            ("机构", figure("17", Some("19"), "家", None)),
            ("资金", figure("66.57", None, "万元", None)),
            ("扣押", figure("6700", None, "万元", Some("余"))),
            ("甲", figure("5", None, "人", None)),
            ("乙", figure("5", None, "人", None)),
            ("比例", figure("47.8", None, "", None)),
            ("a:b", figure("9", None, "期", None)),
        ];
        for (text, expected) in [
            ("学习19次，119次不算", "学习{集中学习}，119次不算"),
            ("19家中的17家", "{机构:总数}中的{机构}"),
            ("追缴66.57万元、1,966.57万元、3.66.57万元", "追缴{资金}、1,966.57万元、3.66.57万元"),
            ("扣押6700余万元", "扣押{扣押}"),
            ("处理5人，下降47.8，9期", "处理5人，下降47.8，9期"),
            ("已有{机构}和17家", "已有{机构}和{机构}"),
            ("到3.19次", "到3.19次"),
            ("到3月,19次", "到3月,{集中学习}"),
        ] {
            assert_eq!(linked(text, &known), expected, "{text}");
        }
    }

    proptest! {
        #[test]
        fn what_is_linked_says_what_was_written(text in "[0-9.次家{}余#: ]{0,30}") {
            let known = [
                ("学习", Figure { value: Some("1".into()), unit: Some("次".into()), ..Figure::default() }),
                ("机构", Figure { value: Some("2".into()), total: Some("3".into()), unit: Some("家".into()), qualifier: None }),
            ];
            let marked = linked(&text, &known);
            let back = filled(&marked, |mark| {
                let (_, figure) = known.iter().find(|(name, _)| *name == mark.name)?;
                if mark.total { figure.says_total() } else { figure.says() }
            });
            let plain = filled(&text, |_| None);
            prop_assert_eq!(back, plain);
        }
    }
}
