//! Numbers that head a line or a measure: 一、 (一) 1. ① 第一 一是, and Chinese numerals.

use super::text::{fold, narrow};

/// The shape of a numbering label.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Style {
    /// 一、
    Chinese,
    /// （一）
    ChineseBracket,
    /// 问题一： 问题1：
    Named,
    /// 1. 1． 1、
    Digit,
    /// 1.1 before a title, where the last part counts
    Dotted,
    /// （1） 1)
    DigitBracket,
    /// ①
    Circled,
    /// 第一，
    Ordinal,
    /// 一是
    Shi,
}

/// The label at the start of a line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Label {
    /// Its shape.
    pub style: Style,
    /// Its number, 1 or more.
    pub number: u32,
    /// The label as it was written.
    pub text: String,
}

/// A reader of characters in one width, that knows its offset in what was written.
#[derive(Clone)]
struct Reader<'a> {
    text: &'a str,
    at: usize,
}

impl<'a> Reader<'a> {
    fn rest(&self) -> &'a str {
        self.text.get(self.at..).unwrap_or_default()
    }

    fn peek(&self) -> Option<char> {
        self.rest().chars().next().map(narrow)
    }

    fn next(&mut self) -> Option<char> {
        let c = self.rest().chars().next()?;
        self.at += c.len_utf8();
        Some(narrow(c))
    }

    fn eat(&mut self, wanted: &[char]) -> Option<char> {
        let c = self.peek().filter(|c| wanted.contains(c))?;
        self.next();
        Some(c)
    }

    fn blanks(&mut self) {
        while self.peek().is_some_and(|c| c.is_whitespace() || c == '\u{feff}' || c == '\u{200b}') {
            self.next();
        }
    }

    fn digits(&mut self) -> Option<u32> {
        self.number(|c| c.is_ascii_digit(), |run| run.parse().ok())
    }

    fn numeral(&mut self) -> Option<u32> {
        self.number(|c| "〇零一二三四五六七八九十百".contains(c), numeral)
    }

    fn number(&mut self, of: impl Fn(char) -> bool, read: impl Fn(&str) -> Option<u32>) -> Option<u32> {
        let mut run = String::new();
        while let Some(c) = self.peek().filter(|c| of(*c)) {
            run.push(c);
            self.next();
            if run.chars().count() > 9 {
                return None;
            }
        }
        read(&run)
    }
}

/// A label has at most three digits: 2019. opens a date, not a list.
const MOST: u32 = 999;

/// Reads the numbering label at the start of a line, and the text that follows it.
///
/// `1.3个部门` is number 1 of a list whose text begins with a figure; `1.1 ` and `1.1关于` are a dotted label.
/// 第一 and 一是 count only with the mark or word that makes them labels (第一书记 is none).
pub fn label(line: &str) -> Option<(Label, &str)> {
    let mut at = Reader { text: line, at: 0 };
    at.blanks();
    let start = at.at;
    let (style, number) = [sign, chinese, bracket, named, digit].iter().find_map(|rule| {
        let mut tried = at.clone();
        let found = rule(&mut tried)?;
        at = tried;
        Some(found)
    })?;
    if number == 0 || number > MOST {
        return None;
    }
    let text = line.get(start..at.at)?.to_owned();
    at.blanks();
    Some((Label { style, number, text }, at.rest()))
}

/// One character that is a whole label: ① ㈠ ⑴ ⒈ ㊀.
fn sign(at: &mut Reader) -> Option<(Style, u32)> {
    let raw = at.rest().chars().next()?;
    let code = u32::from(raw);
    let found = match raw {
        '①'..='⑳' => (Style::Circled, code - 0x2460 + 1),
        '㉑'..='㉟' => (Style::Circled, code - 0x3251 + 21),
        '❶'..='❿' => (Style::Circled, code - 0x2776 + 1),
        '➀'..='➉' => (Style::Circled, code - 0x2780 + 1),
        '➊'..='➓' => (Style::Circled, code - 0x278a + 1),
        '㊀'..='㊉' => (Style::Circled, code - 0x3280 + 1),
        '㈠'..='㈩' => (Style::ChineseBracket, code - 0x3220 + 1),
        '⑴'..='⒇' => (Style::DigitBracket, code - 0x2474 + 1),
        '⒈'..='⒛' => (Style::Digit, code - 0x2488 + 1),
        _ => return None,
    };
    at.next();
    at.eat(&['、', '.', ',']);
    Some(found)
}

