//! The account of one issue: what was done, its measures, the parts it speaks of, the rules that were issued.

use super::SubIssue;
use super::line::Line;
use super::title::{PROGRESS, closing};
use super::tree::{Item, Tree};
use crate::domain::issue::Stage;
use crate::domain::say::Said;
use crate::grammar::numbers::{self, Style};
use crate::grammar::status::{Marker, markers};
use crate::grammar::text::{Folded, strip_any, strip_end_any};
use crate::say;
use std::collections::HashSet;

/// What stands under the heading of an issue.
#[derive(Default)]
pub(super) struct Account {
    pub(super) description: String,
    pub(super) progress: String,
    pub(super) measures: Vec<String>,
    /// Title, text and number of each labelled part.
    pub(super) parts: Vec<(String, String, Option<Marker>)>,
}

const MEASURES: &[&str] = &["整改措施", "具体措施", "主要措施", "整改举措", "具体整改措施", "主要整改措施", "重点措施"];

/// Which part of an account is being read.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Field {
    Description,
    Measures,
    Progress,
}

/// Collects the account under a node.
///
/// What stands before 整改情况: describes the issue, what stands after 整改措施: lists measures. Without such words
/// all of it is the account, and its numbered lines are measures too.
pub(super) fn account(tree: &Tree, lines: &[Line], at: usize) -> Account {
    let node = &tree.nodes[at];
    let line = &lines[node.line];
    let mut account = Account::default();
    let mut texts: [Vec<String>; 3] = Default::default();
    let mut field = Field::Description;
    let (mut listed, mut loose) = (Vec::new(), Vec::new());
    let mut account_opened = false;
    let mut measures_opened = false;
    let mut take = |passage: String, field: &mut Field, loose: &[String]| {
        if let Some(rest) = after_word(&passage, MEASURES) {
            *field = Field::Measures;
            measures_opened = true;
            listed.extend(numbers::measures(&rest));
        } else if let Some(rest) = after_word(&passage, PROGRESS).filter(|_| *field != Field::Progress) {
            *field = Field::Progress;
            account_opened = true;
            texts[Field::Progress as usize].push(rest);
        } else if *field == Field::Measures {
            listed.extend(if loose.is_empty() { numbers::measures(&passage) } else { loose.to_vec() });
        } else {
            texts[*field as usize].push(passage);
        }
    };
    take(line.raw(node.heading.rest, line.folded.plain.len()).trim().to_owned(), &mut field, &[]);
    for item in &node.items {
        match item {
            Item::Text(text) => take(lines[*text].raw_line().to_owned(), &mut field, &[]),
            Item::Node(child) => {
                let below = &tree.nodes[*child];
                let head = &lines[below.line];
                let mut whole = Vec::new();
                gather(tree, lines, *child, &mut whole);
                if below.heading.issue() {
                    let title = head.raw(below.heading.title.start, below.heading.title.end).trim().to_owned();
                    let mut told = vec![head.raw(below.heading.rest, head.folded.plain.len()).trim().to_owned()];
                    told.extend(whole.iter().skip(1).cloned());
                    let told = told.into_iter().filter(|t| !t.is_empty()).collect::<Vec<_>>().join("\n");
                    account.parts.push((title, without_opening(&told), below.heading.marker.clone()));
                    field = Field::Progress;
                } else if !below.field && head.label.as_ref().is_some_and(|label| label.style != Style::Chinese) {
                    let mut text = vec![head.raw_text().to_owned()];
                    text.extend(whole.iter().skip(1).cloned());
                    let measure = text.join("\n").trim_end_matches(['；', ';']).to_owned();
                    if field == Field::Measures {
                        take(whole.join("\n"), &mut field, &[measure]);
                        continue;
                    }
                    loose.push(measure);
                }
                for passage in whole {
                    take(passage, &mut field, &[]);
                }
            }
        }
    }
    let [mut description, _, mut progress] = texts;
    if !account_opened {
        description.append(&mut progress);
        std::mem::swap(&mut description, &mut progress);
    }
    let joined = |texts: Vec<String>| texts.into_iter().filter(|text| !text.is_empty()).collect::<Vec<_>>().join("\n");
    account.description = joined(description);
    account.progress = joined(progress);
    account.measures = if measures_opened { listed } else { loose };
    if account.measures.is_empty() && account.parts.is_empty() {
        account.measures = numbers::listed(&account.progress);
    }
    account
}

