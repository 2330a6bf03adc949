//! The house keeps its own rules: who names whom, who prints, who says `now`, what stands where.

#![allow(clippy::case_sensitive_file_extension_comparisons)] // our own files

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

/// A source file: its path below the crate, and its text without comments, strings' contents kept.
struct Source {
    path: String,
    /// The part before the unit tests.
    code: String,
    /// All of it.
    text: String,
}

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

fn files(folder: &Path, ending: &str, found: &mut Vec<PathBuf>) {
    let Ok(entries) = std::fs::read_dir(folder) else { return };
    for entry in entries.map(Result::unwrap) {
        let path = entry.path();
        if path.is_dir() {
            files(&path, ending, found);
        } else if path.to_string_lossy().ends_with(ending) {
            found.push(path);
        }
    }
}

fn sources(folder: &str) -> Vec<Source> {
    let mut paths = Vec::new();
    files(&root().join(folder), ".rs", &mut paths);
    paths.retain(|path| !is_test(path));
    paths.sort();
    let source = |path: PathBuf| {
        let text = std::fs::read_to_string(&path).unwrap();
        let path = path.strip_prefix(root()).unwrap().to_string_lossy().replace('\\', "/");
        let own = text.split("#[cfg(test)]\nmod ").next().unwrap_or_default();
        let lines = own.lines().filter(|line| !line.trim_start().starts_with("//"));
        let lines = lines.map(|line| line.split(" // ").next().unwrap_or_default());
        Source { path, code: lines.collect::<Vec<_>>().join("\n"), text }
    };
    paths.into_iter().map(source).collect()
}

/// Whether the file is compiled for unit tests alone: whoever declares it says so.
fn is_test(path: &Path) -> bool {
    let name = path.file_stem().unwrap_or_default().to_string_lossy();
    let folder = path.parent().unwrap_or(path);
    let declarer = [folder.join("mod.rs"), folder.join("lib.rs"), folder.with_extension("rs")];
    declarer.iter().filter_map(|file| std::fs::read_to_string(file).ok()).any(|text| {
        text.split("#[cfg(test)]\n")
            .skip(1)
            .any(|rest| rest.lines().next().is_some_and(|line| line.ends_with(&format!("mod {name};"))))
    })
}

/// The folder or file below `src` that a source belongs to: `store`, `cmd`, `wire`.
fn module(path: &str) -> &str {
    let path = path.trim_start_matches("src/");
    path.split('/').next().unwrap_or_default().trim_end_matches(".rs")
}

/// Every `crate::x` or `duban::x` that the code names, in nested `use` lists too.
fn named(code: &str) -> BTreeSet<String> {
    let mut names = BTreeSet::new();
    for start in ["crate::", "duban::"] {
        for (at, _) in code.match_indices(start) {
            let rest = &code[at + start.len()..];
            let lists = rest.strip_prefix('{').and_then(|list| list.split("};").next());
            let parts: Vec<&str> = lists.map_or(vec![rest], |list| list.split(',').collect());
            for part in parts {
                let name: String = part.trim().chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect();
                names.insert(name);
            }
        }
    }
    names
}

fn says(code: &str, word: &str) -> bool {
    let is_word = |c: char| c.is_alphanumeric() || c == '_';
    code.match_indices(word).any(|(at, _)| {
        !code[..at].chars().next_back().is_some_and(is_word)
            && (!word.ends_with(is_word) || !code[at + word.len()..].chars().next().is_some_and(is_word))
    })
}

/// Fails with each file outside of `allowed` whose code says one of the words.
#[track_caller]
fn only(allowed: &[&str], words: &[&str]) {
    let guilty: Vec<String> = sources("src")
        .iter()
        .filter(|source| !allowed.iter().any(|allowed| source.path.starts_with(allowed)))
        .flat_map(|source| {
            words.iter().filter(|word| says(&source.code, word)).map(|word| format!("{}: {word}", source.path))
        })
        .collect();
    assert!(guilty.is_empty(), "only {allowed:?} may say {words:?}: {guilty:#?}");
}