fn chinese(at: &mut Reader) -> Option<(Style, u32)> {
    let ordinal = at.eat(&['第']).is_some();
    let number = at.numeral()?;
    if ordinal {
        at.eat(&['、', ',', ':', '是'])?;
        return Some((Style::Ordinal, number));
    }
    match at.next()? {
        '、' | '.' => Some((Style::Chinese, number)),
        '是' if !at.peek().is_some_and(|c| "一否".contains(c)) => Some((Style::Shi, number)),
        _ => None,
    }
}

fn bracket(at: &mut Reader) -> Option<(Style, u32)> {
    at.eat(&['(', '〔', '[', '【'])?;
    at.blanks();
    let mut digits = at.clone();
    let found = if let Some(number) = digits.digits() {
        *at = digits;
        (Style::DigitBracket, number)
    } else {
        (Style::ChineseBracket, at.numeral()?)
    };
    at.blanks();
    at.eat(&[')', '〕', ']', '】'])?;
    at.eat(&['、', '.']);
    Some(found)
}

fn named(at: &mut Reader) -> Option<(Style, u32)> {
    at.eat(&['问'])?;
    at.eat(&['题'])?;
    at.blanks();
    let mut digits = at.clone();
    let number = if let Some(number) = digits.digits() {
        *at = digits;
        number
    } else {
        at.numeral()?
    };
    at.eat(&[':', '、', '.', ' '])?;
    Some((Style::Named, number))
}

fn digit(at: &mut Reader) -> Option<(Style, u32)> {
    let number = at.digits()?;
    match at.eat(&['.', '、', ')'])? {
        ')' => Some((Style::DigitBracket, number)),
        '、' => Some((Style::Digit, number)),
        _ => {
            let mut dotted = at.clone();
            let mut last = None;
            while let Some(part) = dotted.digits() {
                last = Some(part);
                if dotted.eat(&['.']).is_none() {
                    break;
                }
            }
            let title = ['关', '针', '“', '"', '、'];
            match (last, dotted.peek()) {
                (Some(part), Some(c)) if number < 100 && part < 100 && (c == ' ' || title.contains(&c)) => {
                    dotted.eat(&['、']);
                    *at = dotted;
                    Some((Style::Dotted, part))
                }
                _ => Some((Style::Digit, number)),
            }
        }
    }
}

/// Reads a Chinese numeral, counted (三十一, 一百零五) or spelt digit by digit (二〇一九); digits may be mixed in.
pub fn numeral(text: &str) -> Option<u32> {
    let chars: Vec<char> = text.chars().map(narrow).collect();
    if chars.is_empty() || chars.len() > 9 {
        return None;
    }
    if !chars.iter().any(|c| "十百千".contains(*c)) {
        let hanzi = chars.iter().any(|c| !c.is_ascii());
        return chars.iter().try_fold(0u32, |sum, c| {
            let value = match c {
                'O' | 'o' if hanzi => 0,
                c => figure(*c)?,
            };
            sum.checked_mul(10)?.checked_add(value)
        });
    }
    let mut sum = 0u32;
    let mut pending: Option<u32> = None;
    let mut last_weight = u32::MAX;
    for (place, c) in chars.iter().enumerate() {
        let weight = match c {
            '十' => 10,
            '百' => 100,
            '千' => 1000,
            '零' | '〇' if place > 0 && pending.is_none() => continue,
            c => {
                if pending.is_some() || c.is_ascii() {
                    return None;
                }
                pending = Some(figure(*c)?);
                continue;
            }
        };
        if weight >= last_weight {
            return None;
        }
        last_weight = weight;
        let count = match pending.take() {
            Some(count) => count,
            None if place == 0 && weight == 10 => 1,
            None => return None,
        };
        sum = sum.checked_add(count.checked_mul(weight)?)?;
    }
    sum.checked_add(pending.unwrap_or(0))
}

fn figure(c: char) -> Option<u32> {
    Some(match c {
        '〇' | '零' | '○' => 0,
        '一' | '壹' => 1,
        '二' | '两' | '贰' => 2,
        '三' | '叁' => 3,
        '四' | '肆' => 4,
        '五' | '伍' => 5,
        '六' | '陆' => 6,
        '七' | '柒' => 7,
        '八' | '捌' => 8,
        '九' | '玖' => 9,
        c => return c.to_digit(10),
    })
}