/// All text of a node and below, as written.
fn gather(tree: &Tree, lines: &[Line], at: usize, out: &mut Vec<String>) {
    // Levels are few, so the depth of this is bounded by the shapes there are.
    out.push(lines[tree.nodes[at].line].raw_line().to_owned());
    for item in &tree.nodes[at].items {
        match item {
            Item::Text(text) => out.push(lines[*text].raw_line().to_owned()),
            Item::Node(child) => gather(tree, lines, *child, out),
        }
    }
}

/// The text as written after one of `words` and a colon (or nothing else), at the start of a passage.
fn after_word(passage: &str, words: &[&str]) -> Option<String> {
    // The words and the label before them are short; only the start is folded.
    let start: String = passage.chars().take(40).collect();
    let folded = Folded::new(&start);
    let plain = folded.plain.as_str();
    let body = numbers::label(plain).map_or(plain, |(_, rest)| rest);
    let bare = body.trim_start_matches(['【', '[', '(', '*', ' ']);
    let rest = strip_any(bare, words)?;
    let rest = strip_any(rest, &["及成效", "及效果", "如下"]).unwrap_or(rest);
    let mark = rest.trim_start_matches([' ', '*']);
    let after = mark.trim_start_matches([':', '】', ']', ')', '*', ' ', '。']);
    if after.len() == mark.len() && mark.len() == rest.len() && !mark.is_empty() {
        return None;
    }
    let skipped = folded.raw(0..plain.len() - after.len()).len();
    passage.get(skipped..).map(|rest| rest.trim().to_owned())
}

fn without_opening(text: &str) -> String {
    after_word(text, PROGRESS).unwrap_or_else(|| text.to_owned())
}

/// What the markers of a passage agree on: the stage, the flags and the words; `Err` where they contradict.
pub(super) fn stage(text: &str) -> Result<Option<Marker>, ()> {
    let mut agreed: Option<Marker> = None;
    for mut found in markers(text) {
        if !found.whole {
            // A flag counts wherever it stands; a stage in the middle may be that of a part.
            found.status.stage = None;
            found.status.closing = None;
        }
        match &mut agreed {
            None => agreed = Some(found),
            Some(earlier) => {
                match (earlier.status.stage, found.status.stage) {
                    (Some(a), Some(b)) if a != b => return Err(()),
                    (None, Some(_)) => earlier.text = found.text,
                    _ => {}
                }
                earlier.status.stage = earlier.status.stage.or(found.status.stage);
                earlier.status.closing = earlier.status.closing.or(found.status.closing);
                earlier.status.long_term |= found.status.long_term;
                earlier.status.immediate |= found.status.immediate;
            }
        }
    }
    Ok(agreed)
}

/// The parts of an issue that its account names by a phrase, and the text before the first of them.
pub(super) struct Parts {
    pub(super) before: String,
    pub(super) subs: Vec<SubIssue>,
    pub(super) problems: Vec<Said>,
}

/// Finds the parts: 针对“…”的问题, “…”的问题, 关于“…”的问题, 城区“…”的问题 where a sentence begins.
pub(super) fn parts(number: &str, progress: &str) -> Parts {
    let folded = Folded::new(progress);
    let plain = folded.plain.as_str();
    let mut found: Vec<(usize, String)> = Vec::new();
    let mut problems = Vec::new();
    for start in sentences(plain) {
        match part(plain, start) {
            Some(Part::Sure(from, to)) => found.push((start, folded.raw(from..to).to_owned())),
            Some(Part::Unsure(from, to)) => {
                let title = folded.raw(from..to).to_owned();
                problems.push(say!("report-part-unsure", number = number, text = title.as_str()));
                found.push((start, title));
            }
            None => {}
        }
    }
    let before = folded.raw(0..found.first().map_or(plain.len(), |(at, _)| *at)).to_owned();
    let ends: Vec<usize> = found.iter().skip(1).map(|(at, _)| *at).chain([plain.len()]).collect();
    let subs = found
        .into_iter()
        .zip(ends)
        .enumerate()
        .map(|(i, ((at, title), end))| {
            let text = folded.raw(at..end).trim().to_owned();
            let number = sub_number(number, i);
            let stage = settle(&text, &number, &mut problems);
            SubIssue { number, title, text, stage }
        })
        .collect();
    Parts { before, subs, problems }
}

