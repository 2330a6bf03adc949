//! Names of people and units in one cell, and the form in which names are compared.

use super::numbers::{Style, label, measures};
use super::text::{fold, hanzi, narrow, quote, strip_any, strip_end_any};
use crate::domain::issue::Role;
use std::borrow::Cow;

/// Whether the cell says that there is nothing: empty, 无, 暂无, —, -, /.
pub fn blank(cell: &str) -> bool {
    // most cells begin with a 汉字 that none of these words has, or with a figure
    if cell.starts_with(|c| matches!(c, '\u{4e00}'..='\u{9fff}' | '0'..='9') && !"无暂没空一".contains(c)) {
        return false;
    }
    let plain = fold(cell);
    let plain = plain.trim_matches(|c: char| quote(c) || c.is_whitespace() || "()。.[]".contains(c));
    matches!(plain, "无" | "暂无" | "没有" | "空" | "无内容" | "N/A" | "n/a" | "null" | "NULL")
        || plain.chars().all(|c| "—–-_/\\―一~".contains(c)) && plain != "一"
}

/// Whether the cell points at the one above it: 同上, 〃.
pub fn ditto(cell: &str) -> bool {
    const LONGEST: usize = 24; // bytes, of any of its words in any marks
    let other = |c| matches!(c, '\u{4e00}'..='\u{9fff}' | '0'..='9') && c != '同';
    if cell.is_empty() || cell.len() > LONGEST || cell.starts_with(other) {
        return false;
    }
    let plain = fold(cell);
    matches!(plain.trim_matches(|c: char| "()。.".contains(c)), "同上" | "同前" | "〃" | "″" | "''" | "ditto")
}

/// Whether the cell points at another paper instead of saying something: 见附件, 详见整改方案, 附后.
pub fn pointer(cell: &str) -> bool {
    const PAPERS: &[&str] = &[
        "附",
        "后附",
        "整改方案",
        "方案",
        "整改报告",
        "报告",
        "台账",
        "备注",
        "清单",
        "文件",
        "说明",
        "表",
        "《",
        "“",
        "\"",
    ];
    const LONGEST: usize = 20;
    if !cell.trim_start_matches(['(', '（']).starts_with(['见', '详', '参', '附', '另', '后']) {
        return false;
    }
    let plain = fold(cell);
    let plain = plain.trim_matches(|c: char| "()。.".contains(c));
    if matches!(plain, "附后" | "另附" | "后附" | "附件" | "附表" | "另见附件") {
        return true;
    }
    let paper = strip_any(plain, &["详见", "详情见", "参见", "具体见", "见"]);
    plain.chars().count() <= LONGEST && paper.is_some_and(|paper| strip_any(paper.trim(), PAPERS).is_some())
}

/// A person in a cell, with the post and the telephone that stand beside the name.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Person {
    /// The name; the post, where no name is given.
    pub name: String,
    /// 县委常委、宣传部部长
    pub post: Option<String>,
    /// 13800000000
    pub phone: Option<String>,
}

/// Parts a cell with people: as [`split`], but a post or a telephone beside a name, behind it in brackets or on a line of
/// its own, is the same person's.
pub fn people(cell: &str) -> Vec<Person> {
    let joined = bracket_lines_joined(cell.trim());
    let cell = joined.as_ref();
    if blank(cell) || ditto(cell) {
        return Vec::new();
    }
    let mut found: Vec<Person> = Vec::new();
    if listed(cell) {
        for part in measures(cell) {
            segments(&part, |segment| one_or_more(segment, &mut found));
        }
        return found;
    }
    let lines: Vec<&str> = cell.lines().map(str::trim).filter(|line| !line.is_empty()).collect();
    let pairs = lines.len().is_multiple_of(2) && lines.chunks(2).all(|pair| post(pair[0]) && bare_name(pair[1]));
    let mut at = 0;
    while let Some(line) = lines.get(at) {
        match lines.get(at + 1) {
            Some(next) if pairs => found.push(person_with(next, line)),
            Some(next) if bare_name(line) && post(next) => found.push(person_with(line, next)),
            _ => {
                segments(line, |segment| one_or_more(segment, &mut found));
                at += 1;
                continue;
            }
        }
        at += 2;
    }
    found
}

fn person_with(name: &str, post: &str) -> Person {
    Person { name: name.to_owned(), post: Some(post.to_owned()), phone: None }
}

