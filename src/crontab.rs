//! The user's crontab: what is planned there, with our lines in a marked block for each ledger.

use crate::cause::cause;
use crate::domain::say::Said;
use crate::say;
use std::io::Write;
use std::process::{Command, Stdio};

/// The crontab as it stands, empty where the user has none.
///
/// # Errors
/// When there is no such program, or it refuses.
pub fn read() -> Result<String, Said> {
    let output = crontab("-l").stdin(Stdio::null()).output().map_err(|error| missing(&error))?;
    let said = String::from_utf8_lossy(&output.stderr);
    if output.status.success() {
        String::from_utf8(output.stdout).map_err(|_| say!("cron-refused", said = "UTF-8"))
    } else if said.contains("no crontab for") {
        Ok(String::new())
    } else {
        Err(say!("cron-refused", said = said.trim()))
    }
}

/// Puts another crontab in its place.
///
/// # Errors
/// When there is no such program, or it refuses; then the old one stands.
pub fn write(text: &str) -> Result<(), Said> {
    let mut child = crontab("-").stdin(Stdio::piped()).spawn().map_err(|error| missing(&error))?;
    let written = child.stdin.take().map_or(Ok(()), |mut stdin| stdin.write_all(text.as_bytes()));
    let output = child.wait_with_output().map_err(|error| missing(&error))?;
    let said = String::from_utf8_lossy(&output.stderr).trim().to_owned();
    match written {
        Ok(()) if output.status.success() => Ok(()),
        Err(error) if said.is_empty() => Err(missing(&error)),
        _ => Err(say!("cron-refused", said = said)),
    }
}

fn crontab(argument: &str) -> Command {
    let mut command = Command::new("crontab");
    command.arg(argument).env("LC_ALL", "C").stdout(Stdio::piped()).stderr(Stdio::piped());
    command
}

fn missing(error: &std::io::Error) -> Said {
    say!("cron-missing", cause = cause(error))
}

/// The lines between which our own stand.
fn marks(name: &str) -> (String, String) {
    (format!("# >>> duban {name}"), format!("# <<< duban {name}"))
}

/// The lines of ours that stand in a crontab for the ledger of this name.
pub fn block<'t>(text: &'t str, name: &str) -> Option<&'t str> {
    let (from, to) = marks(name);
    let start = at_line(text, &from)?;
    let inside = &text[start..].split_once('\n')?.1;
    let end = at_line(inside, &to)?;
    Some(inside[..end].trim_end_matches('\n'))
}

/// The crontab with these lines of ours for the ledger, whatever stood for it before; every other line stays.
pub fn with_block(text: &str, name: &str, lines: &str) -> String {
    let (from, to) = marks(name);
    let mut text = without_block(text, name);
    if !text.is_empty() && !text.ends_with('\n') {
        text.push('\n');
    }
    text + &format!("{from}\n{}\n{to}\n", lines.trim_end_matches('\n'))
}

/// The crontab without ours for the ledger.
pub fn without_block(text: &str, name: &str) -> String {
    let (from, to) = marks(name);
    let Some(start) = at_line(text, &from) else { return text.to_owned() };
    let Some(end) = at_line(&text[start..], &to) else { return text.to_owned() };
    let after = text[start + end..].split_once('\n').map_or("", |(_, after)| after);
    format!("{}{after}", &text[..start])
}

/// Where a line that is just this begins.
fn at_line(text: &str, line: &str) -> Option<usize> {
    let mut at = 0;
    for each in text.split_inclusive('\n') {
        if each.trim_end() == line {
            return Some(at);
        }
        at += each.len();
    }
    None
}

/// A word of a shell's command, as a crontab has it: cron takes a bare `%` for the end of the line.
pub fn quoted(word: &str) -> String {
    let plain = |c: char| c.is_ascii_alphanumeric() || "/._-+=:,@".contains(c);
    let word = if !word.is_empty() && word.chars().all(plain) {
        word.to_owned()
    } else {
        format!("'{}'", word.replace('\'', r"'\''"))
    };
    word.replace('%', r"\%")
}

/// A word of a command line of systemd.
pub fn quoted_for_systemd(word: &str) -> String {
    let word = word.replace('\\', r"\\").replace('"', "\\\"").replace('%', "%%").replace('$', "$$");
    if word.contains([' ', '\'', '"', ';']) { format!("\"{word}\"") } else { word }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn our_lines_come_and_go_and_the_others_stay() {
        let theirs = "MAILTO=clerk\n0 7 * * 1 backup";
        let once = with_block(theirs, "/a.db", "30 8 * * * duban\n");
        assert_eq!(once, "MAILTO=clerk\n0 7 * * 1 backup\n# >>> duban /a.db\n30 8 * * * duban\n# <<< duban /a.db\n");
        assert_eq!(block(&once, "/a.db"), Some("30 8 * * * duban"));
        assert_eq!(block(&once, "/b.db"), None);
        let other = with_block(&once, "/b.db", "x");
        assert_eq!(
            with_block(&other, "/a.db", "30 8 * * * duban"),
            with_block(&with_block(&format!("{theirs}\n"), "/b.db", "x"), "/a.db", "30 8 * * * duban")
        );
        assert_eq!(without_block(&once, "/a.db"), format!("{theirs}\n"));
        assert_eq!(without_block(&once, "/b.db"), once);
        let broken = "# >>> duban /a.db\n1 1 * * * x\n";
        assert_eq!(without_block(broken, "/a.db"), broken, "without its end nobody knows what is ours");
        assert_eq!(with_block("", "/a.db", "x"), "# >>> duban /a.db\nx\n# <<< duban /a.db\n");
    }

    #[test]
    fn a_word_survives_cron_and_the_shell() {
        for (word, kept) in [
            ("/opt/duban", "/opt/duban"),
            ("/台账/a b.db", "'/台账/a b.db'"),
            ("it's", r"'it'\''s'"),
            ("100%", r"'100\%'"),
            ("", "''"),
        ] {
            assert_eq!(quoted(word), kept);
        }
        assert_eq!(quoted_for_systemd("/台账/a b$%.db"), "\"/台账/a b$$%%.db\"");
    }
}