/// The stage that a part's text tells, a contradiction being reported.
pub(super) fn settle(text: &str, number: &str, problems: &mut Vec<Said>) -> Option<Stage> {
    if let Ok(found) = stage(text) {
        return found.and_then(|marker| marker.status.stage);
    }
    problems.push(say!("report-stage-differs", number = number));
    None
}

/// The number of the part at place `i` of issue `number`.
pub(super) fn sub_number(number: &str, i: usize) -> String {
    if number.is_empty() { (i + 1).to_string() } else { format!("{number}.{}", i + 1) }
}

/// Where sentences begin, outside quotations.
fn sentences(plain: &str) -> Vec<usize> {
    let mut starts = vec![0];
    let mut depth = 0usize;
    for (at, c) in plain.char_indices() {
        match c {
            '“' | '「' => depth += 1,
            '”' | '」' => depth = depth.saturating_sub(1),
            '。' | ';' | '!' if depth == 0 => starts.push(at + c.len_utf8()),
            '\n' => {
                depth = 0;
                starts.push(at + 1);
            }
            _ => {}
        }
    }
    for start in &mut starts {
        let rest = plain.get(*start..).unwrap_or_default();
        *start = plain.len() - rest.trim_start().len();
    }
    starts
}

enum Part {
    Sure(usize, usize),
    Unsure(usize, usize),
}

/// The longest title that a part may have, in characters.
const LONGEST: usize = 160;

/// The title of the part that a sentence at `start` opens, if it opens one.
fn part(plain: &str, start: usize) -> Option<Part> {
    let all = plain.get(start..)?;
    let window = all.char_indices().nth(LONGEST + 20).map_or(all, |(end, _)| all.get(..end).unwrap_or(all));
    let body = numbers::label(window).map_or(window, |(_, rest)| rest);
    let base = start + window.len() - body.len();
    let (about, rest) = match strip_any(body, &["针对", "关于", "对于"]) {
        Some(rest) => (true, rest),
        None => (false, body),
    };
    let aimed = body.starts_with("针对");
    let at = base + body.len() - rest.len();
    let view = plain.get(..start + window.len())?;
    // “…”的问题, and 城区“…”的问题 with a few words before the mark.
    let lead = rest.find(['“', '"']).filter(|lead| {
        rest.get(..*lead)
            .is_some_and(|words| words.chars().count() <= 6 && !words.contains([',', '。', '、', '《', ':']))
    });
    if let Some(lead) = lead {
        let open = at + lead;
        let mark = view.get(open..)?.chars().next()?.len_utf8();
        if let Some(close) = closing(view, open) {
            let after = view.get(close + mark..).unwrap_or_default();
            let named = strip_any(after, &["的问题", "等问题", "问题", "等的问题"]).is_some_and(ends);
            let alone = aimed && lead == 0 && ends(after) && !after.is_empty();
            let whole = lead == 0 || !about;
            if (named || alone) && whole && close > open + mark {
                return Some(Part::Sure(open + mark, close));
            }
        }
    }
    if !about {
        return None;
    }
    // 针对…问题, without marks around the whole: it ends where 问题 ends a clause.
    let mut depth = 0usize;
    let mut commas = 0;
    for (i, c) in rest.char_indices() {
        match c {
            '“' | '《' => depth += 1,
            '”' | '》' => depth = depth.saturating_sub(1),
            '。' | ';' | ':' | '\n' if depth == 0 => return None,
            ',' if depth == 0 => commas += 1,
            _ => {}
        }
        let here = rest.get(i..).unwrap_or_default();
        if depth == 0
            && let Some(after) = here.strip_prefix("问题")
            && ends(after)
        {
            let phrase = rest.get(..i + "问题".len())?;
            let title = strip_end_any(phrase, &["的问题", "等问题", "等的问题"]).unwrap_or(phrase);
            if title.is_empty()
                || title == "问题"
                || strip_any(title, &["上述", "以上", "该", "此", "反馈", "存在", "发现"])
                    .is_some_and(|t| t.chars().count() < 4)
            {
                return None;
            }
            if title.chars().count() > LONGEST {
                return None;
            }
            let act = [
                "解决", "我市", "我县", "我区", "市委", "县委", "区委", "成立", "制定", "开展", "组织", "出台", "召开",
                "推动", "整改",
            ];
            return match commas {
                0 => Some(Part::Sure(at, at + title.len())),
                _ if act.iter().any(|word| title.rsplit(',').next().is_some_and(|last| last.starts_with(word))) => None,
                _ => Some(Part::Unsure(at, at + title.len())),
            };
        }
    }
    None
}

