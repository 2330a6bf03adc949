//! An office of its own for each test: a fresh folder, a cleared environment, a fixed day.

use assert_cmd::Command;
use duban::store::query::log;
use duban::store::{Mode, Store, StoreError};
use std::fmt::Write;
use std::path::Path;
use tempfile::TempDir;

/// An office with its ledger. When it goes, the ledger is checked, made again from its log, and must be the same.
pub struct Office {
    dir: TempDir,
    name: String,
    /// The day of its commands.
    pub today: String,
    /// The language of its commands.
    pub lang: &'static str,
    unproved: bool,
}

/// What a command came to.
pub struct Outcome {
    /// Its exit code.
    pub code: i32,
    /// What it printed as data.
    pub stdout: String,
    /// What it printed beside the data.
    pub stderr: String,
}

impl Outcome {
    /// Stdout, stderr and exit code in one text, for a snapshot.
    pub fn whole(&self) -> String {
        let mut text = self.stdout.clone();
        if !self.stderr.is_empty() {
            text.push_str("--- stderr\n");
            text.push_str(&self.stderr);
        }
        if self.code != 0 {
            let _ = writeln!(text, "--- exit {}", self.code);
        }
        text
    }
}

impl std::fmt::Display for Outcome {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.whole())
    }
}

impl Office {
    /// An office without a ledger.
    pub fn bare(name: &str) -> Office {
        let dir = TempDir::new().expect("a folder for the test");
        Office { dir, name: name.to_owned(), today: "2019-12-09".to_owned(), lang: "zh", unproved: false }
    }

    /// An office with an empty ledger.
    pub fn new(name: &str) -> Office {
        let office = Office::bare(name);
        office.ok(&["init"]);
        office
    }

    /// Another office with everything that this one knows.
    pub fn second(&self, name: &str) -> Office {
        let mut office = Office::bare(name);
        office.today.clone_from(&self.today);
        let ledger = self.store().ledger().unwrap();
        drop(Store::join(&office.db(), ledger, &[2; 32]).unwrap());
        self.give(&office, false);
        office
    }

    fn store(&self) -> Store {
        Store::open(&self.db(), Mode::Write, &[1; 32]).unwrap()
    }

    /// Hands every entry to another office, twice, from the first to the last or the other way round.
    pub fn give(&self, to: &Office, backwards: bool) {
        let entries = self.store().read(|reader| {
            let entries = log::entries(reader, None, usize::MAX)?;
            let bytes = entries.iter().rev().map(|entry| Ok((reader.head_line(entry.seq)?, reader.body(entry.seq)?)));
            bytes.collect::<Result<Vec<(Vec<u8>, Vec<u8>)>, StoreError>>()
        });
        let mut entries = entries.unwrap();
        if backwards {
            entries.reverse();
        }
        let absorbed = to.store().absorb(entries.iter().chain(&entries).cloned()).unwrap();
        assert_eq!((absorbed.refused.len(), absorbed.waiting), (0, 0));
    }

    /// The folder it works in.
    pub fn dir(&self) -> &Path {
        self.dir.path()
    }

    /// The ledger.
    pub fn db(&self) -> std::path::PathBuf {
        self.dir().join("duban.db")
    }

    /// Puts a file into its folder.
    pub fn write(&self, name: &str, bytes: &[u8]) {
        std::fs::write(self.dir().join(name), bytes).expect("the folder takes a file");
    }

    /// Leaves the ledger unproved when the test ends, because the test has damaged it.
    pub fn unproved(&mut self) {
        self.unproved = true;
    }

    /// The program with this office's environment.
    pub fn command(&self) -> Command {
        Command::from_std(self.process())
    }

    /// The same as a process that can be watched and killed.
    pub fn process(&self) -> std::process::Command {
        let mut command = std::process::Command::new(env!("CARGO_BIN_EXE_duban"));
        command
            .env_clear()
            .current_dir(self.dir())
            .env("HOME", self.dir())
            .env("DUBAN_DB", self.db())
            .env("DUBAN_TODAY", &self.today)
            .env("DUBAN_AUTHOR", "整改办")
            .env("DUBAN_LANG", self.lang)
            .env("DUBAN_SEED", format!("1 {}", self.name));
        command
    }

