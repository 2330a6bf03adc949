//! The way out: data to stdout, notes to stderr, files whole or not at all. Nothing else prints.

use crate::cause::cause;
use crate::domain::say::Said;
use crate::error::Error;
use crate::say;
use std::io::{self, IsTerminal, Write};
use std::path::Path;

/// Where output goes, and what it can show.
#[derive(Debug, Clone, Copy)]
pub struct Out {
    /// Columns of a table; 80 where stdout is no terminal.
    pub width: usize,
    /// Whether stdout shows colours.
    pub colour: bool,
}

impl Out {
    /// Looks at what stdout is.
    pub fn new() -> Out {
        let terminal = io::stdout().is_terminal();
        let width = std::env::var("COLUMNS").ok().and_then(|columns| columns.parse().ok());
        let width = width.or_else(|| {
            let size = terminal.then(terminal_size::terminal_size).flatten();
            size.map(|(width, _)| usize::from(width.0))
        });
        let colour = terminal && std::env::var_os("NO_COLOR").is_none_or(|value| value.is_empty());
        Out { width: width.filter(|width| *width >= 20).unwrap_or(80), colour }
    }

    /// Data, as it is. A reader that has seen enough (`| head`) is no error.
    pub fn data(&self, text: &str) -> Result<(), Error> {
        self.bytes(text.as_bytes())
    }

    /// Bytes, as they are.
    pub fn bytes(&self, bytes: &[u8]) -> Result<(), Error> {
        let mut stdout = io::stdout().lock();
        match stdout.write_all(bytes).and_then(|()| stdout.flush()) {
            Err(error) if error.kind() != io::ErrorKind::BrokenPipe => {
                Err(Error::World(say!("out-stdout", cause = cause(&error))))
            }
            _ => Ok(()),
        }
    }

    /// A file, whole or not at all, and never in the place of a ledger; stdout for `-`.
    pub fn write(&self, path: &Path, bytes: &[u8]) -> Result<(), Error> {
        self.put(path, bytes, write_file)
    }

    /// The same for what nobody but the owner may read.
    pub fn write_secret(&self, path: &Path, bytes: &[u8]) -> Result<(), Error> {
        self.put(path, bytes, write_private)
    }

    fn put(&self, path: &Path, bytes: &[u8], write: fn(&Path, &[u8]) -> Result<(), Said>) -> Result<(), Error> {
        if path == Path::new("-") {
            return self.bytes(bytes);
        }
        spare_ledger(path)?;
        write(path, bytes).map_err(Error::World)
    }

    /// A note beside the data.
    pub fn note(&self, text: &str) {
        let mut stderr = io::stderr().lock();
        let _ = writeln!(stderr, "{}", text.trim_end_matches('\n')); // there is no other place to say it
    }

    /// Whether there is somebody at a terminal to answer.
    pub fn is_asked(&self) -> bool {
        io::stdin().is_terminal() && io::stderr().is_terminal()
    }

    /// Opens a file with what the desktop opens such files with; on a terminal only, where somebody sees it.
    ///
    /// # Errors
    /// When there is no terminal or no desktop.
    pub fn open(&self, path: &Path) -> Result<(), Error> {
        if !io::stdout().is_terminal() {
            return Err(Error::World(say!("open-no-terminal")));
        }
        let program = if cfg!(target_os = "macos") { "open" } else { "xdg-open" };
        let started = std::process::Command::new(program).arg(path).stdin(std::process::Stdio::null()).spawn();
        started.map(|_| ()).map_err(|error| Error::World(say!("open-failed", with = program, cause = cause(&error))))
    }

    /// Asks on the terminal; `None` where nobody is there to answer.
    pub fn ask(&self, question: &str) -> Option<String> {
        if !self.is_asked() {
            return None;
        }
        let mut stderr = io::stderr().lock();
        let _ = write!(stderr, "{question} ");
        let _ = stderr.flush();
        let mut answer = String::new();
        if io::stdin().read_line(&mut answer).ok()? == 0 {
            return Some("n".to_owned()); // the end of input is no consent
        }
        Some(answer.trim().to_owned())
    }
}

impl Out {
    /// Asks for something that is not shown as it is typed, where the terminal can do so; `None` where nobody is there.
    pub fn ask_hidden(&self, question: &str) -> Option<String> {
        if !self.is_asked() {
            return None;
        }
        let echo = |on: &str| {
            let _ = std::process::Command::new("stty").arg(on).stderr(std::process::Stdio::null()).status(); // else it is shown
        };
        let mut stderr = io::stderr().lock();
        let _ = write!(stderr, "{question} ");
        let _ = stderr.flush();
        echo("-echo");
        let mut answer = String::new();
        let read = io::stdin().read_line(&mut answer);
        echo("echo");
        let _ = writeln!(stderr);
        read.ok().map(|_| answer.trim().to_owned())
    }
}

/// How far a long work has come, on stderr; shown on a terminal only, gone when it is dropped.
pub struct Bar(indicatif::ProgressBar);