/// Parts one cell with several measures, each without its mark.
///
/// The marks may be mixed (`1、…；2.…；3、…`), on lines of their own or run on; a mark counts when it continues
/// the numbers from 1. Without marks every line is a measure. Text before the first mark is a measure of its own,
/// unless it only says that measures follow.
pub fn measures(cell: &str) -> Vec<String> {
    let cell = cell.trim().trim_matches('"').trim();
    let found = marks(cell);
    if found.is_empty() {
        return cell.lines().filter_map(measure).collect();
    }
    let mut out = Vec::new();
    let preface = cell.get(..found[0].0).unwrap_or_default();
    if !announces(preface) {
        out.extend(measure(preface));
    }
    for (i, (_, text)) in found.iter().enumerate() {
        let end = found.get(i + 1).map_or(cell.len(), |(start, _)| *start);
        out.extend(cell.get(*text..end).and_then(measure));
    }
    out
}

fn measure(text: &str) -> Option<String> {
    let text = text.trim().trim_end_matches(['；', ';', '，', ',', '、']).trim();
    let joined: Vec<&str> = text.lines().map(str::trim).filter(|line| !line.is_empty()).collect();
    (!joined.is_empty()).then(|| joined.join("\n"))
}

fn announces(preface: &str) -> bool {
    let plain = fold(preface);
    let plain = plain.trim_end_matches([':', ' ']);
    plain.chars().count() <= 8 && (plain.ends_with("措施") || plain.ends_with("如下") || plain.ends_with("举措"))
}

/// A label inside a cell: where it and its text begin, and whether it stands where a measure may begin.
struct Mark {
    at: usize,
    text: usize,
    number: u32,
    style: Style,
    firm: bool,
}

impl Mark {
    fn family(&self) -> u8 {
        family(self.style)
    }
}

/// Marks of one family may take turns in one list.
fn family(style: Style) -> u8 {
    match style {
        Style::Digit | Style::Dotted | Style::DigitBracket | Style::Circled => 0,
        Style::Chinese | Style::ChineseBracket | Style::Named => 1,
        Style::Ordinal | Style::Shi => 2,
    }
}

/// Every label in a cell, with its neighbourhood judged.
fn labels(cell: &str) -> Vec<Mark> {
    let mut seen = Vec::new();
    let mut before: Option<char> = None;
    let mut after_blank = false;
    for (at, c) in cell.char_indices() {
        let folded = narrow(c);
        let figure = |c| matches!(c, '0'..='9' | '一' | '二' | '三' | '四' | '五' | '六' | '七' | '八' | '九' | '十');
        let may = figure(folded) || matches!(folded, '(' | '【' | '[' | '问' | '第') || !c.is_ascii() && sign_char(c);
        let inside = || !after_blank && before.is_some_and(|b| figure(b) || matches!(b, '第' | '.'));
        if may && !inside() {
            // A label is short; a window keeps the scan linear.
            let rest = cell.get(at..).unwrap_or_default();
            let window = rest.char_indices().nth(12).map_or(rest, |(end, _)| rest.get(..end).unwrap_or(rest));
            let marked = !c.is_ascii() && sign_char(c) || window.contains(|c| "、.．,，:：是)）]】 ".contains(c));
            if let Some((found, after)) = Some(window).filter(|_| marked).and_then(label) {
                let figure_follows = after.chars().next().is_some_and(|c| narrow(c).is_ascii_digit());
                // 投入2.5万元 is no mark, ；2.3个部门 is one.
                // 完成甲 2、2024年 is one too, 投入 2.5万元 is none.
                let dated = || after.chars().nth(4) == Some('年') || found.text.ends_with('、');
                let opens = before.is_none_or(|b| "\n;。:".contains(b)) || after_blank && dated();
                if !figure_follows || opens {
                    let firm = after_blank || before.is_none_or(|b| "\n。;!?:,、".contains(b));
                    let text = at + window.len() - after.len();
                    seen.push(Mark { at, text, number: found.number, style: found.style, firm });
                }
            }
        }
        after_blank = matches!(folded, ' ' | '\t');
        if !after_blank {
            before = Some(folded);
        }
    }
    seen
}