/// The cell with a line in brackets behind the line that it belongs to: 县自然资源局⏎（县林业局）.
fn bracket_lines_joined(cell: &str) -> Cow<'_, str> {
    let broken = cell.contains('\n') && cell.lines().skip(1).any(|line| fragment(line.trim()));
    if !broken && !cell.contains("\n(") && !cell.contains("\n（") {
        return Cow::Borrowed(cell); // as nearly always
    }
    let mut joined = String::with_capacity(cell.len());
    for line in cell.lines() {
        let bracketed =
            line.starts_with(['(', '（']) && line.trim_end().ends_with([')', '）']) && label(line).is_none();
        let goes_on = bracketed || fragment(line.trim());
        if goes_on {
            joined.truncate(joined.trim_end().len());
        } else if !joined.is_empty() {
            joined.push('\n');
        }
        joined.push_str(if goes_on { line.trim() } else { line });
    }
    Cow::Owned(joined)
}

/// Whether a line is only the end of a name that was broken where the cell was full: 局 of 市财政⏎局.
fn fragment(line: &str) -> bool {
    const ENDS: &[&str] = &[
        "局", "委", "办", "厅", "部", "院", "处", "科", "室", "股", "所", "站", "队", "会", "社", "校", "府", "委会",
        "公室", "公司", "司", "心", "团", "行", "府办", "员会", "门", "位",
    ];
    let bare = line.split(['(', '（']).next().unwrap_or_default(); // 局（牵头）
    ENDS.contains(&bare.trim())
}

/// Whether nobody has been named yet: 待定.
fn open(name: &str) -> bool {
    const WORDS: &[&str] = &["待定", "未定", "待明确", "待确定", "暂未确定", "尚未确定"];
    WORDS.contains(&name.trim_matches(['(', ')', '（', '）', '。']))
}

/// The people of a segment between separators.
fn one_or_more(segment: &str, found: &mut Vec<Person>) {
    const LABELS: &[&str] = &["联系人", "责任人", "负责人", "联络员", "经办人", "姓名", "责任领导", "牵头领导"];
    const MARKS: &[&str] = &["（牵头）", "(牵头)", "（配合）", "(配合)", "（主办）", "(主办)", "（协办）", "(协办)"];
    let segment = unquoted(segment);
    let told = strip_any(segment, LABELS).and_then(|rest| rest.strip_prefix([':', '：']));
    let segment = told.map_or(segment, str::trim);
    let segment = strip_end_any(segment, MARKS).map_or(segment, str::trim);
    if open(segment) {
        return;
    }
    if let Some(number) = phone(segment) {
        if let Some(last) = found.last_mut() {
            last.phone.get_or_insert(number);
        }
        return;
    }
    let words: Vec<&str> = segment.split_whitespace().collect();
    let names = words.iter().filter(|word| bare_name(word)).count();
    let others = || words.iter().filter(|word| !bare_name(word));
    if names == 1 && words.len() > 1 && others().all(|word| post(word) || phone(word).is_some()) {
        let posts: Vec<&str> = others().copied().filter(|word| post(word)).collect();
        found.push(Person {
            name: words.iter().find(|word| bare_name(word)).map_or_else(String::new, |word| (*word).to_owned()),
            post: (!posts.is_empty()).then(|| posts.join(" ")),
            phone: others().find_map(|word| phone(word)),
        });
        return;
    }
    let pairs = words.len().is_multiple_of(2) && words.chunks(2).all(|pair| bare_name(pair[0]) && post(pair[1]));
    if pairs && !words.is_empty() {
        found.extend(words.chunks(2).map(|pair| person_with(pair[0], pair[1])));
        return;
    }
    let mut parts = Vec::new();
    part(segment, &mut parts);
    found.extend(parts.iter().filter_map(|name| one(name)));
}

/// One person: the name without a telephone behind it and without a post in brackets.
fn one(text: &str) -> Option<Person> {
    let name = without_phone(text)?;
    let phone = if name == text.trim() { None } else { phone(text.trim().strip_prefix(name.as_str())?) };
    let bracketed = name.strip_suffix([')', '）']).and_then(|name| name.split_once(['(', '（']));
    Some(match bracketed {
        Some((bare, inner)) if bare_name(bare.trim()) && post(inner) => {
            Person { phone, ..person_with(bare.trim(), inner.trim()) }
        }
        _ => Person { name, post: None, phone },
    })
}

