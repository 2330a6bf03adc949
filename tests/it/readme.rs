//! What a visitor reads is what happens: the tours of both READMEs, run word for word on a copy of `sample.db`.
//!
//! A block of ```` ```console ```` holds commands behind `$ ` and, below each, what a terminal shows. All blocks of a
//! file run in one shell, so that an `export` stays. `scripts/readme` writes what they show into the files.

use super::sample::SAMPLE;
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::process::Command;

/// Ends the output of a command.
const MARK: &str = "\u{1e}";

/// A command with what is said to come of it.
struct Step {
    command: String,
    shown: String,
    /// The lines of the file that show it, half open.
    lines: std::ops::Range<usize>,
}

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

fn steps(text: &str) -> Vec<Step> {
    let mut steps: Vec<Step> = Vec::new();
    let (mut inside, mut fresh) = (false, false);
    for (n, line) in text.lines().enumerate() {
        match (inside, line) {
            (false, "```console") => (inside, fresh) = (true, true),
            (true, "```") => inside = false,
            (true, line) => match (line.strip_prefix("$ "), steps.last_mut()) {
                (Some(command), _) => {
                    steps.push(Step { command: command.to_owned(), shown: String::new(), lines: n + 1..n + 1 });
                    fresh = false;
                }
                (None, Some(step)) if !fresh => {
                    step.shown.push_str(line);
                    step.shown.push('\n');
                    step.lines.end = n + 1;
                }
                _ => panic!("line {}: a block of a tour begins with a command: {line}", n + 1),
            },
            _ => {}
        }
    }
    steps
}

/// What each command shows in a fresh folder with a copy of the sample, as on a terminal of 80 columns.
fn run(steps: &[Step], locale: &str) -> Vec<String> {
    let dir = tempfile::tempdir().unwrap();
    std::fs::copy(SAMPLE, dir.path().join("sample.db")).unwrap();
    for file in ["reports/nineteen_issues.txt", "books/plain.xlsx"] {
        let file = Path::new("tests/fixtures").join(file);
        std::fs::create_dir_all(dir.path().join(&file).parent().unwrap()).unwrap();
        std::fs::copy(root().join(&file), dir.path().join(&file)).unwrap();
    }
    let mut script = String::from("exec 2>&1\n");
    for step in steps {
        script.extend([step.command.as_str(), "\nprintf '", MARK, "'\n"]);
    }
    let program = Path::new(env!("CARGO_BIN_EXE_duban")).parent().unwrap().to_owned();
    let path = std::env::join_paths([program, "/usr/local/bin".into(), "/usr/bin".into(), "/bin".into()]).unwrap();
    let output = Command::new("sh")
        .arg("-c")
        .arg(script)
        .current_dir(dir.path())
        .env_clear()
        .env("PATH", path)
        .env("HOME", dir.path())
        .env("XDG_CONFIG_HOME", dir.path().join("config"))
        .env("XDG_DATA_HOME", dir.path().join("data"))
        .env("LANG", locale)
        .env("COLUMNS", "80")
        .env("DUBAN_TODAY", "2019-12-09")
        .env("DUBAN_SEED", "readme")
        .output()
        .expect("a shell");
    let text = String::from_utf8(output.stdout).expect("output is UTF-8");
    let shown: Vec<String> = text.split(MARK).map(str::to_owned).collect();
    assert_eq!(shown.len(), steps.len() + 1, "every command came to an end: {text}");
    shown.into_iter().take(steps.len()).collect()
}

fn tour(file: &str, locale: &str) {
    let path = root().join(file);
    let text = std::fs::read_to_string(&path).unwrap();
    let steps = steps(&text);
    assert!(steps.len() >= 20, "{file} has a tour");
    let shown = run(&steps, locale);
    if std::env::var_os("DUBAN_WRITE_README").is_some() {
        let lines: Vec<&str> = text.lines().collect();
        let mut written = String::new();
        let mut from = 0;
        for (step, shown) in steps.iter().zip(&shown) {
            written.extend(lines[from..step.lines.start].iter().flat_map(|line| [line, "\n"]));
            written.push_str(shown);
            from = step.lines.end;
        }
        written.extend(lines[from..].iter().flat_map(|line| [line, "\n"]));
        std::fs::write(&path, written).unwrap();
        return;
    }
    for (step, shown) in steps.iter().zip(&shown) {
        assert!(
            step.shown == *shown,
            "{file}, line {}: $ {}\n--- the file says\n{}--- it shows\n{shown}--- scripts/readme writes what is shown",
            step.lines.start,
            step.command,
            step.shown
        );
    }
}