    /// Runs a command.
    pub fn run<S: AsRef<std::ffi::OsStr>>(&self, args: &[S]) -> Outcome {
        self.outcome(self.process().args(args))
    }

    /// Runs a command where no file may grow beyond so many kibibytes: a full disk that needs no disk.
    pub fn cramped<S: AsRef<std::ffi::OsStr>>(&self, kib: u32, args: &[S]) -> Outcome {
        let program = self.process();
        let mut shell = std::process::Command::new("sh");
        let line = format!("trap '' XFSZ; ulimit -f {}; exec \"$0\" \"$@\"", 2 * kib); // in blocks of 512 bytes
        shell.arg("-c").arg(line).arg(program.get_program()).args(args).env_clear().current_dir(self.dir());
        shell.envs(program.get_envs().filter_map(|(name, value)| Some((name, value?))));
        self.outcome(&mut shell)
    }

    fn outcome(&self, command: &mut std::process::Command) -> Outcome {
        let output = command.output().expect("the program runs");
        let text = |bytes: &[u8]| {
            let here = self.dir().display().to_string();
            String::from_utf8(bytes.to_vec()).expect("output is UTF-8").replace(&here, "[DIR]")
        };
        Outcome {
            code: output.status.code().expect("the program ends by itself"),
            stdout: text(&output.stdout),
            stderr: text(&output.stderr),
        }
    }

    /// Runs a line such as `issue set 8 --due 2019年底`, split at spaces.
    pub fn line(&self, line: &str) -> Outcome {
        self.run(&line.split_whitespace().collect::<Vec<_>>())
    }

    /// Runs a command that must be done.
    #[track_caller]
    pub fn ok<S: AsRef<std::ffi::OsStr>>(&self, args: &[S]) -> Outcome {
        let outcome = self.run(args);
        assert_eq!(outcome.code, 0, "{outcome}");
        outcome
    }

    /// Runs a line that must be done.
    #[track_caller]
    pub fn done(&self, line: &str) -> Outcome {
        self.ok(&line.split_whitespace().collect::<Vec<_>>())
    }

    /// Runs a line and reads its JSON.
    #[track_caller]
    pub fn json(&self, line: &str) -> serde_json::Value {
        let mut args: Vec<&str> = line.split_whitespace().collect();
        args.extend(["--format", "json"]);
        let outcome = self.ok(&args);
        serde_json::from_str(&outcome.stdout).unwrap_or_else(|error| panic!("{error}: {outcome}"))
    }

    /// The digest of the state, which a sound ledger has.
    #[track_caller]
    pub fn digest(&self) -> String {
        let check = self.json("check");
        assert_eq!(check["ok"], true, "{check:#}");
        check["digest"].as_str().expect("a digest").to_owned()
    }
}

impl Drop for Office {
    fn drop(&mut self) {
        if std::thread::panicking() || self.unproved || !self.db().exists() {
            return;
        }
        let before = self.digest();
        self.done("rebuild");
        assert_eq!(self.digest(), before, "the tables are the fold of the log");
    }
}

/// A small disk that goes with the test; there is none where this machine lets nobody mount.
pub struct Mounted(std::path::PathBuf);

impl Mounted {
    /// A disk of this size (`700k`) in a new folder.
    pub fn tmpfs(at: &Path, size: &str) -> Option<Mounted> {
        std::fs::create_dir(at).unwrap();
        let options = format!("size={size}");
        mount(&["-t", "tmpfs", "-o", &options, "tmpfs", &at.display().to_string()]).then(|| Mounted(at.to_owned()))
    }
}

impl Drop for Mounted {
    fn drop(&mut self) {
        let _ = std::process::Command::new("umount").arg(&self.0).status();
    }
}

/// Mounts something; false where nobody may.
pub fn mount(args: &[&str]) -> bool {
    let mut command = std::process::Command::new("mount");
    command.args(args).stderr(std::process::Stdio::null()).status().is_ok_and(|status| status.success())
}
