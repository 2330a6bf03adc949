//! Texts that are too long for a channel: cut at a line, and said so.

use super::LINES;

/// The longest beginning of a text, in whole lines, that fits together with a last line that counts what is left out.
///
/// A single line that is too long by itself is cut within, and counts as left out.
pub(super) fn to_fit(text: &str, left_out: &str, fits: impl Fn(&str) -> bool) -> String {
    let text = text.trim_end();
    if fits(text) {
        return text.to_owned();
    }
    let lines: Vec<&str> = text.lines().collect();
    let closing = |kept: usize| {
        let count = (lines.len() - kept).to_string();
        if left_out.contains(LINES) { left_out.replace(LINES, &count) } else { format!("{left_out} {count}") }
    };
    let shortened = |kept: usize| {
        let mut text = lines[..kept].join("\n");
        text.push_str(if kept == 0 { "" } else { "\n" });
        text + &closing(kept)
    };
    let kept = last(lines.len(), |kept| fits(&shortened(kept)));
    if kept > 0 {
        return shortened(kept);
    }
    let first: Vec<char> = lines[0].chars().collect();
    let within = |count: usize| format!("{}…\n{}", first[..count].iter().collect::<String>(), closing(0));
    within(last(first.len(), |count| fits(&within(count))))
}

/// The greatest number below `end` that fits, where what is smaller fits as well; 0 where none does.
fn last(end: usize, fits: impl Fn(usize) -> bool) -> usize {
    let (mut low, mut high) = (0, end);
    while low + 1 < high {
        let middle = usize::midpoint(low, high);
        if fits(middle) {
            low = middle;
        } else {
            high = middle;
        }
    }
    low
}

#[cfg(test)]
mod tests {
    use super::*;

    const END: &str = "余{lines}行";

    fn cut(text: &str, bytes: usize) -> String {
        to_fit(text, END, |text| text.len() <= bytes)
    }

    #[test]
    fn what_is_left_out_is_counted() {
        assert_eq!(cut("一\n二\n三\n", 11), "一\n二\n三");
        assert_eq!(cut("一一\n二二\n三三\n四四", 20), "一一\n余3行");
        assert_eq!(cut("一一\n二二\n三三\n四四", 21), "一一\n二二\n余2行");
    }

    #[test]
    fn a_line_that_is_too_long_is_cut_within() {
        assert_eq!(cut("一二三四五六七八九十", 19), "一二…\n余1行");
        assert_eq!(cut("一二三四五六七八九十\n末", 19), "一二…\n余2行");
    }

    proptest::proptest! {
        #[test]
        fn every_cut_fits_and_accounts_for_every_line(lines in proptest::collection::vec("[一-十a ]{0,12}", 1..30), room in 24usize..200) {
            let text = lines.join("\n");
            let short = cut(&text, room);
            proptest::prop_assert!(short.len() <= room);
            if short != text.trim_end() {
                let (kept, end) = short.rsplit_once('\n').unwrap_or(("", &short));
                let left: usize = end.trim_start_matches('余').trim_end_matches('行').parse().unwrap();
                let whole = kept.split('\n').filter(|line| !line.ends_with('…')).count();
                proptest::prop_assert_eq!(left + whole, text.trim_end().lines().count());
            }
        }
    }
}