/// Where marks 1, 2, 3 … begin, and where the text after each begins; a list may have lost what stood first.
fn marks(cell: &str) -> Vec<(usize, usize)> {
    let seen = labels(cell);
    let from_one = seen.iter().position(|mark| mark.number == 1 && mark.firm);
    let Some(first) = from_one.or_else(|| headless(cell, &seen).then_some(0)) else {
        return Vec::new();
    };
    let (style, family) = (seen[first].style, seen[first].family());
    let mut found = vec![(seen[first].at, seen[first].text)];
    let (mut from, mut wanted) = (first + 1, seen[first].number + 1);
    // For each number the next firm mark, of the shape of the first rather than of another that may be of a list within,
    // else the next loose one; looking ahead is bounded by the marks seen.
    loop {
        let tail = seen.get(from..).unwrap_or_default();
        let tail = tail.get(..tail.len().min(200)).unwrap_or_default();
        let fits = |mark: &Mark| mark.number == wanted && mark.family() == family;
        let next = (tail.iter().position(|mark| fits(mark) && mark.firm && mark.style == style))
            .or_else(|| tail.iter().position(|mark| fits(mark) && mark.firm))
            .or_else(|| tail.iter().position(|mark| fits(mark) && mark.style == style))
            .or_else(|| tail.iter().position(fits));
        let Some(step) = next else { break };
        found.push((tail[step].at, tail[step].text));
        from += step + 1;
        wanted += 1;
    }
    found
}

/// Whether a cell begins with `2.` or later and goes on counting: somebody struck out the first lines of the list.
///
/// 3.5公里河道 is none: there the figure goes on, and no line says `4.`.
fn headless(cell: &str, seen: &[Mark]) -> bool {
    let Some(first) = seen.first().filter(|mark| mark.at == 0 && mark.style == Style::Digit) else { return false };
    let next = |mark: &&Mark| mark.number == first.number + 1 && mark.style == first.style && mark.firm;
    let goes_on = seen.iter().skip(1).find(next).is_some_and(|mark| cell[..mark.at].ends_with('\n'));
    let figure = cell[first.text..].chars().next().is_some_and(|c| narrow(c).is_ascii_digit());
    (2..=20).contains(&first.number) && (goes_on || !figure)
}

/// The measures of a list in figures (1. 2. …) inside a passage, without what stands before it; 一是 is no list.
pub(crate) fn listed(passage: &str) -> Vec<String> {
    let found = marks(passage);
    let figures = |at: usize| label(passage.get(at..)?).map(|(label, _)| family(label.style) == 0);
    if found.len() < 2 || found.first().and_then(|(at, _)| figures(*at)) != Some(true) {
        return Vec::new();
    }
    let ends = found.iter().skip(1).map(|(at, _)| *at).chain([passage.len()]);
    found.iter().zip(ends).filter_map(|((_, text), end)| passage.get(*text..end).and_then(measure)).collect()
}