impl Out {
    /// A bar of this many steps.
    pub fn bar(&self, steps: u64) -> Bar {
        let style = indicatif::ProgressStyle::with_template("{bar:30} {pos}/{len} {msg}");
        let bar = indicatif::ProgressBar::new(steps);
        Bar(bar.with_style(style.expect("the template is ours")))
    }
}

impl Bar {
    /// Begins the next step, named.
    pub fn step(&self, name: &str) {
        self.steps(name, 1);
    }

    /// Begins a later step, named.
    pub fn steps(&self, name: &str, steps: u64) {
        self.0.set_message(name.to_owned());
        self.0.inc(steps);
    }
}

impl Drop for Bar {
    fn drop(&mut self) {
        self.0.finish_and_clear();
    }
}

impl Default for Out {
    fn default() -> Self {
        Out::new()
    }
}

/// Holds a lock file for as long as it is kept; `None` where another process does.
pub fn lock(path: &Path) -> Result<Option<std::fs::File>, Said> {
    let cannot = |error: &io::Error| say!("file-unwritable", path = path.display().to_string(), cause = cause(error));
    let file = std::fs::File::create(path).map_err(|error| cannot(&error))?;
    match file.try_lock() {
        Ok(()) => Ok(Some(file)),
        Err(std::fs::TryLockError::WouldBlock) => Ok(None),
        Err(std::fs::TryLockError::Error(error)) => Err(cannot(&error)),
    }
}

/// Reads a file, or stdin for `-`.
pub fn read_file(path: &Path) -> Result<Vec<u8>, Said> {
    let read = if path == Path::new("-") {
        let mut bytes = Vec::new();
        io::Read::read_to_end(&mut io::stdin().lock(), &mut bytes).map(|_| bytes)
    } else {
        std::fs::read(path)
    };
    read.map_err(|error| say!("file-unreadable", path = path.display().to_string(), cause = cause(&error)))
}

/// Whether a file is there and is a ledger, or another database of its kind.
pub fn is_ledger(path: &Path) -> bool {
    let mut head = [0; 16];
    let read = std::fs::File::open(path).and_then(|mut file| io::Read::read_exact(&mut file, &mut head));
    read.is_ok() && head == *b"SQLite format 3\0"
}

/// What goes out never takes the place of a ledger.
///
/// # Errors
/// A rule refuses where one lies there.
pub fn spare_ledger(path: &Path) -> Result<(), Error> {
    if is_ledger(path) {
        return Err(Error::Rule(say!("output-onto-ledger", path = path.display().to_string())));
    }
    Ok(())
}

/// Writes a file whole or not at all: what stood there before stays until the new one is complete.
pub fn write_file(path: &Path, bytes: &[u8]) -> Result<(), Said> {
    write_whole(path, bytes, false)
}

/// The same for what nobody but the owner may read.
pub fn write_private(path: &Path, bytes: &[u8]) -> Result<(), Said> {
    write_whole(path, bytes, true)
}

fn write_whole(path: &Path, bytes: &[u8], private: bool) -> Result<(), Said> {
    let cannot = |error: io::Error| say!("file-unwritable", path = path.display().to_string(), cause = cause(&error));
    let folder = folder_of(path);
    let mut builder = tempfile::Builder::new(); // by itself it makes files for the owner alone
    #[cfg(unix)]
    let open: std::fs::Permissions = std::os::unix::fs::PermissionsExt::from_mode(0o666); // less what the user's mask takes
    #[cfg(unix)]
    if !private {
        builder.permissions(open);
    }
    #[cfg(not(unix))]
    let _ = private; // what lies in a user's folder is that user's
    let mut file = builder.tempfile_in(folder).map_err(cannot)?;
    file.write_all(bytes).and_then(|()| file.as_file().sync_all()).map_err(cannot)?;
    file.persist(path).map_err(|error| cannot(error.error))?;
    Ok(())
}

/// Makes a folder that nobody else may look into, where there is none.
pub fn private_folder(path: &Path) -> Result<(), Said> {
    let cannot = |error: io::Error| say!("file-unwritable", path = path.display().to_string(), cause = cause(&error));
    if path.is_dir() {
        return Ok(());
    }
    let mut builder = std::fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(path).map_err(cannot)
}

fn folder_of(path: &Path) -> &Path {
    path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."))
}

/// Makes a folder and those around it, where they are missing.
pub fn make_folder(folder: &Path) -> Result<(), Said> {
    std::fs::create_dir_all(folder)
        .map_err(|error| say!("file-unwritable", path = folder.display().to_string(), cause = cause(&error)))
}

/// Whether a folder of this name can be written: nothing is there, or a folder with nothing in it.
pub fn is_vacant(folder: &Path) -> bool {
    match std::fs::read_dir(folder) {
        Ok(mut entries) => entries.next().is_none(),
        Err(error) => error.kind() == io::ErrorKind::NotFound,
    }
}

