//! Every word in both languages: none missing, none left over, and none in the sources.

use duban::i18n::{Lang, Words};
use fluent_syntax::ast::{Entry, Expression, InlineExpression, Pattern, PatternElement};
use fluent_syntax::parser;
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

const ZH: &str = include_str!("../../locales/zh.ftl");
const EN: &str = include_str!("../../locales/en.ftl");

/// Keys that are put together at run time, by what they begin with.
const DYNAMIC: &[&str] = &[
    "cmd",
    "more-",
    "arg-",
    "value-",
    "purpose-",
    "stage-",
    "pace-",
    "closing-",
    "verdict-",
    "lamp-colour-",
    "preset-",
    "template-of-",
    "chart-",
    "role-",
    "field-",
    "kind-",
    "outline-role-",
    "setting-",
    "notice-kind-",
    "inspection-kind-",
    "ladder-",
    "return-",
    "delivery-",
    "channel-",
    "weekday-",
    "party-role-",
    "party-state-",
    "figure-",
    "subject-",
    "by-",
    "cycle-",
    "score-",
    "ground-",
    "report-state-",
    "report-figure-is-",
    "report-change-",
];

/// What a message says of itself: the arguments of its value and of each attribute.
type Shape = BTreeMap<String, BTreeSet<String>>;

fn messages(source: &'static str) -> BTreeMap<String, Shape> {
    let resource = parser::parse(source).unwrap_or_else(|(_, errors)| panic!("{errors:?}"));
    let mut found = BTreeMap::new();
    for entry in resource.body {
        let Entry::Message(message) = entry else { continue };
        let mut shape = Shape::new();
        let value = message.value.expect("every message has a value");
        shape.insert(String::new(), arguments(&value));
        for attribute in &message.attributes {
            shape.insert(attribute.id.name.to_owned(), arguments(&attribute.value));
        }
        let twice = found.insert(message.id.name.to_owned(), shape);
        assert!(twice.is_none(), "{} stands twice", message.id.name);
    }
    found
}

fn arguments(pattern: &Pattern<&str>) -> BTreeSet<String> {
    let mut names = BTreeSet::new();
    for element in &pattern.elements {
        if let PatternElement::Placeable { expression } = element {
            collect(expression, &mut names);
        }
    }
    names
}

fn collect(expression: &Expression<&str>, names: &mut BTreeSet<String>) {
    let mut inline = |inline: &InlineExpression<&str>| {
        if let InlineExpression::VariableReference { id } = inline {
            names.insert(id.name.to_owned());
        }
    };
    match expression {
        Expression::Inline(one) => inline(one),
        Expression::Select { selector, variants } => {
            inline(selector);
            for variant in variants {
                names.extend(arguments(&variant.value));
            }
        }
    }
}

fn sources() -> Vec<(PathBuf, String)> {
    fn walk(folder: &Path, found: &mut Vec<(PathBuf, String)>) {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                walk(&path, found);
            } else if path.extension().is_some_and(|extension| extension == "rs") {
                let text = std::fs::read_to_string(&path).unwrap();
                // tests stand at the end of a file, and may say what they like
                let mut parts = text.split_inclusive("\n#[cfg(test)]\n");
                let text: String = parts.next().into_iter().chain(parts.take_while(|part| !opens(part))).collect();
                let code = text.lines().filter(|line| !line.trim_start().starts_with("//"));
                found.push((path, code.collect::<Vec<_>>().join("\n")));
            }
        }
    }
    let mut found = Vec::new();
    walk(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src"), &mut found);
    found.sort();
    found.retain(|(path, _)| !path.ends_with("sample.rs") && !path.ends_with("tests.rs"));
    found
}

/// Whether a part of a source begins with a whole module of tests, not with the name of one.
fn opens(part: &str) -> bool {
    part.lines().next().is_some_and(|line| line.ends_with('{'))
}

/// The string literals of a source, without those in comments.
fn literals(source: &str) -> Vec<String> {
    let mut found = Vec::new();
    let mut chars = source.chars().peekable();
    while let Some(c) = chars.next() {
        match c {
            '/' if chars.peek() == Some(&'/') => {
                for c in chars.by_ref() {
                    if c == '\n' {
                        break;
                    }
                }
            }
            '\'' => {
                // a character, or the name of a lifetime
                let mut ahead = chars.clone();
                let (first, second) = (ahead.next(), ahead.next());
                if first == Some('\\') {
                    chars.next();
                    chars.next();
                    while chars.next().is_some_and(|c| c != '\'') {}
                } else if second == Some('\'') {
                    chars.next();
                    chars.next();
                }
            }
            '"' => {
                let mut literal = String::new();
                while let Some(c) = chars.next() {
                    match c {
                        '"' => break,
                        '\\' => {
                            literal.push(c);
                            literal.extend(chars.next());
                        }
                        c => literal.push(c),
                    }
                }
                found.push(literal);
            }
            _ => {}
        }
    }
    found
}

fn hanzi(c: char) -> bool {
    ('\u{3400}'..='\u{9fff}').contains(&c)
}

#[test]
fn both_languages_have_the_same_messages_hints_and_arguments() {
    let (zh, en) = (messages(ZH), messages(EN));
    let keys = |messages: &BTreeMap<String, Shape>| messages.keys().cloned().collect::<Vec<_>>();
    similar(&keys(&zh), &keys(&en));
    for (key, shape) in &zh {
        assert_eq!(shape.keys().collect::<Vec<_>>(), en[key].keys().collect::<Vec<_>>(), "hint of {key}");
        let all = |shape: &Shape| shape.values().flatten().cloned().collect::<BTreeSet<_>>();
        assert_eq!(all(shape), all(&en[key]), "arguments of {key}");
    }
}