/// The telephone that the text is, and nothing else.
fn phone(text: &str) -> Option<String> {
    let plain = fold(text);
    let plain = strip_any(plain.trim_matches(['(', ')', ' ', ',']), &["联系电话", "电话", "手机"]).unwrap_or(&plain);
    let plain = plain.trim_matches(['(', ')', ' ', ':', ',']);
    let figures = plain.chars().filter(char::is_ascii_digit).count();
    (figures >= 7 && plain.chars().all(|c| c.is_ascii_digit() || "-—+ 转".contains(c))).then(|| plain.to_owned())
}

/// The commonest surnames of one 汉字.
const SURNAMES: &str = "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎余潘杜戴夏钟汪田任姜范方石姚谭廖邹熊金陆郝孔白崔康毛邱秦江史顾侯邵孟龙万段漕钱汤尹黎易常武乔贺赖龚文庞樊兰殷施陶洪翟安颜倪严牛温芦季俞章鲁葛伍韦申尤毕聂丛焦向柳邢路岳齐沿梅莫庄辛管祝左涂谷祁时舒耿牟卜詹关苗凌费纪靳盛童欧甄项曲成游阳裴席卫查屈鲍位覃霍翁隋植甘景薄单包司柏宁柯阮桂闵解强柴华车冉房边辜吉饶刁瞿戚丘古米池滕晋苑邬臧畅宫来嵺苟全褚廉简娄盖符奚木穆党燕郎邸冀谈姬屠连郜晏栾郁商蒙计喻揭窦迟宇敖糜鄢冷卓花仇艾蓝都巩稽井练仲乐虞卞封竺冼原官衣楚佟栗匡宗应台巫鞠僧桑荆谌银扬明沙薄伏岑习胥保和蔺肖闫付";

/// Whether the text is the name of a person and no post.
fn bare_name(text: &str) -> bool {
    const DOUBLE: &[&str] = &["欧阳", "上官", "司马", "诸葛", "皇甫", "尉迟", "令狐", "慕容", "司徒", "夏侯"];
    let count = text.chars().count();
    let surname = text.starts_with(|c| SURNAMES.contains(c)) && count <= 3 || strip_any(text, DOUBLE).is_some();
    surname && person(text) && !post(text) && !unit(text)
}

/// Whether the text is nothing but posts: 副县长、公安局局长.
fn post(text: &str) -> bool {
    const POSTS: &[&str] = &[
        "书记",
        "部长",
        "局长",
        "主任",
        "县长",
        "市长",
        "区长",
        "州长",
        "省长",
        "镇长",
        "乡长",
        "院长",
        "校长",
        "所长",
        "站长",
        "科长",
        "处长",
        "股长",
        "队长",
        "会长",
        "行长",
        "厂长",
        "班长",
        "社长",
        "馆长",
        "台长",
        "组长",
        "厅长",
        "署长",
        "库长",
        "场长",
        "园长",
        "主席",
        "常委",
        "委员",
        "秘书长",
        "专员",
        "经理",
        "董事长",
        "总监",
        "检察长",
        "调研员",
        "巡视员",
        "负责人",
        "党组成员",
        "助理",
        "政委",
        "干事",
        "主管",
        "总工程师",
        "总会计师",
        "工程师",
        "支书",
        "村长",
        "网格员",
        "专干",
        "联络员",
        "科员",
    ];
    let plain = fold(text);
    let plain = if plain.ends_with(')') { plain.split('(').next().unwrap_or_default() } else { plain.as_str() };
    !plain.is_empty()
        && plain
            .split(['、', ',', ' '])
            .filter(|part| !part.is_empty())
            .all(|part| strip_end_any(part, POSTS).is_some())
}