/// Writes a folder with these files whole or not at all; what stood there must be [vacant](is_vacant).
///
/// # Errors
/// Of the first file that cannot be made, or of the disk; then nothing is left.
pub fn write_folder<'f>(
    folder: &Path,
    files: impl Iterator<Item = Result<(&'f str, Vec<u8>), Error>>,
) -> Result<(), Error> {
    let cannot = |path: &Path, error: &io::Error| {
        Error::World(say!("file-unwritable", path = path.display().to_string(), cause = cause(error)))
    };
    let parent = folder_of(folder);
    let temporary =
        tempfile::Builder::new().prefix(".duban-").tempdir_in(parent).map_err(|error| cannot(folder, &error))?;
    for file in files {
        let (name, bytes) = file?;
        let path = temporary.path().join(name);
        let written =
            std::fs::File::create_new(&path).and_then(|mut file| file.write_all(&bytes).and_then(|()| file.sync_all()));
        written.map_err(|error| cannot(&folder.join(name), &error))?;
    }
    readable(temporary.path()).map_err(|error| cannot(folder, &error))?;
    let vacated = match std::fs::remove_dir(folder) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error),
        _ => std::fs::rename(temporary.path(), folder),
    };
    vacated.map_err(|error| cannot(folder, &error))?;
    let _ = temporary.keep(); // it is there under its own name
    Ok(())
}

/// Gives a folder the permissions that a new one has; a temporary one is open to nobody else.
fn readable(folder: &Path) -> io::Result<()> {
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        std::fs::set_permissions(folder, std::fs::Permissions::from_mode(0o755))?;
    }
    #[cfg(not(unix))]
    let _ = folder;
    Ok(())
}

/// A name as every system takes it: no separators, no control characters, none of the names that Windows keeps, not hidden,
/// not over 120 bytes before its ending. A safe name is its own safe name.
pub fn safe_name(name: &str) -> String {
    /// Linux takes 255 bytes; a count and an ending may come behind.
    const LONGEST: usize = 120;
    let fit = |c: char| if c.is_control() || r#"/\:*?"<>|"#.contains(c) { '_' } else { c };
    let fitting: String = name.chars().map(fit).collect();
    let mut name = fitting.trim_matches([' ', '.']).to_owned();
    if name.is_empty() || is_kept(&name) {
        name.insert(0, '_');
    }
    let end = |text: &str| (0..=text.len().min(LONGEST)).rfind(|end| text.is_char_boundary(*end)).unwrap_or(0);
    match name.rsplit_once('.') {
        Some((stem, ending)) if ending.len() <= 10 => format!("{}.{ending}", &stem[..end(stem)]),
        _ => name[..end(&name)].trim_end_matches([' ', '.']).to_owned(),
    }
}

/// Whether Windows keeps a name for a device: `con`, `COM1.txt`, and to be safe `con ` with anything behind.
fn is_kept(name: &str) -> bool {
    let first = name.split(['.', ' ']).next().unwrap_or_default().to_ascii_lowercase();
    let port = |word: &str| {
        first.strip_prefix(word).is_some_and(|rest| rest.chars().count() == 1 && rest.contains(char::is_numeric))
    };
    ["con", "prn", "aux", "nul"].contains(&first.as_str()) || port("com") || port("lpt")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_safe_name_keeps_what_it_can() {
        let cases = [
            ("第12期 水务局", "第12期 水务局"),
            ("../../etc/passwd", "_.._etc_passwd"),
            ("周报 2026-10.xlsx", "周报 2026-10.xlsx"),
            ("a:b*c?.ics", "a_b_c_.ics"),
            ("CON", "_CON"),
            ("com1.txt", "_com1.txt"),
            (" . ", "_"),
            ("..", "_"),
            (".hidden", "hidden"),
            ("", "_"),
            ("a\nb", "a_b"),
            ("con   ", "_con"),
            ("Comité", "Comité"),
        ];
        for (name, safe) in cases {
            assert_eq!(safe_name(name), safe, "{name:?}");
        }
        // cut off, it has an ending that it had not
        let cut = format!("{}..\u{b}\u{b}A 0\0 \u{800}\u{800}", "长".repeat(36));
        assert_eq!(safe_name(&safe_name(&cut)), safe_name(&cut));
        let spaces = format!("CON{}x", " ".repeat(150));
        assert_eq!(safe_name(&safe_name(&spaces)), safe_name(&spaces));
        assert!(safe_name(&format!("{}.xlsx", "长".repeat(200))).len() <= 125);
    }

    proptest::proptest! {
        #[test]
        fn a_safe_name_is_safe_and_stays_what_it_is(name in "(con|.{0,3})[长. \u{b}\u{0}\u{800}a0]{0,60}.{0,100}") {
            let safe = safe_name(&name);
            proptest::prop_assert_eq!(safe_name(&safe), safe.clone());
            proptest::prop_assert!(!safe.is_empty() && !safe.starts_with('.') && !safe.contains(['/', '\\', '\0']));
        }
    }
}
