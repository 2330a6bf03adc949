//! What a member of a shared ledger may be: 整改办, 督查办, a unit by its name.

use crate::domain::member::Role;

/// Reads `整改办`, `督查办`, `unit:市财政局` or `单位：市财政局`: the role, and the unit that is named.
pub fn role(text: &str) -> Option<(Role, Option<&str>)> {
    match text.trim() {
        "整改办" | "office" => Some((Role::Office, None)),
        "督查办" | "supervision" => Some((Role::Supervision, None)),
        other => {
            let (word, unit) = other.split_once([':', '：'])?;
            let unit = Some(unit.trim()).filter(|unit| !unit.is_empty())?;
            matches!(word.trim(), "unit" | "单位").then_some((Role::Unit, Some(unit)))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn roles_are_read_as_they_are_written() {
        let cases = [
            ("整改办", Some((Role::Office, None))),
            (" supervision ", Some((Role::Supervision, None))),
            ("unit:市财政局", Some((Role::Unit, Some("市财政局")))),
            ("单位： 市财政局", Some((Role::Unit, Some("市财政局")))),
            ("unit:", None),
            ("市财政局", None),
            ("局长：王某", None),
        ];
        for (text, expected) in cases {
            assert_eq!(role(text), expected, "{text}");
        }
    }
}