/// Parts a cell with units of which some are said to lead or to assist: 县财政局（牵头）、县审计局; 牵头单位：甲局，配合单位：乙局;
/// 甲局牵头，乙局、丙局配合. Those of which nothing is said have the role `home`.
pub fn by_role(cell: &str, home: Role) -> Vec<(Role, String)> {
    const LABELS: &[(&[&str], Role)] = &[
        (&["牵头单位:", "牵头部门:", "牵头责任单位:", "牵头:"], Role::LeadUnit),
        (&["责任单位:", "责任部门:", "参与单位:", "责任:"], Role::Unit),
        (&["配合单位:", "配合部门:", "协办单位:", "协同单位:", "配合:"], Role::Support),
    ];
    const MARKS: &[(&[&str], Role)] = &[
        (&["(牵头)", "(牵头单位)", "(牵头部门)", "(主办)"], Role::LeadUnit),
        (&["(配合)", "(配合单位)", "(配合部门)", "(协助)", "(协办)"], Role::Support),
        (&["(责任)", "(责任单位)", "(责任部门)"], Role::Unit),
    ];
    const VERBS: &[(&str, Role)] = &[("牵头", Role::LeadUnit), ("配合", Role::Support), ("负责", Role::Unit)];
    let (mut found, mut role, mut since): (Vec<(Role, String)>, Role, usize) = (Vec::new(), home, 0);
    if blank(cell) || ditto(cell) {
        return found;
    }
    let joined = bracket_lines_joined(cell.trim());
    let parts = if listed(&joined) { measures(&joined) } else { vec![joined.into_owned()] };
    for line in parts.iter().flat_map(|part| part.lines()) {
        segments(line, |segment| {
            let plain = fold(segment);
            let mut rest = plain.as_str();
            for (labels, said) in LABELS {
                if let Some(after) = strip_any(rest, labels) {
                    (rest, role, since) = (after.trim(), *said, found.len());
                }
            }
            for (marks, said) in MARKS {
                // behind the name, or before it: （牵头）市财政局
                if let Some(before) = strip_end_any(rest, marks).or_else(|| strip_any(rest, marks)) {
                    found.push((*said, before.trim().to_owned()));
                    since = found.len();
                    return;
                }
            }
            for (verb, said) in VERBS {
                if let Some(before) = rest.strip_suffix(verb).filter(|before| before.chars().count() > 1) {
                    let before = strip_any(before, &["由"]).unwrap_or(before);
                    for (unmarked, _) in found.iter_mut().skip(since) {
                        *unmarked = *said;
                    }
                    found.push((*said, before.trim().to_owned()));
                    since = found.len();
                    return;
                }
            }
            let kept = if rest.len() == plain.len() { segment } else { rest };
            let mut names = Vec::new();
            part(kept, &mut names);
            found.extend(names.into_iter().map(|name| (role, name)));
        });
    }
    found
}

/// Parts a cell with several people or units.
///
/// They are separated by line breaks and 、 ； / ， and the like, never inside brackets (副镇长 (城建交通)); blanks
/// separate only what looks like names of people on both sides (two to four 汉字 each). A numbered list loses its
/// marks. A cell that is [`blank`] or [`ditto`] has no names: ask [`ditto`] first, where rows above matter.
pub fn split(cell: &str) -> Vec<String> {
    let joined = bracket_lines_joined(cell.trim());
    let cell = joined.as_ref();
    if blank(cell) || ditto(cell) {
        return Vec::new();
    }
    if listed(cell) { measures(cell).iter().flat_map(|part| flat(part)).collect() } else { flat(cell) }
}

fn listed(cell: &str) -> bool {
    label(cell.trim_start_matches(quote)).is_some_and(|(found, _)| {
        matches!(
            found.style,
            Style::Digit | Style::DigitBracket | Style::Circled | Style::ChineseBracket | Style::Chinese
        )
    })
}

fn flat(cell: &str) -> Vec<String> {
    let mut names = Vec::new();
    segments(cell, |segment| part(segment, &mut names));
    names
}

/// Calls `each` with what stands between the separators of a cell.
fn segments<'c>(cell: &'c str, mut each: impl FnMut(&'c str)) {
    let nested = balanced(cell);
    let mut depth = 0usize;
    let mut start = 0;
    for (at, c) in cell.char_indices() {
        let mark = if matches!(c, '①'..='⑳') { '|' } else { narrow(c) };
        match mark {
            '(' | '[' | '【' | '〔' | '《' | '<' if nested => depth += 1,
            ')' | ']' | '】' | '〕' | '》' | '>' if nested => depth = depth.saturating_sub(1),
            '、' | ','
                if depth == 0
                    && goes_with_the_next(
                        cell.get(start..at).unwrap_or_default(),
                        cell.get(at + c.len_utf8()..).unwrap_or_default(),
                    ) => {}
            '\n' | '\r' | '\t' | '、' | ';' | '/' | ',' | '|' | '\u{2028}' if depth == 0 => {
                each(cell.get(start..at).unwrap_or_default());
                start = at + c.len_utf8();
            }
            _ => {}
        }
    }
    each(cell.get(start..).unwrap_or_default());
}

