//! Reports in many shapes.

use super::*;

#[test]
#[ignore = "prints the outline of a file"]
fn print_outline() {
    let path = std::env::var("REPORT").unwrap();
    let text = std::fs::read_to_string(path).unwrap();
    let found = report(&text);
    println!("{:?} title {:?} {:?}\nissuer {:?} date {:?}\ncontact {:?}", found.kind, found.title, found.inspection, found.issuer, found.report_date, found.contact);
    for s in &found.sections { println!("SECTION {} {:?} {} {:?}", s.line, s.label, s.title, s.role); }
    for a in &found.areas {
        println!("AREA {} {:?} {}", a.line, a.label, a.title);
        for i in &a.issues {
            println!("  ISSUE {} [{}] {} | {:?} L{} I{} {:?} | desc {} progress {} | rules {:?}", i.line, i.number, i.title, i.stage, i.long_term, i.immediate, i.status_text, i.description.chars().take(20).collect::<String>(), i.progress.chars().take(16).collect::<String>(), i.rules);
            for m in &i.measures { println!("      - {m}"); }
            for s in &i.sub_issues { println!("      SUB {} {} {:?} <{}…>", s.number, s.title, s.stage, s.text.chars().take(14).collect::<String>()); }
        }
    }
    for p in &found.problems { println!("PROBLEM {} {}", p.line, p.message); }
}