#[test]
fn imports_flow_in_one_direction() {
    // what a folder may name beside itself; `say` is the macro of `domain`
    let rules: BTreeMap<&str, &[&str]> = BTreeMap::from([
        ("domain", &["domain"][..]),
        ("grammar", &["domain"]),
        ("view", &["domain"]),
        ("wire", &["domain"]),
        ("sheet", &["domain", "grammar", "i18n", "quiet"]), // a heading is a word
        ("document", &["domain"]),
        ("render", &["domain", "view", "i18n"]),
        ("packing", &[]),
        ("store", &["domain", "wire", "cause", "packing", "planted"]),
        ("exchange", &["domain", "error", "keyfolder", "planted", "store", "sync", "vault", "wire"]),
        ("planted", &[]),
        ("quiet", &[]),
        ("sync", &["domain", "net", "packing", "quiet", "secret", "wire"]),
        ("net", &["domain", "cause", "secret"]),
        ("secret", &["domain", "cause"]),
        ("notify", &["domain", "cause", "clock", "net", "out", "secret"]),
        ("i18n", &["domain"]),
        ("clock", &["domain"]),
        ("cause", &["domain"]),
        ("crontab", &["cause", "domain"]),
        ("vault", &["domain", "cause"]),
        ("keyfolder", &["domain", "cause", "out", "sync"]),
        ("out", &["domain", "error", "cause"]),
        ("error", &["domain", "store"]),
    ]);
    let mut wrong = Vec::new();
    for source in sources("src") {
        let module = module(&source.path);
        let names = named(&source.code);
        if let Some(allowed) = rules.get(module) {
            let others =
                names.iter().filter(|name| *name != "say" && *name != module && !allowed.contains(&name.as_str()));
            wrong.extend(others.map(|name| format!("{} names {name}", source.path)));
        } else {
            assert!(["cmd", "main", "lib", "app"].contains(&module), "{module} has no rule here yet");
        }
        if names.contains("cmd") && !["cmd", "main"].contains(&module) {
            wrong.push(format!("{} names cmd", source.path));
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn rules_and_pages_do_no_input_or_output() {
    let outside = ["std::fs", "std::env", "std::process", "std::net", "std::io", "std::time", "std::thread"];
    let guilty: Vec<String> = sources("src")
        .iter()
        .filter(|source| ["domain", "grammar", "view", "render", "wire"].contains(&module(&source.path)))
        .flat_map(|source| {
            outside.iter().filter(|word| says(&source.code, word)).map(|word| format!("{}: {word}", source.path))
        })
        .collect();
    assert!(guilty.is_empty(), "{guilty:#?}");
}

#[test]
fn only_the_way_out_prints() {
    only(&["src/out.rs"], &["println!", "eprintln!", "print!", "eprint!", "dbg!", "stdout()", "stderr()"]);
}

#[test]
fn only_the_clock_knows_the_time_and_chance() {
    only(&["src/clock.rs"], &["::now", "getrandom", "SystemTime", "Instant"]);
}

#[test]
fn only_the_store_names_sqlite_and_only_commands_name_clap() {
    only(&["src/store/"], &["rusqlite", "refinery"]);
    only(&["src/cmd/", "src/main.rs"], &["clap"]);
}

#[test]
fn only_what_is_promised_is_serialised() {
    let derives = |code: &str| code.lines().any(|line| line.contains("derive(") && says(line, "Serialize"));
    let guilty: Vec<String> = sources("src")
        .into_iter()
        .filter(|source| !["wire", "view"].contains(&module(&source.path)) && derives(&source.code))
        .map(|source| source.path)
        .collect();
    assert!(guilty.is_empty(), "to serialise is to promise: {guilty:?}");
}

#[test]
fn nothing_is_unwrapped_and_every_expectation_says_what_holds() {
    only(&[], &[".unwrap()", ".unwrap_err()", "todo!", "unimplemented!", "expect(\"\")", "panic!"]);
    let bare: Vec<String> = sources("src")
        .iter()
        .flat_map(|source| {
            let calls = source.code.match_indices(".expect(").map(|(at, _)| &source.code[at + 8..]);
            let silent = calls
                .filter(|rest| rest.trim_start().starts_with('"') && rest.trim_start()[1..].starts_with(['"', ' ']));
            silent.map(|_| source.path.clone()).collect::<Vec<_>>()
        })
        .collect();
    assert!(bare.is_empty(), "{bare:?}");
}

#[test]
fn no_unsafe_code_and_no_path_of_a_machine() {
    let mut found = Vec::new();
    for folder in ["src", "tests", "benches", "locales", "migrations", "docs"] {
        for ending in [".rs", ".ftl", ".sql", ".md", ".snap", ".toml"] {
            files(&root().join(folder), ending, &mut found);
        }
    }
    found.extend(["Cargo.toml", "README.md"].map(|name| root().join(name)));
    let paths = [["/ho", "me/"], ["/Us", "ers/"], ["/ro", "ot/"], ["/wo", "rk/"], ["C:\\", "Users"]]
        .map(|parts| parts.concat());
    for path in found {
        let Ok(text) = std::fs::read_to_string(&path) else { continue };
        for (n, line) in text.lines().enumerate() {
            let guilty = paths.iter().find(|machine| line.contains(machine.as_str()));
            assert!(guilty.is_none(), "{}:{}: {line}", path.display(), n + 1);
        }
    }
    for root in ["src/lib.rs", "src/main.rs"] {
        let text = std::fs::read_to_string(self::root().join(root)).unwrap();
        assert!(text.contains("#![forbid(unsafe_code)]"), "{root}");
    }
}

#[test]
fn migrations_are_numbered_from_one_without_a_gap_and_set_their_version() {
    let mut paths = Vec::new();
    files(&root().join("migrations"), "", &mut paths);
    let mut numbers: Vec<u32> = Vec::new();
    for path in &paths {
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        let (number, what) = name.strip_prefix('V').and_then(|name| name.split_once("__")).expect("V<n>__<what>.sql");
        assert!(what.ends_with(".sql") && what.len() > 4, "{name}");
        let text = std::fs::read_to_string(path).unwrap();
        assert!(text.contains(&format!("PRAGMA user_version = {number};")), "{name} sets its number");
        numbers.push(number.parse().unwrap());
    }
    numbers.sort_unstable();
    assert_eq!(numbers, (1..=u32::try_from(numbers.len()).unwrap()).collect::<Vec<_>>());
}

#[test]
fn every_index_says_which_query_it_serves() {
    let mut paths = Vec::new();
    files(&root().join("migrations"), ".sql", &mut paths);
    for path in paths {
        let text = std::fs::read_to_string(path).unwrap();
        for line in text.lines().filter(|line| line.starts_with("CREATE") && line.contains(" INDEX ")) {
            assert!(line.split_once("; -- ").is_some_and(|(_, why)| why.len() > 8), "{line}");
        }
        for table in text.split("CREATE TABLE ").skip(1) {
            let table = table.split(';').next().unwrap_or_default();
            assert!(table.contains("STRICT"), "{table}");
        }
    }
}

#[test]
fn every_dependency_says_why_it_is_here() {
    let text = std::fs::read_to_string(root().join("Cargo.toml")).unwrap();
    let mut checked = 0;
    let mut inside = false;
    for line in text.lines() {
        if line.starts_with('[') {
            inside = line.ends_with("dependencies]");
        } else if inside && line.contains('=') && !line.starts_with('#') {
            let why = line.rsplit_once(" # ").map(|(_, why)| why.trim());
            assert!(why.is_some_and(|why| why.len() >= 8), "{line}");
            checked += 1;
        }
    }
    assert!(checked > 20, "the list was read");
}

#[test]
fn every_module_says_what_it_is_for() {
    let silent: Vec<String> =
        sources("src").into_iter().filter(|source| !source.text.starts_with("//!")).map(|source| source.path).collect();
    assert!(silent.is_empty(), "{silent:?}");
}