/// Whether a part is a seat that its holder names before the post proper: 市委常委、市纪委书记 is one person.
///
/// 市委书记、市长 are two: there the first part is a post of its own. So are 市委副书记、张三: behind the seat stands no post.
fn goes_with_the_next(part: &str, rest: &str) -> bool {
    const SEATS: &[&str] = &["委常委", "党组成员", "党委委员", "党工委委员", "党组副书记", "党委副书记", "委副书记"];
    let part = part.trim();
    let next = rest.split(['、', '，', ',', '；', ';', '\n', '\r']).next().unwrap_or_default().trim();
    SEATS.iter().any(|seat| part.ends_with(seat)) && !bare_name(next)
}

fn balanced(cell: &str) -> bool {
    let mut depth = 0i64;
    for c in cell.chars() {
        match narrow(c) {
            '(' | '[' | '【' | '〔' | '《' | '<' => depth += 1,
            ')' | ']' | '】' | '〕' | '》' | '>' => depth -= 1,
            _ => {}
        }
        if depth < 0 {
            return false;
        }
    }
    depth == 0
}

fn part(text: &str, names: &mut Vec<String>) {
    let text = unquoted(text);
    if blank(text) || open(text) {
        return;
    }
    let words: Vec<&str> = text.split(char::is_whitespace).filter(|word| !word.is_empty()).collect();
    let whole = |word: &str| person(word) || unit(word);
    if words.len() > 1 && words.iter().all(|word| whole(word.split(['(', '（']).next().unwrap_or_default())) {
        names.extend(words.into_iter().map(str::to_owned));
    } else {
        names.push(text.to_owned());
    }
}

fn person(word: &str) -> bool {
    (2..=4).contains(&word.chars().count()) && word.chars().all(hanzi)
}

/// Whether a name is a unit's, by its last word; a short one such as 王办 may be a person and is none.
pub fn unit(name: &str) -> bool {
    const UNITS: &[&str] = &[
        "局",
        "委",
        "办",
        "办公室",
        "厅",
        "部",
        "府",
        "镇",
        "乡",
        "街道",
        "办事处",
        "公司",
        "中心",
        "院",
        "校",
        "学校",
        "站",
        "所",
        "组",
        "会",
        "处",
        "科",
        "科室",
        "队",
        "社",
        "村",
        "署",
        "行",
        "库",
        "馆",
        "集团",
        "专班",
        "股",
        "管委会",
        "党委",
        "支部",
        "法院",
        "机关",
        "单位",
        "部门",
    ];
    let plain = fold(name);
    let plain = plain.split('(').next().unwrap_or_default().trim();
    let short = plain.chars().count() <= 3;
    let office = ["局", "委", "办", "厅", "府", "镇", "乡"].iter().any(|end| plain.ends_with(end));
    strip_end_any(plain, UNITS).is_some_and(|rest| !rest.is_empty()) && (!short || office)
}

/// A name without the telephone behind it; `None` where there is nothing else.
pub fn without_phone(name: &str) -> Option<String> {
    let phone = |c: char| c.is_ascii_digit() || "-—()（）+:：,、 　电话手机转".contains(narrow(c));
    let figures = name.chars().filter(char::is_ascii_digit).count();
    let mut bare = if figures < 7 { name.trim() } else { name.trim_matches(phone) };
    // the bracket behind a post is no part of the telephone behind it
    if bare.contains(['(', '（']) && !balanced(bare) {
        let rest = &name[name.find(bare).unwrap_or_default()..];
        let closing = rest[bare.len()..].chars().next().filter(|c| matches!(c, ')' | '）'));
        bare = closing.map_or(bare, |c| &rest[..bare.len() + c.len_utf8()]);
    }
    let name = bare;
    (!name.is_empty()).then(|| name.to_owned())
}

