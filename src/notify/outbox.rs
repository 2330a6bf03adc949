//! The outbox of an office without a network: a folder for each message, to be carried to where there is one.
//!
//! `message.eml` opens in any mail program, ready to be sent on; beside it the text, and the files as files.

use super::{Attempt, Message, mime};
use crate::cause::cause;
use crate::out::{self, safe_name};
use crate::say;
use lettre::message::Mailbox;
use std::collections::BTreeSet;
use std::path::PathBuf;

/// Where messages are left.
#[derive(Debug, Clone)]
pub struct Outbox {
    pub(super) folder: PathBuf,
    pub(super) from: Mailbox,
}

const MAIL: &str = "message.eml";

impl Outbox {
    /// Leaves a message whole or not at all. One that lies there already is left as it is.
    pub(super) fn attempt(&self, message: &Message) -> Attempt {
        let name = &message.file_name;
        if safe_name(name) != *name {
            return Attempt::Refused(say!("notify-name-unsafe", name = name));
        }
        let folder = self.folder.join(name);
        if folder.join(MAIL).is_file() {
            return Attempt::Sent(folder.display().to_string());
        }
        let to = mime::mailbox(&message.to_name, &message.to_address);
        // Outlook opens a mail with X-Unsent to be sent, not to be read
        let mail = match mime::bytes(message, &self.from, None, to.as_ref(), &[("X-Unsent", "1")]) {
            Ok(mail) => mail,
            Err(why) => return Attempt::Refused(why),
        };
        if let Err(error) = std::fs::create_dir_all(&self.folder) {
            let path = self.folder.display().to_string();
            return Attempt::Failed(say!("file-unwritable", path = path, cause = cause(&error)));
        }
        let mut names = BTreeSet::new();
        let files = [(MAIL, mail), ("message.txt", super::as_text(message).into_bytes())];
        let files = files.into_iter().map(|(name, bytes)| (name.to_owned(), bytes));
        let attached = message.attachments.iter().map(|file| (safe_name(&file.name), file.bytes.clone()));
        let files: Vec<_> = files.chain(attached).map(|(name, bytes)| (unused(name, &mut names), bytes)).collect();
        let files = files.iter().map(|(name, bytes)| Ok((name.as_str(), bytes.clone())));
        match out::write_folder(&folder, files) {
            Ok(()) => Attempt::Sent(folder.display().to_string()),
            Err(error) => match error.said() {
                [why, ..] => Attempt::Failed(why.clone()),
                [] => Attempt::Failed(say!("notify-name-unsafe", name = name)),
            },
        }
    }
}

/// A name that nobody has yet, where big and small letters are the same: `表.xlsx`, `表-2.xlsx`.
fn unused(name: String, names: &mut BTreeSet<String>) -> String {
    let (stem, ending) = match name.rsplit_once('.') {
        Some((stem, ending)) if !stem.is_empty() => (stem.to_owned(), format!(".{ending}")),
        _ => (name.clone(), String::new()),
    };
    let others = (2..).map(|n: usize| format!("{stem}-{n}{ending}"));
    let free = std::iter::once(name).chain(others).find(|name| names.insert(name.to_lowercase()));
    free.expect("there are more numbers than files")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_of_one_name_do_not_meet() {
        let mut names = BTreeSet::new();
        let given = ["表.xlsx", "表.XLSX", "表.xlsx", "无", "无"].map(|name| unused(name.to_owned(), &mut names));
        assert_eq!(given, ["表.xlsx", "表-2.XLSX", "表-3.xlsx", "无", "无-2"]);
    }
}
