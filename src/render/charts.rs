//! Charts of a month as figures of an HTML page: inline SVG with titles, each with its table. Nothing is said by colour
//! alone: bars carry numbers, cells and lamps carry signs, and what is late is hatched.

use super::docx::escape;
use super::line::{clean, width};
use super::phrase::{iso, number};
use crate::domain::lamp::Lamp;
use crate::i18n::Words;
use crate::say;
use crate::view::charts::{Charts, Line, Point};
use chrono::{Days, NaiveDate};
use std::fmt::Write;

/// The width of every chart in its own units.
const WIDTH: i64 = 720;

/// Width of a 汉字.
const WIDE: f64 = 13.0;

/// Width of a letter or a figure. Whoever looks has fonts that we do not know: this is DejaVu Sans, broader than most.
const NARROW: f64 = 8.3;

/// What a bar is made of, from the left, by the names of the words and of the classes.
const PARTS: [(&str, &str); 5] = [
    ("stage-done", "done"),
    ("stage-basically_done", "basic"),
    ("pace-on_schedule", "on"),
    ("pace-behind", "behind"),
    ("pace-overdue", "over"),
];

/// How a unit stands in a round: class, sign.
const STATES: [(&str, &str, &str); 5] = [
    ("returned", "done", "●"),
    ("unchanged", "basic", "○"),
    ("late", "behind", "△"),
    ("missing", "over", "✕"),
    ("waiting", "on", "…"),
];

/// How a measure is drawn: sign, class, word.
fn sign(done: bool, late: bool) -> (&'static str, &'static str, &'static str) {
    match (done, late) {
        (_, true) => ("✕", "over", "chart-measure-late"),
        (true, false) => ("◆", "done", "chart-measure-done"),
        (false, false) => ("◇", "on", "chart-measure-open"),
    }
}

/// All charts that there is something to draw for, one after the other.
pub fn charts(charts: &Charts, words: &Words) -> String {
    let it = Drawing { words };
    let mut out = String::new();
    it.lamps(&mut out, charts);
    it.burn(&mut out, charts);
    it.units(&mut out, charts);
    it.returns(&mut out, charts);
    it.lines(&mut out, charts);
    out
}

struct Drawing<'w> {
    words: &'w Words,
}

/// How broad a text may get, in the units of a chart.
fn broad(text: &str) -> f64 {
    let one = |c: char| match c {
        'm' | 'w' | 'M' | 'W' | '@' | '%' | '…' | '—' => WIDE,
        _ => match width(c.encode_utf8(&mut [0; 4])) {
            0 => 0.0,
            1 => NARROW,
            _ => WIDE,
        },
    };
    text.chars().map(one).sum()
}

/// A text cut off where it gets too broad.
fn cut(text: &str, most: f64) -> String {
    let text = clean(text).replace('\n', " ");
    if broad(&text) <= most {
        return text;
    }
    let (mut short, mut taken) = (String::new(), WIDE); // of the mark behind it
    for c in text.chars() {
        taken += broad(c.encode_utf8(&mut [0; 4]));
        if taken > most {
            break;
        }
        short.push(c);
    }
    short + "…"
}

/// A number as it stands in an attribute: a tenth is fine enough.
fn at(place: f64) -> String {
    format!("{place:.1}").trim_end_matches(".0").to_owned()
}

#[allow(clippy::cast_precision_loss)] // counts of issues and days
fn float(number: i64) -> f64 {
    number as f64
}