fn similar(zh: &[String], en: &[String]) {
    let lacks = |a: &[String], b: &[String]| a.iter().filter(|key| !b.contains(key)).cloned().collect::<Vec<_>>();
    assert_eq!((lacks(zh, en), lacks(en, zh)), (vec![], vec![]), "keys in zh.ftl alone, in en.ftl alone");
}

#[test]
fn every_command_and_argument_has_its_help() {
    for lang in [Lang::Zh, Lang::En] {
        assert_eq!(duban::cmd::missing_keys(&Words::new(lang)), [""; 0], "{lang:?}");
    }
}

#[test]
fn every_setting_and_every_kind_says_what_it_is() {
    let known = messages(ZH);
    for setting in duban::domain::setting::KNOWN {
        let key = format!("setting-{}", setting.name.replace('.', "-"));
        assert!(known.contains_key(&key), "{key}");
    }
    let words = Words::new(Lang::Zh);
    for spec in duban::domain::change::SPECS {
        for (field, _) in spec.fields {
            let said = words.say(&duban::domain::say::field(&spec.kind, field));
            assert!(said.chars().any(hanzi), "{} {field}: {said}", spec.name);
        }
    }
}

#[test]
fn every_sentence_of_the_sources_is_worded_with_the_facts_it_is_given() {
    let known = messages(ZH);
    for (path, source) in sources() {
        let mut rest = source.as_str();
        while let Some(at) = rest.find("say!(") {
            rest = &rest[at + 5..];
            let Some((key, after)) = rest.trim_start().strip_prefix('"').and_then(|rest| rest.split_once('"')) else {
                continue;
            };
            let shape = known.get(key).unwrap_or_else(|| panic!("{}: {key} has no words", path.display()));
            let call = until_closed(after);
            for wanted in shape.values().flatten() {
                let given = [format!("{wanted} ="), format!("{wanted}=")].iter().any(|arg| call.contains(arg.as_str()));
                assert!(given, "{}: {key} is not given {wanted}", path.display());
            }
        }
        for marker in ["word(\"", "key: \"", "key = \"", "lookup(\""] {
            for part in source.split(marker).skip(1) {
                let key = part.split('"').next().unwrap();
                assert!(
                    known.contains_key(key) || !key.contains('-') || key.contains('{'),
                    "{}: {key} has no words",
                    path.display()
                );
            }
        }
    }
}

/// The rest of a macro call, up to its closing bracket.
fn until_closed(rest: &str) -> &str {
    let mut depth = 1;
    for (at, c) in rest.char_indices() {
        match c {
            '(' => depth += 1,
            ')' => depth -= 1,
            _ => {}
        }
        if depth == 0 {
            return &rest[..at];
        }
    }
    rest
}

#[test]
fn no_word_is_left_over() {
    let used: BTreeSet<String> = sources().iter().flat_map(|(_, source)| literals(source)).collect();
    let unused: Vec<String> = messages(ZH)
        .into_keys()
        .filter(|key| !used.contains(key) && !DYNAMIC.iter().any(|prefix| key.starts_with(prefix)))
        .collect();
    assert_eq!(unused, [""; 0]);
}

#[test]
fn no_help_is_left_over() {
    fn walk(command: &clap::Command, path: &str, wanted: &mut BTreeSet<String>) {
        wanted.insert(format!("cmd{path}"));
        wanted.insert(format!("more{path}"));
        for arg in command.get_arguments() {
            let name = arg.get_id().as_str().replace('_', "-");
            wanted.insert(format!("arg-{name}"));
            wanted.insert(format!("arg{path}-{name}"));
        }
        for sub in command.get_subcommands() {
            walk(sub, &format!("{path}-{}", sub.get_name()), wanted);
        }
    }
    let mut wanted: BTreeSet<String> = sources().iter().flat_map(|(_, source)| literals(source)).collect();
    walk(&duban::cmd::command(&Words::new(Lang::Zh)), "", &mut wanted);
    let left: Vec<String> = messages(ZH)
        .into_keys()
        .filter(|key| ["cmd", "more-", "arg-"].iter().any(|prefix| key.starts_with(prefix)) && !wanted.contains(key))
        .collect();
    assert_eq!(left, [""; 0]);
}

#[test]
fn no_word_of_a_language_stands_in_the_sources() {
    /// What people write is read, marks that Chinese text stands with are set, and offices have their names, there.
    const READERS: &[&str] = &[
        "/src/grammar/",
        "/src/sheet/",
        "/src/cmd/import/",
        "/src/domain/calendar",
        "/src/domain/setting",
        "/src/domain/standing",
        "/src/domain/tally", // qualifiers and units of money
        "/src/render/paper", // the marks of a wording
    ];
    let mut found = Vec::new();
    for (path, source) in sources() {
        let name = path.to_string_lossy().replace('\\', "/");
        if READERS.iter().any(|reader| name.contains(reader)) {
            continue;
        }
        for literal in literals(&source).into_iter().filter(|literal| literal.chars().any(hanzi)) {
            found.push(format!("{name}: {literal}"));
        }
        for call in ["out.note(\"", "out.data(\"", "println!(\"", "eprintln!(\"", "panic!(\""] {
            for part in source.split(call).skip(1) {
                let text = part.split('"').next().unwrap();
                let words =
                    text.split(' ').filter(|word| word.len() > 1 && word.chars().all(|c| c.is_ascii_lowercase()));
                if words.count() >= 2 {
                    found.push(format!("{name}: {text}"));
                }
            }
        }
    }
    assert_eq!(found, [""; 0]);
}