#[test]
fn the_tour_of_the_english_readme_runs_word_for_word() {
    tour("README.md", "en_US.UTF-8");
}

#[test]
fn the_tour_of_the_chinese_readme_runs_word_for_word() {
    tour("README.zh-CN.md", "zh_CN.UTF-8");
}

#[test]
fn the_readmes_miss_no_subcommand_and_take_the_same_tour() {
    let output = Command::new(env!("CARGO_BIN_EXE_duban")).args(["--help", "--lang", "en"]).output().unwrap();
    let help = String::from_utf8(output.stdout).unwrap();
    let commands: Vec<&str> = help
        .split("Commands:\n")
        .nth(1)
        .expect("a list of commands")
        .lines()
        .take_while(|line| !line.is_empty())
        .filter(|line| line.starts_with("  ") && !line.starts_with("   "))
        .filter_map(|line| line.split_whitespace().next())
        .collect();
    assert!(commands.len() > 15, "{commands:?}");
    let texts = ["README.md", "README.zh-CN.md"].map(|file| std::fs::read_to_string(root().join(file)).unwrap());
    for text in &texts {
        for command in &commands {
            assert!(text.contains(&format!("| `duban {command}")), "a README has no line for {command}");
        }
    }
    let [english, chinese] = texts.map(|text| steps(&text).into_iter().map(|step| step.command).collect::<Vec<_>>());
    assert_eq!(english, chinese);
}

#[test]
fn every_command_is_run_by_a_test_and_its_help_in_chinese_is_in_chinese() {
    let office = crate::support::Office::bare("help");
    let dir = office.dir().join("man");
    office.ok(&["man", dir.to_str().unwrap()]);
    let names: Vec<String> = std::fs::read_dir(&dir)
        .unwrap()
        .filter_map(|entry| {
            Some(entry.unwrap().file_name().to_str()?.strip_prefix("duban-")?.strip_suffix(".1")?.to_owned())
        })
        .collect();
    let groups: BTreeSet<&str> = names.iter().filter_map(|name| Some(name.rsplit_once('-')?.0)).collect();
    let mut paths = Vec::new();
    for folder in ["tests/it", "tests/fixtures"] {
        paths.extend(std::fs::read_dir(root().join(folder)).unwrap().map(|entry| entry.unwrap().path()));
    }
    let tests: String = paths.iter().filter_map(|path| std::fs::read_to_string(path).ok()).collect();
    assert!(names.len() > 100 && groups.len() > 15, "{names:?}");
    for name in names.iter().filter(|name| !groups.contains(name.as_str())) {
        let words: Vec<&str> = name.split('-').collect();
        let listed = words.iter().map(|word| format!("\"{word}\"")).collect::<Vec<_>>().join(", ");
        assert!(tests.contains(&words.join(" ")) || tests.contains(&listed), "no test runs {name}");
        let help = office.ok(&[&words[..], &["--help"]].concat()).stdout;
        let foreign = help.split(['<', '[']).skip(1).filter_map(|part| part.split(['>', ']']).next());
        let foreign: Vec<&str> =
            foreign.filter(|value| value.chars().all(|c| c.is_ascii_uppercase()) && *value != "SHELL").collect();
        assert!(foreign.is_empty(), "{name}: {foreign:?}");
    }
}

#[test]
fn every_test_that_reliability_names_is_there() {
    let text = std::fs::read_to_string(root().join("docs/reliability.md")).unwrap();
    let named: Vec<(&str, &str)> = text.split('`').filter_map(|part| part.rsplit_once("::")).collect();
    assert!(named.len() > 20, "{named:?}");
    for (module, name) in named {
        let unit = module.strip_suffix("::tests").map(|unit| unit.replace("::", "/"));
        let files = match unit {
            Some(unit) => vec![format!("src/{unit}.rs"), format!("src/{unit}/tests.rs")],
            None => vec![format!("tests/it/{module}.rs"), format!("tests/{module}/main.rs")],
        };
        let source: String = files.iter().filter_map(|file| std::fs::read_to_string(root().join(file)).ok()).collect();
        assert!(!source.is_empty(), "{files:?}");
        let known =
            name.is_empty() || source.contains(&format!("fn {name}(")) || source.contains(&format!("struct {name} "));
        assert!(known, "docs/reliability.md names {module}::{name}");
    }
}