/// Without the quotes that a badly read table left at its ends.
fn unquoted(text: &str) -> &str {
    let mut text = text.trim().trim_end_matches(['。', '.']);
    let mut marks = text.chars().filter(|c| quote(*c)).count();
    while marks != 2
        && let Some(first) = text.chars().next().filter(|c| quote(*c))
    {
        text = text.get(first.len_utf8()..).unwrap_or_default().trim();
        marks -= 1;
    }
    while marks % 2 == 1
        && let Some(last) = text.chars().next_back().filter(|c| quote(*c))
    {
        text = text.get(..text.len() - last.len_utf8()).unwrap_or_default().trim();
        marks -= 1;
    }
    let inner = text.trim_matches(quote);
    if inner.chars().any(quote) { text } else { inner.trim() }
}

/// The form in which two names or titles are compared: one width, lower case, no blanks, quotes or marks.
///
/// A point or dash between figures stays (3.5 is not 35). Text of nothing but marks is kept.
pub fn key(name: &str) -> String {
    let plain = fold(name).to_lowercase();
    let chars: Vec<char> = plain.chars().collect();
    let figure = |at: Option<usize>| at.and_then(|at| chars.get(at)).is_some_and(char::is_ascii_digit);
    let kept: String = chars
        .iter()
        .enumerate()
        .filter(|(at, c)| {
            c.is_alphanumeric()
                || matches!(c, '%' | '‰')
                || matches!(c, '.' | '-') && figure(at.checked_sub(1)) && figure(at.checked_add(1))
        })
        .map(|(_, c)| *c)
        .collect();
    if kept.is_empty() { plain.chars().filter(|c| !c.is_whitespace()).collect() } else { kept }
}

/// The form in which two titles of issues are compared: [`key`] without the wrapping of 关于“…”的问题。
pub fn title_key(title: &str) -> String {
    let plain = fold(title);
    let key = key(unnumbered(&plain));
    let mut rest = key.as_str();
    loop {
        let start = unnumbered(rest);
        let start = strip_any(start, &["关于", "针对"]).unwrap_or(start);
        let end = strip_end_any(start, WRAPPERS).unwrap_or(start);
        if end.is_empty() || end.len() == rest.len() {
            return rest.to_owned();
        }
        rest = end;
    }
}

const WRAPPERS: &[&str] =
    &["的问题的整改情况", "问题的整改情况", "问题整改情况", "问题的整改", "等的问题", "等问题", "的问题", "问题"];