/// Whether a clause ends here.
fn ends(after: &str) -> bool {
    after.is_empty() || after.starts_with([',', ':', ';', '。', '、', ' ', '\n', '('])
}

/// The rules and plans that a text says were issued: 出台《…》, not 严格执行《…》.
pub(super) fn rules(text: &str) -> Vec<String> {
    const ISSUED: &[&str] = &[
        "出台", "印发", "制定", "制订", "修订", "下发", "建立", "发布", "颁布", "编制", "完善", "通过", "起草", "拟定",
        "拟订", "形成",
    ];
    const USED: &[&str] = &[
        "落实", "执行", "学习", "按照", "依据", "根据", "依照", "参照", "贯彻", "对照", "遵守", "违反", "传达", "宣传",
        "遵循", "按",
    ];
    let folded = Folded::new(text);
    let plain = folded.plain.as_str();
    let mut out: Vec<String> = Vec::new();
    let mut known: HashSet<&str> = HashSet::new();
    let mut depth = 0usize;
    let mut clause = 0; // where the clause began that leads to the next 《
    let mut lead_before = 0..0;
    let mut start = 0;
    let mut issued = false;
    for (at, c) in plain.char_indices() {
        match c {
            '《' => {
                if depth == 0 {
                    start = at;
                    let lead = plain.get(clause..at).unwrap_or_default();
                    let joined = lead.trim_matches(|c: char| "、,和与及以 ".contains(c)).is_empty();
                    let listing = strip_any(lead.trim(), &["包括", "如", "例如", "分别是", "分别为", "即"]).is_some();
                    if listing {
                        issued = decides(plain.get(lead_before.clone()).unwrap_or_default(), ISSUED, USED);
                    } else if !joined || lead.is_empty() && start == 0 {
                        issued = decides(lead, ISSUED, USED);
                    }
                }
                depth += 1;
            }
            '》' if depth > 0 => {
                depth -= 1;
                if depth == 0 {
                    let end = at + c.len_utf8();
                    let after = plain.get(end..).unwrap_or_default();
                    let after = after.char_indices().nth(8).map_or(after, |(i, _)| after.get(..i).unwrap_or(after));
                    let after = strip_any(after, &["已经", "已", "现已", "正式"]).unwrap_or(after);
                    let late = strip_any(after, &["出台", "印发", "制定", "下发", "正式印发", "正式出台"]).is_some();
                    let used =
                        strip_any(after, &["要求", "精神", "等要求", "相关要求", "有关要求", "规定要求", "文件精神"])
                            .is_some();
                    let name = folded.raw(start + '《'.len_utf8()..at);
                    if (issued && !used || late) && !name.is_empty() && known.insert(name) {
                        out.push(name.to_owned());
                    }
                    clause = end;
                }
            }
            ',' | '。' | ';' | ':' | '\n' if depth == 0 => {
                // 、 and commas between titles carry the verb on.
                let between = plain.get(clause..at).unwrap_or_default();
                if c != ',' || !between.is_empty() {
                    lead_before = clause..at;
                    clause = at + c.len_utf8();
                    issued = false;
                }
            }
            '\n' => depth = 0,
            _ => {}
        }
    }
    out
}

/// Whether a clause before 《 issues what follows: by the verb right before it, else by its first verb.
fn decides(clause: &str, issued: &[&str], used: &[&str]) -> bool {
    // The verb stands near; what is far off belongs to something else.
    let clause = clause.char_indices().rev().nth(120).and_then(|(at, _)| clause.get(at..)).unwrap_or(clause);
    let lead = clause.trim_end();
    let lead = strip_end_any(lead, &["了", "实施"]).unwrap_or(lead);
    let first = |words: &[&str]| words.iter().filter_map(|word| clause.find(word)).min();
    let denied = ["没有", "未", "尚未"].iter().any(|word| {
        clause.contains(&format!("{word}制定"))
            || clause.contains(&format!("{word}出台"))
            || clause.contains(&format!("{word}印发"))
            || clause.contains(&format!("{word}建立"))
    });
    if denied {
        return false;
    }
    if strip_end_any(lead, issued).is_some() {
        return true;
    }
    match (first(issued), first(used)) {
        (Some(a), Some(b)) => a < b,
        (Some(_), None) => true,
        (None, _) => false,
    }
}