fn sign_char(c: char) -> bool {
    matches!(c, '①'..='⑳' | '⑴'..='⒇' | '⒈'..='⒛' | '㈠'..='㈩' | '㉑'..='㉟' | '㊀'..='㊉' | '❶'..='❿' | '➀'..='➓')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_are_read_in_every_shape() {
        for (line, style, number, text, rest) in [
            ("一、组织情况", Style::Chinese, 1, "一、", "组织情况"),
            ("十二、其他", Style::Chinese, 12, "十二、", "其他"),
            ("(一)“甲”方面", Style::ChineseBracket, 1, "(一)", "“甲”方面"),
            ("　　（十一）乙", Style::ChineseBracket, 11, "（十一）", "乙"),
            ("㈡丙", Style::ChineseBracket, 2, "㈡", "丙"),
            ("1.关于“丁”的问题", Style::Digit, 1, "1.", "关于“丁”的问题"),
            ("１．关于", Style::Digit, 1, "１．", "关于"),
            ("10、关于", Style::Digit, 10, "10、", "关于"),
            ("1.3个部门未公开", Style::Digit, 1, "1.", "3个部门未公开"),
            ("8.2 关于", Style::Dotted, 2, "8.2", "关于"),
            ("8.2关于", Style::Dotted, 2, "8.2", "关于"),
            ("(1)戊", Style::DigitBracket, 1, "(1)", "戊"),
            ("（3）己", Style::DigitBracket, 3, "（3）", "己"),
            ("2)庚", Style::DigitBracket, 2, "2)", "庚"),
            ("①辛", Style::Circled, 1, "①", "辛"),
            ("第一，壬", Style::Ordinal, 1, "第一，", "壬"),
            ("一是癸", Style::Shi, 1, "一是", "癸"),
            ("问题三：子", Style::Named, 3, "问题三：", "子"),
        ] {
            let (found, after) = label(line).unwrap_or_else(|| panic!("{line}"));
            assert_eq!((found.style, found.number, found.text.as_str(), after), (style, number, text, rest), "{line}");
        }
        for line in [
            "",
            "第一书记",
            "2019年4月",
            "2019.12.31",
            "一个问题",
            "一方面",
            "10%",
            "0.5",
            "3个",
            "（略）",
            "(2019)3号x",
        ] {
            assert_eq!(label(line).filter(|(l, _)| l.number != 2019), None, "{line}");
        }
    }

    #[test]
    fn chinese_numerals_are_counted_or_spelt() {
        for (text, number) in [
            ("一", Some(1)),
            ("十", Some(10)),
            ("十九", Some(19)),
            ("二十", Some(20)),
            ("三十一", Some(31)),
            ("一百零五", Some(105)),
            ("二〇一九", Some(2019)),
            ("二零二四", Some(2024)),
            ("二O一九", Some(2019)),
            ("二０一九", Some(2019)),
            ("十十", None),
            ("百", None),
            ("", None),
            ("甲", None),
            ("九九九九九九九九九九九", None),
        ] {
            assert_eq!(numeral(text), number, "{text}");
        }
    }

    #[test]
    fn measures_in_one_cell_are_parted_at_their_marks() {
        for (cell, parts) in [
            ("1、成立专班；2.制定方案；3、开展自查。", vec!["成立专班", "制定方案", "开展自查。"]),
            ("1.成立专班\n2.制定方案", vec!["成立专班", "制定方案"]),
            ("１．成立专班２．制定方案", vec!["成立专班", "制定方案"]),
            ("1、成立专班2、制定方案", vec!["成立专班", "制定方案"]),
            ("1.3个部门整改；2.投入2.5万元", vec!["3个部门整改", "投入2.5万元"]),
            ("1、对第2、3号楼检修；2、复查", vec!["对第2、3号楼检修", "复查"]),
            ("①甲②乙", vec!["甲", "乙"]),
            ("（1）甲；（2）乙", vec!["甲", "乙"]),
            ("一是甲；二是乙", vec!["甲", "乙"]),
            ("整改措施：1.甲；2.乙", vec!["甲", "乙"]),
            ("先摸底：1.甲；2.乙", vec!["先摸底：", "甲", "乙"]),
            ("1、甲\n续甲\n2、乙", vec!["甲\n续甲", "乙"]),
            ("成立专班\n制定方案", vec!["成立专班", "制定方案"]),
            ("\"1、甲；\n2、乙\"", vec!["甲", "乙"]),
            ("加强学习", vec!["加强学习"]),
            ("1、加强学习", vec!["加强学习"]),
            ("2020年1月前投入2.5万元", vec!["2020年1月前投入2.5万元"]),
            ("1.甲\n(1)子甲\n(2)子乙\n2.丙\n3.丁", vec!["甲\n(1)子甲\n(2)子乙", "丙", "丁"]),
            (
                "1.甲；2.乙，包括：（1）子一；（2）子二；（3）子三；3.丙",
                vec!["甲", "乙，包括：（1）子一；（2）子二；（3）子三", "丙"],
            ),
            ("1、甲①子甲②子乙2、丙", vec!["甲①子甲②子乙", "丙"]),
            ("1、2024年6月底前甲 2、2024年12月底前乙", vec!["2024年6月底前甲", "2024年12月底前乙"]),
            ("1.2024年6月底前甲 2.2024年12月底前乙", vec!["2024年6月底前甲", "2024年12月底前乙"]),
            ("1.购置设备，投入 2.5万元", vec!["购置设备，投入 2.5万元"]),
            ("", vec![]),
            ("2.修订办法\n并印发\n3.6批101人次谈话", vec!["修订办法\n并印发", "6批101人次谈话"]),
            ("3、腾退用房", vec!["腾退用房"]),
            ("3.5公里河道清淤\n绿化两岸", vec!["3.5公里河道清淤", "绿化两岸"]),
            ("7、8月完成招标", vec!["7、8月完成招标"]),
        ] {
            assert_eq!(measures(cell), parts, "{cell}");
        }
    }
}