/// Without the label; 3.5公里 has none, and 一是 opens a sentence.
fn unnumbered(title: &str) -> &str {
    match label(title) {
        Some((found, rest))
            if !matches!(found.style, Style::Shi | Style::Ordinal)
                && !rest.is_empty()
                && !rest.starts_with(|c: char| c.is_ascii_digit()) =>
        {
            rest
        }
        _ => title,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_seat_goes_with_the_post_behind_it() {
        for (cell, names) in [
            ("市委常委、市纪委书记", &["市委常委、市纪委书记"][..]),
            ("市委副书记、市长", &["市委副书记、市长"]),
            ("市政府党组成员、副市长；市委书记", &["市政府党组成员、副市长", "市委书记"]),
            ("市委副书记、市长王小明", &["市委副书记、市长王小明"]),
            ("市委副书记、张三", &["市委副书记", "张三"]),
            ("市委书记、市长", &["市委书记", "市长"]),
            ("市委办、市政府办", &["市委办", "市政府办"]),
        ] {
            assert_eq!(split(cell), names, "{cell}");
        }
    }

    #[test]
    fn a_post_and_a_telephone_beside_a_name_are_the_same_persons() {
        let person = |name: &str, post: &str, phone: &str| {
            let some = |text: &str| (!text.is_empty()).then(|| text.to_owned());
            Person { name: name.to_owned(), post: some(post), phone: some(phone) }
        };
        for (cell, found) in [
            ("张明华\n县委常委、宣传部部长", vec![person("张明华", "县委常委、宣传部部长", "")]),
            ("县长\n张明华", vec![person("张明华", "县长", "")]),
            (
                "李国强\n副县长\n王建军\n副县长、公安局局长",
                vec![person("李国强", "副县长", ""), person("王建军", "副县长、公安局局长", "")],
            ),
            ("李国强（副县长）", vec![person("李国强", "副县长", "")]),
            ("县委副书记 王建军", vec![person("王建军", "县委副书记", "")]),
            ("张三 县长 李四 副县长", vec![person("张三", "县长", ""), person("李四", "副县长", "")]),
            ("张三 13800000000", vec![person("张三", "", "13800000000")]),
            ("张三（0730-5222333）", vec![person("张三", "", "0730-5222333")]),
            (
                "张三13800000000、李四 13900000000",
                vec![person("张三", "", "13800000000"), person("李四", "", "13900000000")],
            ),
            ("郑洁，13800000006", vec![person("郑洁", "", "13800000006")]),
            ("张三 办公室主任 13800000000", vec![person("张三", "办公室主任", "13800000000")]),
            ("农经站站长（0700-5550301）", vec![person("农经站站长", "", "0700-5550301")]),
            ("张三、李四", vec![person("张三", "", ""), person("李四", "", "")]),
            ("张三、县长", vec![person("张三", "", ""), person("县长", "", "")]),
            ("财务 经理", vec![person("财务", "", ""), person("经理", "", "")]),
            ("副镇长 (城建交通)", vec![person("副镇长 (城建交通)", "", "")]),
            ("副镇长（城建、交通）、张三", vec![person("副镇长（城建、交通）", "", ""), person("张三", "", "")]),
            ("县委常委、政法委书记", vec![person("县委常委、政法委书记", "", "")]),
            ("1.张三 2.李四", vec![person("张三", "", ""), person("李四", "", "")]),
            ("张 三", vec![person("张 三", "", "")]),
            ("张三（科长）13800001111", vec![person("张三", "科长", "13800001111")]),
            ("张三（0701-1234567转801）", vec![person("张三", "", "0701-1234567转801")]),
            ("张三\n(科长)", vec![person("张三", "科长", "")]),
            ("张三②李四", vec![person("张三", "", ""), person("李四", "", "")]),
            ("张三（牵头），李四（配合）", vec![person("张三", "", ""), person("李四", "", "")]),
            ("联系人：张三 电话：13800001111", vec![person("张三", "", "13800001111")]),
            ("待定", vec![]),
            ("无", vec![]),
            ("13800000000", vec![]),
        ] {
            assert_eq!(people(cell), found, "{cell}");
        }
    }

    #[test]
    fn units_that_lead_or_assist_are_told_by_the_words_beside_them() {
        use Role::{LeadUnit as L, Support as S, Unit as U};
        for (cell, found) in [
            ("县财政局（牵头）、县审计局", vec![(L, "县财政局"), (U, "县审计局")]),
            (
                "牵头单位：甲局\n责任单位：乙局、丙局\n配合单位：丁局",
                vec![(L, "甲局"), (U, "乙局"), (U, "丙局"), (S, "丁局")],
            ),
            ("甲局牵头，乙局、丙局配合", vec![(L, "甲局"), (S, "乙局"), (S, "丙局")]),
            ("甲局、乙局", vec![(U, "甲局"), (U, "乙局")]),
            ("甲局（配合）、乙局", vec![(S, "甲局"), (U, "乙局")]),
            ("1.市财政局 2.市审计局", vec![(U, "市财政局"), (U, "市审计局")]),
            ("（1）市财政局（牵头）（2）市审计局", vec![(L, "市财政局"), (U, "市审计局")]),
            ("县自然资源局\n(县林业局)", vec![(U, "县自然资源局(县林业局)")]),
            ("（牵头）市财政局、（配合）市审计局", vec![(L, "市财政局"), (S, "市审计局")]),
            ("市财政\n局（牵头）\n市审计局", vec![(L, "市财政局"), (U, "市审计局")]),
            ("待定", vec![]),
            ("无", vec![]),
        ] {
            let found: Vec<(Role, String)> = found.into_iter().map(|(role, name)| (role, name.to_owned())).collect();
            assert_eq!(by_role(cell, U), found, "{cell}");
        }
    }

    #[test]
    fn a_cell_that_points_elsewhere_is_told_from_one_that_says_something() {
        for cell in
            ["见附件", "详见附件2", "详见整改方案", "（见附表）", "附后", "参见台账", "见备注。", "详见《整改方案》"]
        {
            assert!(pointer(cell), "{cell}");
        }
        for cell in
            ["见义勇为奖励不及时", "见效慢", "附近居民投诉", "县局", "", "无", "详细情况如下：已完成", "后续管理缺位"]
        {
            assert!(!pointer(cell), "{cell}");
        }
    }

    #[test]
    fn names_in_one_cell_are_parted() {
        for (cell, names) in [
            ("张三、李四", vec!["张三", "李四"]),
            ("张三 李四", vec!["张三", "李四"]),
            ("张三　李四光", vec!["张三", "李四光"]),
            ("市财政局；市审计局", vec!["市财政局", "市审计局"]),
            ("市财政局;市审计局/市发改局", vec!["市财政局", "市审计局", "市发改局"]),
            ("市财政局，市审计局\n各乡镇", vec!["市财政局", "市审计局", "各乡镇"]),
            ("副镇长 (城建交通)", vec!["副镇长 (城建交通)"]),
            ("副镇长（城建、交通）、张三", vec!["副镇长（城建、交通）", "张三"]),
            ("副镇长（城建、张三", vec!["副镇长（城建", "张三"]),
            ("张 三", vec!["张 三"]),
            ("市教育体育局 办公室主任张三", vec!["市教育体育局 办公室主任张三"]),
            ("张三 13800000000", vec!["张三 13800000000"]),
            ("\"市财政局、市审计局\"", vec!["市财政局", "市审计局"]),
            ("“一窗通办”专班", vec!["“一窗通办”专班"]),
            ("1.市财政局\n2.市审计局", vec!["市财政局", "市审计局"]),
            ("1、市财政局 2、市审计局", vec!["市财政局", "市审计局"]),
            ("市财政局 市审计局", vec!["市财政局", "市审计局"]),
            ("市财政局 张三", vec!["市财政局", "张三"]),
            ("张三、、李四、", vec!["张三", "李四"]),
            ("一、市财政局\n二、市审计局", vec!["市财政局", "市审计局"]),
            ("县自然资源局\n(县林业局)", vec!["县自然资源局(县林业局)"]),
            ("待定", vec![]),
            ("张三、无", vec!["张三"]),
            ("无", vec![]),
            ("—", vec![]),
            ("/", vec![]),
            ("同上", vec![]),
            ("", vec![]),
        ] {
            assert_eq!(split(cell), names, "{cell}");
        }
    }

    #[test]
    fn units_are_told_from_people_and_telephones_from_names() {
        for name in ["市财政局", "财政局", "市委办公室", "城关镇", "县政府（办公室）", "“一窗通办”专班", "市委", "党委"]
        {
            assert!(unit(name) || name.chars().count() == 2, "{name}");
        }
        for name in ["张三", "王小明", "副镇长（城建）", "市委书记", "李主任"] {
            assert!(!unit(name), "{name}");
        }
        for (text, name) in [
            ("张三13800000000", Some("张三")),
            ("张三（0730-5222333）", Some("张三")),
            ("副镇长（城建）", Some("副镇长（城建）")),
            ("电话：13800000000", None),
        ] {
            assert_eq!(without_phone(text).as_deref(), name, "{text}");
        }
    }

    #[test]
    fn blank_cells_are_told_from_names() {
        for cell in
            ["", " ", "无", "—", "——", "-", "--", "/", "空", "暂无", "“无”", "（无）", "无。", "N/A", "\u{feff}"]
        {
            assert!(blank(cell), "{cell}");
        }
        for cell in ["同上", "一", "无锡", "空军", "0", "见附件"] {
            assert!(!blank(cell), "{cell}");
        }
        assert!(ditto("同上。") && !ditto("同上海"));
    }

    #[test]
    fn names_are_compared_without_width_blanks_and_marks() {
        for (a, b) in
            [("市 财政局", "市财政局"), ("（市）财政局", "(市)财政局"), ("ＡＢ公司", "ab公司"), ("“甲”", "甲")]
        {
            assert_eq!(key(a), key(b));
        }
        assert_ne!(key("3.5公里"), key("35公里"));
        assert_ne!(key("***"), key("###"));
    }

    #[test]
    fn titles_are_compared_without_their_wrapping() {
        for title in [
            "1.关于“学用脱节”的问题。",
            "学用脱节",
            "“学用脱节”问题",
            "针对学用脱节等问题",
            "（一）关于学用脱节问题的整改情况",
        ] {
            assert_eq!(title_key(title), "学用脱节", "{title}");
        }
        assert_eq!(title_key("3.5公里河道没有治理"), title_key("“3.5公里河道没有治理”的问题"));
        assert_eq!(title_key("问题"), "问题");
        assert_eq!(title_key("关于"), "关于");
    }
}