impl Drawing<'_> {
    fn word(&self, key: &str) -> String {
        self.words.lookup(key).unwrap_or_default()
    }

    /// Opens a figure with its heading, and a drawing with its name and what it says in words.
    fn open(&self, out: &mut String, id: &str, height: i64, says: &str) {
        let title = escape(&self.word(&format!("chart-{id}"))).into_owned();
        let _ = writeln!(
            out,
            "<figure id=\"{id}\"><h2>{title}</h2>\n<svg viewBox=\"0 0 {WIDTH} {height}\" role=\"img\" aria-labelledby=\"{id}-t {id}-d\" \
             xmlns=\"http://www.w3.org/2000/svg\"><title id=\"{id}-t\">{title}</title><desc id=\"{id}-d\">{}</desc>",
            escape(says)
        );
    }

    /// Closes the drawing; its words, and its table beside it.
    fn close(out: &mut String, says: &str, heads: &[String], rows: &[Vec<String>]) {
        let _ =
            write!(out, "</svg>\n<figcaption>{}</figcaption>\n<div class=\"wide\"><table><thead><tr>", escape(says));
        for (n, head) in heads.iter().enumerate() {
            let _ = write!(out, "<th{}>{}</th>", if n > 0 { " class=\"right\"" } else { "" }, escape(head));
        }
        out.push_str("</tr></thead><tbody>\n");
        for row in rows {
            out.push_str("<tr>");
            for (n, cell) in row.iter().enumerate() {
                let _ = write!(out, "<td{}>{}</td>", if n > 0 { " class=\"right\"" } else { "" }, escape(cell));
            }
            out.push_str("</tr>\n");
        }
        out.push_str("</tbody></table></div></figure>\n");
    }

    fn text(out: &mut String, x: f64, y: f64, class: &str, text: &str) {
        let _ = write!(out, "<text x=\"{}\" y=\"{}\" class=\"{class}\">{}</text>", at(x), at(y), escape(text));
    }

    /// What the colours mean, from `x` on.
    fn legend(out: &mut String, y: f64, parts: &[(String, &str, &str)]) {
        let names: f64 = parts.iter().map(|(name, ..)| 19.0 + broad(name)).sum();
        let gap = ((float(WIDTH) - 8.0 - names) / float(i64::try_from(parts.len()).unwrap_or(1).max(1))).min(18.0);
        let mut x = 8.0;
        for (name, class, sign) in parts {
            if sign.is_empty() {
                let _ = write!(
                    out,
                    "<rect x=\"{}\" y=\"{}\" width=\"14\" height=\"12\" class=\"{class}\"/>",
                    at(x),
                    at(y - 10.5)
                );
            } else {
                Self::text(out, x, y, &format!("sign {class}-t"), sign);
            }
            Self::text(out, x + 19.0, y, "", name);
            x += 19.0 + broad(name) + gap;
        }
        out.push('\n');
    }

    fn lamps(&self, out: &mut String, charts: &Charts) {
        if charts.lamps.iter().all(|(lamp, _)| lamp.is_none()) {
            return;
        }
        let name = |lamp: Option<Lamp>| match lamp {
            Some(lamp) => self.word(&format!("lamp-colour-{}", lamp.name())),
            None => self.words.word("chart-lamp-none"),
        };
        let says = charts.lamps.iter().map(|(lamp, count)| format!("{} {count}", name(*lamp)));
        let says = says.collect::<Vec<_>>().join(&self.words.word("and-comma"));
        self.open(out, "lamps", 76, &says);
        for (place, (lamp, count)) in (0..).zip(&charts.lamps) {
            let x = 50.0 + float(place) * 112.0;
            // a shape of its own for each colour
            let (class, shape) = match lamp {
                Some(Lamp::Red) => ("red", "M-18 -18H18V18H-18Z"),
                Some(Lamp::Orange) => ("orange", "M0 -21L21 0L0 21L-21 0Z"),
                Some(Lamp::Yellow) => ("yellow", "M0 -20L22 17H-22Z"),
                Some(Lamp::Blue) => ("blue", "M-12 -19H12L22 0L12 19H-12L-22 0Z"),
                Some(Lamp::Green) => ("green", "M-19 0A19 19 0 1 0 19 0A19 19 0 1 0 -19 0Z"),
                None => ("dark", "M-19 0A19 19 0 1 0 19 0A19 19 0 1 0 -19 0Z"),
            };
            let _ = write!(out, "<path d=\"{shape}\" transform=\"translate({} 28)\" class=\"lamp-{class}\"/>", at(x));
            Self::text(out, x, 33.0, &format!("mid num on-{class}"), &count.to_string());
            Self::text(out, x, 68.0, "mid", &name(*lamp));
        }
        let rows: Vec<Vec<String>> =
            charts.lamps.iter().map(|(lamp, count)| vec![name(*lamp), count.to_string()]).collect();
        let heads = [self.words.word("chart-lamp"), self.words.word("head-issues")];
        Self::close(out, &says, &heads, &rows);
    }

    fn burn(&self, out: &mut String, charts: &Charts) {
        let (Some(first), Some(last)) = (charts.burn.first(), charts.burn.last()) else { return };
        let mut says = self.words.say(&say!(
            "chart-burn-says",
            from = first.day,
            first = first.open,
            day = last.day,
            open = last.open,
            planned = last.planned
        ));
        if charts.undated_done > 0 {
            says += &self.words.say(&say!("chart-burn-undated", count = charts.undated_done));
        }
        self.open(out, "burn", 260, &says);
        let most = charts.burn.iter().map(|point| point.open.max(point.planned)).max().unwrap_or(1).max(1);
        let (left, right, top, bottom) = (48.0, float(WIDTH) - 56.0, 34.0, 222.0);
        let span = float((last.day - first.day).num_days().max(1));
        let x = |day: NaiveDate| left + (right - left) * float((day - first.day).num_days()) / span;
        let y = |count: i64| bottom - (bottom - top) * float(count) / float(most);
        let open = self.words.word("chart-open");
        let planned = self.words.word("chart-planned");
        Self::legend(out, 16.0, &[(open.clone(), "over-line", "—"), (planned.clone(), "plan-line", "┄")]);
        for quarter in 0..=4 {
            let count = most * quarter / 4;
            if quarter > 0 && count == most * (quarter - 1) / 4 {
                continue;
            }
            let _ = write!(out, "<path d=\"M{} {}H{}\" class=\"grid\"/>", at(left), at(y(count)), at(right));
            Self::text(out, left - 6.0, y(count) + 4.0, "end", &count.to_string());
        }
        let path = |value: fn(&Point) -> i64| {
            let mut path = String::new();
            for (n, point) in charts.burn.iter().enumerate() {
                let _ = write!(path, "{}{} {}", if n == 0 { 'M' } else { 'L' }, at(x(point.day)), at(y(value(point))));
            }
            path
        };
        let _ = write!(out, "<path d=\"{}\" class=\"line plan\"/>", path(|point| point.planned));
        let _ = write!(out, "<path d=\"{}\" class=\"line open\"/>", path(|point| point.open));
        // two numbers that stand close are moved apart
        let (own, plan) = (y(last.open), y(last.planned));
        let apart = if (own - plan).abs() < 16.0 { (16.0 - (own - plan).abs()) / 2.0 } else { 0.0 };
        let (own, plan) = if own <= plan { (own - apart, plan + apart) } else { (own + apart, plan - apart) };
        Self::text(out, right + 6.0, own + 4.0, "num", &last.open.to_string());
        Self::text(out, right + 6.0, plan + 4.0, "faint", &format!("({})", last.planned));
        for part in 0..=4 {
            let day = first.day + chrono::Duration::days((last.day - first.day).num_days() * part / 4);
            let anchor = if part == 4 { "end" } else { "mid" };
            Self::text(out, x(day) + if part == 4 { 22.0 } else { 0.0 }, 244.0, anchor, &iso(day));
        }
        out.push('\n');
        let rows =
            charts.burn.iter().map(|point| vec![iso(point.day), point.open.to_string(), point.planned.to_string()]);
        Self::close(out, &says, &[self.words.word("chart-day"), open, planned], &rows.collect::<Vec<_>>());
    }

    fn units(&self, out: &mut String, charts: &Charts) {
        if charts.units.is_empty() {
            return;
        }
        let count = i64::try_from(charts.units.len()).unwrap_or(0);
        let mut says = self.words.word("chart-units-says");
        if charts.other_units > 0 {
            says += &self.words.say(&say!("chart-others", count = charts.other_units));
        }
        self.open(out, "units", 34 + count * 26, &says);
        let names = PARTS.map(|(key, class)| (self.word(key), class, ""));
        Self::legend(out, 16.0, &names);
        let (left, right) = (178.0, float(WIDTH) - 44.0);
        let total = |parts: &[i64; 5]| parts.iter().sum::<i64>();
        let most = charts.units.iter().map(|bar| total(&bar.parts)).max().unwrap_or(1).max(1);
        for (row, bar) in (0..).zip(&charts.units) {
            let y = 34.0 + float(row) * 26.0;
            let name = bar.name.map_or_else(|| self.words.word("nobody"), str::to_owned);
            Self::text(out, left - 8.0, y + 14.0, "end", &cut(&name, left - 8.0));
            let mut x = left;
            for (part, (name, class, _)) in bar.parts.iter().zip(&names) {
                if *part == 0 {
                    continue;
                }
                let wide = (right - left) * float(*part) / float(most);
                let _ = write!(
                    out,
                    "<rect x=\"{}\" y=\"{}\" width=\"{}\" height=\"19\" class=\"{class}\"><title>{name} {part}</title></rect>",
                    at(x),
                    at(y),
                    at(wide)
                );
                if wide > 4.0 + broad(&part.to_string()) {
                    Self::text(out, x + wide / 2.0, y + 14.0, &format!("mid in-{class}"), &part.to_string());
                }
                x += wide;
            }
            Self::text(out, x + 6.0, y + 14.0, "num", &total(&bar.parts).to_string());
            out.push('\n');
        }
        let mut heads = vec![self.words.word("head-unit"), self.words.word("head-total")];
        heads.extend(names.map(|(name, ..)| name));
        let rows = charts.units.iter().map(|bar| {
            let mut row = vec![bar.name.map_or_else(|| self.words.word("nobody"), str::to_owned)];
            row.push(total(&bar.parts).to_string());
            row.extend(bar.parts.iter().map(ToString::to_string));
            row
        });
        Self::close(out, &says, &heads, &rows.collect::<Vec<_>>());
    }

    fn returns(&self, out: &mut String, charts: &Charts) {
        if charts.returns.is_empty() {
            return;
        }
        let count = i64::try_from(charts.returns.len()).unwrap_or(0);
        let mut says = self.words.word("chart-returns-says");
        if charts.other_returns > 0 {
            says += &self.words.say(&say!("chart-others", count = charts.other_returns));
        }
        self.open(out, "returns", 66 + count * 24, &says);
        let names = STATES.map(|(state, class, sign)| (self.word(&format!("return-{state}")), class, sign));
        Self::legend(out, 16.0, &names);
        let left = 178.0;
        let wide =
            ((float(WIDTH) - left - 8.0) / float(i64::try_from(charts.rounds.len()).unwrap_or(1).max(1))).min(60.0);
        let place = |column: usize| left + float(i64::try_from(column).unwrap_or(0)) * wide;
        for (at, round) in charts.rounds.iter().enumerate() {
            Self::text(out, place(at) + wide / 2.0, 40.0, "mid num", &round.number.to_string());
            Self::text(out, place(at) + wide / 2.0, 55.0, "mid small", &round.week.format("%m-%d").to_string());
        }
        let class = |state: &str| STATES.iter().find(|(known, ..)| *known == state).unwrap_or(&STATES[4]);
        for (row, unit) in (0..).zip(&charts.returns) {
            let y = 62.0 + float(row) * 24.0;
            Self::text(out, left - 8.0, y + 15.0, "end", &cut(&unit.unit, left - 8.0));
            for (column, state) in unit.states.iter().enumerate() {
                let Some((name, class, sign)) = state.map(class) else { continue };
                let _ = write!(
                    out,
                    "<rect x=\"{}\" y=\"{}\" width=\"{}\" height=\"21\" class=\"{class}\"><title>{}</title></rect>",
                    at(place(column) + 1.0),
                    at(y),
                    at(wide - 2.0),
                    escape(&self.word(&format!("return-{name}")))
                );
                Self::text(out, place(column) + wide / 2.0, y + 15.0, &format!("mid in-{class}"), sign);
            }
            out.push('\n');
        }
        let mut heads = vec![self.words.word("head-unit")];
        heads.extend(charts.rounds.iter().map(|round| round.number.to_string()));
        let rows = charts.returns.iter().map(|row| {
            let states =
                row.states.iter().map(|state| state.map_or_else(String::new, |it| self.word(&format!("return-{it}"))));
            std::iter::once(row.unit.clone()).chain(states).collect()
        });
        Self::close(out, &says, &heads, &rows.collect::<Vec<_>>());
    }

    fn lines(&self, out: &mut String, charts: &Charts) {
        let from = charts.lines.iter().map(|line| line.from).min();
        let (Some(from), Some(to)) = (from, charts.lines.iter().map(|line| line.due).max()) else { return };
        // a limit years ahead would leave no room for what is near: its bar runs over the edge
        let from = from.min(charts.day);
        let ahead = ((charts.day - from).num_days() * 2).max(180).unsigned_abs();
        let to = to.max(charts.day).min(charts.day.checked_add_days(Days::new(ahead)).unwrap_or(to));
        let count = i64::try_from(charts.lines.len()).unwrap_or(0);
        let mut says = self.words.say(&say!("chart-lines-says", day = charts.day));
        if charts.other_lines > 0 {
            says += &self.words.say(&say!("chart-other-issues", count = charts.other_lines));
        }
        let bottom = 62 + count * 24;
        self.open(out, "lines", bottom + 6, &says);
        let signs = [
            (self.words.word("chart-sign-done"), "done", "◆"),
            (self.words.word("chart-sign-open"), "on", "◇"),
            (self.words.word("chart-sign-late"), "over", "✕"),
        ];
        let bars = PARTS[2..].iter().map(|(key, class)| (self.word(key), *class, ""));
        Self::legend(out, 16.0, &signs.into_iter().chain(bars).collect::<Vec<_>>());
        let (left, right) = (246.0, float(WIDTH) - 40.0);
        let span = float((to - from).num_days().max(1));
        let x = |day: NaiveDate| left + (right - left) * float((day.clamp(from, to) - from).num_days()) / span;
        for part in 0..=4 {
            let day = from + chrono::Duration::days((to - from).num_days() * part / 4);
            let _ = write!(out, "<path d=\"M{0} 50V{bottom}\" class=\"grid\"/>", at(x(day)));
            Self::text(out, x(day), 44.0, "mid small", &iso(day));
        }
        for (row, line) in (0..).zip(&charts.lines) {
            let y = 54.0 + float(row) * 24.0;
            self.line(out, line, y, left, &x);
            if line.due > to {
                Self::text(out, right + 4.0, y + 14.0, "faint", "▸");
            }
        }
        let today = x(charts.day);
        let _ = writeln!(
            out,
            "<path d=\"M{0} 50V{bottom}\" class=\"today\"><title>{1}</title></path>",
            at(today),
            iso(charts.day)
        );
        let heads = ["head-issue", "chart-from", "head-due", "head-state", "chart-measures"].map(|key| self.word(key));
        let rows = charts.lines.iter().map(|line| {
            let pace = line.pace.map_or_else(String::new, |pace| self.word(&format!("pace-{pace}")));
            vec![
                format!("{} {}", number(line.number), line.title),
                iso(line.from),
                iso(line.due),
                pace,
                self.measures(line),
            ]
        });
        Self::close(out, &says, &heads, &rows.collect::<Vec<_>>());
    }

    /// The limits of the measures of an issue, each with how it stands.
    fn measures(&self, line: &Line) -> String {
        let one =
            |(due, done, late): &(NaiveDate, bool, bool)| format!("{} {}", iso(*due), self.word(sign(*done, *late).2));
        line.milestones.iter().map(one).collect::<Vec<_>>().join(&self.words.word("and-comma"))
    }

    fn line(&self, out: &mut String, line: &Line, y: f64, left: f64, x: &impl Fn(NaiveDate) -> f64) {
        let named = format!("{} {}", number(line.number), line.title);
        Self::text(out, left - 8.0, y + 14.0, "end", &cut(&named, left - 8.0));
        let class = match line.pace {
            Some("overdue") => "over",
            Some("behind") => "behind",
            _ => "on",
        };
        let pace = line.pace.map_or_else(String::new, |pace| self.word(&format!("pace-{pace}")));
        let _ = write!(
            out,
            "<rect x=\"{}\" y=\"{}\" width=\"{}\" height=\"12\" class=\"{class}\"><title>{} {} — {} {}</title></rect>",
            at(x(line.from)),
            at(y + 4.0),
            at((x(line.due) - x(line.from)).max(3.0)),
            escape(line.number),
            iso(line.from),
            iso(line.due),
            escape(&pace)
        );
        // what is late is drawn over what is done on the same day
        let (late, rest): (Vec<&(NaiveDate, bool, bool)>, Vec<_>) = line.milestones.iter().partition(|one| one.2);
        for (due, done, late) in rest.into_iter().chain(late) {
            let (sign, class, _) = sign(*done, *late);
            let _ = write!(
                out,
                "<text x=\"{}\" y=\"{}\" class=\"mid mark {class}-t\"><title>{}</title>{sign}</text>",
                at(x(*due)),
                at(y + 15.0),
                iso(*due)
            );
        }
        out.push('\n');
    }
}
