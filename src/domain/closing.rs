//! 销号: how an issue gets from open to struck off, looked at again and reopened, and by whose hand.
//!
//! Who rectifies applies, somebody else checks, an office signs a second time (`domain.md` 4: 申请, 核查, 审核签字). What
//! was struck off is looked at again (回头看), and comes back only by an act of its own (重新整改).

use crate::domain::calendar::Calendar;
use crate::domain::issue::{Closing, Issue, Milestone, Role, Stage};
use crate::domain::pace::is_met;
use crate::domain::say::Said;
use crate::say;
use chrono::{Months, NaiveDate};

/// Where an issue stands on its way out of the ledger.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Step {
    /// Not done.
    Open,
    /// Done, as people say; nobody has applied.
    Done,
    /// 待核查: applied for, and nobody has checked it.
    Applied,
    /// 待销号: checked and found right.
    Checked,
    /// 退回: sent back, and done as people say.
    Returned,
    /// 已销号, and not looked at again.
    Closed,
    /// 已销号, and found to hold.
    Rechecked,
}

/// What can be done with it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Action {
    /// 申请销号
    Apply,
    /// 核查通过
    CheckPass,
    /// 核查退回
    CheckReturn,
    /// 销号
    Strike,
    /// 回头看通过
    RecheckPass,
    /// 回头看不通过: the next cycle begins.
    RecheckFail,
    /// 责令重新整改
    Reopen,
    /// 申请延期
    ExtendAsk,
    /// 同意延期
    ExtendApprove,
    /// 不同意延期
    ExtendRefuse,
    /// 立行立改, struck off in one step.
    CloseAtOnce,
}

/// Who does it, as seen from the issue. A duty in it counts more than the office.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Actor {
    /// Nobody whom the ledger knows with a unit.
    Unknown,
    /// A lead or responsible unit, or somebody who serves in one.
    Answerable,
    /// Somebody, or a unit, with another duty in it.
    Tied,
    /// Somebody, or a unit, with no duty in it (督查 is none in this sense: it is there to check).
    Outsider,
    /// The same, of one of the two offices (整改办, 督查办).
    Office,
    /// The same, and the very one who checked this application.
    Checker,
}

/// A state: the step, and whether an extension was asked for and not decided.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct State {
    /// How far it is.
    pub step: Step,
    /// 延期待批
    pub asked: bool,
}

/// What an action lacks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Lack {
    /// It is not done yet.
    NotDone,
    /// It is done: there is nothing to extend.
    AlreadyDone,
    /// An application waits to be decided.
    Pending,
    /// Nobody has applied.
    NoApplication,
    /// Nobody has checked it.
    NotChecked,
    /// It was checked and waits to be struck off.
    AlreadyChecked,
    /// It is struck off.
    AlreadyClosed,
    /// It is not struck off.
    NotClosed,
    /// An extension was asked for and waits.
    AlreadyAsked,
    /// Nobody has asked for an extension.
    NotAsked,
    /// The ledger does not know who acts, or where they serve.
    Unknown,
    /// Only a unit that answers for it may.
    NotAnswerable,
    /// Only somebody without a duty in it may.
    Tied,
    /// Only one of the offices may.
    NotOffice,
    /// The second signature must be somebody else's than the first.
    SameHand,
}

/// Whose hand an action asks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Hand {
    /// A unit that answers for the issue (谁整改谁申请).
    Answerable,
    /// Somebody without a duty in it.
    Independent,
    /// One of the offices.
    Office,
    /// One of the offices, and not the one who checked.
    Second,
}

impl Step {
    /// In their order.
    pub const ALL: [Step; 7] =
        [Step::Open, Step::Done, Step::Applied, Step::Checked, Step::Returned, Step::Closed, Step::Rechecked];
}

/// What each action leads to from each step; the columns are those of [`Step::ALL`].
///
/// Sources: `domain.md` 4 and its diagram. 申请 needs the work done; 退回 goes back to the unit, which may apply anew; a
/// check that passed can still be sent back before the second signature; 立行立改 goes from open to closed directly; what
/// is struck off comes back by 回头看 or by 责令重新整改 alone. 延期 is asked for while the work goes on, and what was
/// asked for is decided until the issue is struck off.
const TABLE: [(Action, Hand, Row); 11] = {
    use Err as no;
    use Lack::{AlreadyChecked, AlreadyClosed, AlreadyDone, NoApplication, NotChecked, NotClosed, NotDone, Pending};
    use Ok as to;
    use Step::{Applied, Checked, Closed, Done, Open, Rechecked, Returned};
    const fn until_closed(steps: [Result<Step, Lack>; 5]) -> Row {
        let [open, done, applied, checked, returned] = steps;
        [open, done, applied, checked, returned, no(AlreadyClosed), no(AlreadyClosed)]
    }
    const fn once_closed(next: Step) -> Row {
        let none = no(NotClosed);
        [none, none, none, none, none, to(next), to(next)]
    }
    let none = no(NoApplication);
    let apply = until_closed([no(NotDone), to(Applied), no(Pending), no(Pending), to(Applied)]);
    let pass = until_closed([none, none, to(Checked), no(AlreadyChecked), none]);
    let send_back = until_closed([none, none, to(Returned), to(Returned), none]);
    let strike = until_closed([none, none, no(NotChecked), to(Closed), none]);
    let at_once = until_closed([to(Closed), to(Closed), no(Pending), no(Pending), to(Closed)]);
    let ask = until_closed([to(Open), no(AlreadyDone), no(Pending), no(Pending), to(Returned)]);
    let decided = until_closed([to(Open), to(Done), to(Applied), to(Checked), to(Returned)]);
    [
        (Action::Apply, Hand::Answerable, apply),
        (Action::CheckPass, Hand::Independent, pass),
        (Action::CheckReturn, Hand::Independent, send_back),
        (Action::Strike, Hand::Second, strike),
        (Action::CloseAtOnce, Hand::Office, at_once),
        (Action::RecheckPass, Hand::Independent, once_closed(Rechecked)),
        (Action::RecheckFail, Hand::Independent, once_closed(Open)),
        (Action::Reopen, Hand::Office, once_closed(Open)),
        (Action::ExtendAsk, Hand::Answerable, ask),
        (Action::ExtendApprove, Hand::Office, decided),
        (Action::ExtendRefuse, Hand::Office, decided),
    ]
};

/// What an action leads to from each step, in the order of [`Step::ALL`].
type Row = [Result<Step, Lack>; 7];

/// Whether `actor` may do this with an issue in this state, and how far it is then.
///
/// What the issue lacks is said before what the actor lacks: who need not act need not be known.
///
/// # Errors
/// What is lacking; [`Lack::said`] makes the sentence.
pub fn decide(state: State, action: Action, actor: Actor) -> Result<Step, Lack> {
    let (_, hand, steps) = TABLE.iter().find(|(of, ..)| *of == action).expect("the table has every action");
    let next = steps[state.step as usize]?;
    match action {
        Action::ExtendAsk if state.asked => return Err(Lack::AlreadyAsked),
        Action::ExtendApprove | Action::ExtendRefuse if !state.asked => return Err(Lack::NotAsked),
        _ => {}
    }
    match (hand, actor) {
        (Hand::Answerable, Actor::Answerable)
        | (Hand::Independent, Actor::Outsider | Actor::Office | Actor::Checker)
        | (Hand::Office, Actor::Office | Actor::Checker)
        | (Hand::Second, Actor::Office) => Ok(next),
        (Hand::Answerable, _) => Err(Lack::NotAnswerable),
        (Hand::Second, Actor::Checker) => Err(Lack::SameHand),
        (_, Actor::Unknown) => Err(Lack::Unknown),
        (_, Actor::Answerable | Actor::Tied) => Err(Lack::Tied),
        (_, _) => Err(Lack::NotOffice),
    }
}

/// What the records of an issue say of its application in this cycle.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Marks {
    /// The pending application was checked and found right.
    pub passed: bool,
    /// What was struck off was looked at again and found to hold.
    pub held: bool,
    /// An extension waits to be decided.
    pub asked: bool,
}

/// Whether it may be applied for: done, or basically done and to be kept up (`domain.md` 4.5: 长期坚持 is struck off as a
/// stage, with its flag).
pub fn is_ready(issue: &Issue) -> bool {
    issue.stage == Stage::Done || (issue.stage == Stage::BasicallyDone && issue.long_term)
}

/// The state of an issue.
pub fn state(issue: &Issue, marks: Marks) -> State {
    let step = match issue.closing {
        Closing::Closed if marks.held => Step::Rechecked,
        Closing::Closed => Step::Closed,
        Closing::Applied if marks.passed => Step::Checked,
        Closing::Applied => Step::Applied,
        Closing::Returned if is_ready(issue) => Step::Returned,
        Closing::None if is_ready(issue) => Step::Done,
        Closing::Returned | Closing::None => Step::Open,
    };
    State { step, asked: marks.asked }
}

/// Who signs: a person, a unit, or a person of a unit; by the names that stand in the ledger.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Signer {
    /// The person; none where a unit signs as such.
    pub person: Option<String>,
    /// The unit; none where nobody knows where the person serves.
    pub unit: Option<String>,
}

impl Signer {
    /// Whether both signatures can be one person's: the same person, the same unit without a name, or a unit and
    /// somebody of that unit, who cannot be told apart.
    pub fn is_same(&self, other: &Signer) -> bool {
        match (&self.person, &other.person) {
            (Some(one), Some(two)) => {
                one == two && (self.unit == other.unit || self.unit.is_none() || other.unit.is_none())
            }
            _ => self.unit.is_some() && self.unit == other.unit,
        }
    }
}

/// What ties somebody to an issue.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tie {
    /// The person or unit that has the duty.
    pub name: String,
    /// Which duty.
    pub role: Role,
    /// Whether it is the unit that they serve in, not their own.
    pub of_unit: bool,
}

/// The duty that ties a signer to an issue, one that answers for it before any other.
///
/// 督查 ties nobody: it is the duty to check.
pub fn tie<'a>(signer: &Signer, duties: impl IntoIterator<Item = (Role, &'a str)>) -> Option<Tie> {
    let mut ties: Vec<Tie> = duties
        .into_iter()
        .filter(|(role, _)| *role != Role::Supervisor)
        .filter_map(|(role, name)| {
            let own = signer.person.as_deref() == Some(name);
            let of_unit = signer.unit.as_deref() == Some(name);
            (own || of_unit).then(|| Tie { name: name.to_owned(), role, of_unit: !own && signer.person.is_some() })
        })
        .collect();
    ties.sort_by_key(|tie| (!answers(tie.role), tie.of_unit));
    ties.into_iter().next()
}

/// Whether this role answers for the rectification among the units (`domain.md` 4.1: the responsible unit applies).
pub fn answers(role: Role) -> bool {
    matches!(role, Role::LeadUnit | Role::Unit)
}

/// Who a signer is to the issue.
pub fn actor(signer: Option<&Signer>, tie: Option<&Tie>, office: bool, checked: Option<&Signer>) -> Actor {
    match (signer, tie) {
        (_, Some(tie)) if answers(tie.role) => Actor::Answerable,
        (_, Some(_)) => Actor::Tied,
        (Some(signer), None) if signer.unit.is_some() => match (office, checked) {
            (false, _) => Actor::Outsider,
            (true, Some(checked)) if checked.is_same(signer) => Actor::Checker,
            (true, _) => Actor::Office,
        },
        (_, None) => Actor::Unknown,
    }
}

/// The measures that are not done by the end of `day`; an application says why (`domain.md` 4: all tasks of the plan done).
pub fn unfinished<'a>(issues: impl IntoIterator<Item = &'a Issue>, day: NaiveDate) -> Vec<&'a Milestone> {
    issues.into_iter().flat_map(|issue| &issue.milestones).filter(|measure| !is_met(measure, day)).collect()
}

/// Whether it is struck off late (逾期销号): applied for, or struck off without that, after the limit in force.
pub fn is_late(applied_on: NaiveDate, limit: Option<NaiveDate>) -> bool {
    limit.is_some_and(|limit| applied_on > limit)
}

/// When what was struck off is looked at again (回头看): so many months later, on a working day; never for 0.
pub fn recheck_due(struck_on: NaiveDate, months: i64, calendar: &Calendar) -> Option<NaiveDate> {
    let months = u32::try_from(months).ok().filter(|months| *months > 0)?;
    struck_on.checked_add_months(Months::new(months)).map(|day| calendar.next_working_day(day))
}

impl Lack {
    /// The refusal for the issue of this number; `who` acts as they wrote themselves, `tie` is what ties them, `units` are
    /// those that answer for it.
    pub fn said(self, number: &str, who: &str, tie: Option<&Tie>, units: &[String]) -> Said {
        match self {
            Lack::NotDone => say!("lack-done", number = number),
            Lack::AlreadyDone => say!("lack-open", number = number),
            Lack::Pending => say!("lack-pending", number = number),
            Lack::NoApplication => say!("lack-application", number = number),
            Lack::NotChecked => say!("lack-check", number = number),
            Lack::AlreadyChecked => say!("lack-unchecked", number = number),
            Lack::AlreadyClosed => say!("lack-unclosed", number = number),
            Lack::NotClosed => say!("lack-closed", number = number),
            Lack::AlreadyAsked => say!("lack-unasked", number = number),
            Lack::NotAsked => say!("lack-asked", number = number),
            Lack::Unknown => say!("lack-known", who = who),
            Lack::NotAnswerable => say!("lack-answerable", number = number, who = who, units = units.to_vec()),
            Lack::NotOffice => say!("lack-office", who = who),
            Lack::SameHand => say!("lack-second", number = number, who = who),
            Lack::Tied => match tie {
                Some(Tie { name, role, of_unit: true }) => {
                    say!("lack-tied-unit", number = number, who = who, unit = name, role = role_said(*role))
                }
                Some(Tie { role, .. }) => say!("lack-tied", number = number, who = who, role = role_said(*role)),
                None => say!("lack-known", who = who),
            },
        }
    }
}

/// What a role is called.
pub fn role_said(role: Role) -> Said {
    match role {
        Role::LeadLeader => say!("role-lead_leader"),
        Role::Leader => say!("role-leader"),
        Role::LeadUnit => say!("role-lead_unit"),
        Role::Unit => say!("role-unit"),
        Role::Support => say!("role-support"),
        Role::Team => say!("role-team"),
        Role::Contact => say!("role-contact"),
        Role::Supervisor => say!("role-supervisor"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::sample::{date, issue, milestone};

    const ACTIONS: [(Action, &str); 11] = [
        (Action::Apply, "apply"),
        (Action::CheckPass, "pass"),
        (Action::CheckReturn, "return"),
        (Action::Strike, "strike"),
        (Action::RecheckPass, "recheck-pass"),
        (Action::RecheckFail, "recheck-fail"),
        (Action::Reopen, "reopen"),
        (Action::ExtendAsk, "ask"),
        (Action::ExtendApprove, "approve"),
        (Action::ExtendRefuse, "refuse"),
        (Action::CloseAtOnce, "at-once"),
    ];
    const STEPS: [(Step, &str); 7] = [
        (Step::Open, "open"),
        (Step::Done, "done"),
        (Step::Applied, "applied"),
        (Step::Checked, "checked"),
        (Step::Returned, "returned"),
        (Step::Closed, "closed"),
        (Step::Rechecked, "rechecked"),
    ];
    const ACTORS: [(Actor, &str); 6] = [
        (Actor::Unknown, "unknown"),
        (Actor::Answerable, "answerable"),
        (Actor::Tied, "tied"),
        (Actor::Outsider, "outsider"),
        (Actor::Office, "office"),
        (Actor::Checker, "checker"),
    ];

    /// Written from `domain.md` 4 alone: whatever is not here is refused. `action: from>to … by who …`; `*` marks what
    /// needs an extension to be pending, `-` what needs none to be.
    const ALLOWED: &str = "
        apply: done>applied returned>applied by answerable
        pass: applied>checked by outsider office checker
        return: applied>returned checked>returned by outsider office checker
        strike: checked>closed by office
        at-once: open>closed done>closed returned>closed by office checker
        recheck-pass: closed>rechecked rechecked>rechecked by outsider office checker
        recheck-fail: closed>open rechecked>open by outsider office checker
        reopen: closed>open rechecked>open by office checker
        ask-: open>open returned>returned by answerable
        approve*: open>open done>done applied>applied checked>checked returned>returned by office checker
        refuse*: open>open done>done applied>applied checked>checked returned>returned by office checker
    ";

    /// Where a triple leads to by the list above.
    fn expected(step: &str, asked: bool, action: &str, actor: &str) -> Option<String> {
        let line = ALLOWED
            .lines()
            .map(str::trim)
            .find(|line| line.split(':').next().is_some_and(|name| name.trim_end_matches(['*', '-']) == action))?;
        let (name, rest) = line.split_once(": ")?;
        let (ways, who) = rest.split_once(" by ")?;
        if (name.ends_with('*') && !asked) || (name.ends_with('-') && asked) || !who.split(' ').any(|one| one == actor)
        {
            return None;
        }
        ways.split(' ').find_map(|way| way.strip_prefix(step)?.strip_prefix('>').map(str::to_owned))
    }

    #[test]
    fn every_state_action_and_actor_is_decided_as_the_offices_have_it() {
        let (mut allowed, mut refused) = (0, 0);
        for (step, from) in STEPS {
            for asked in [false, true] {
                for (action, what) in ACTIONS {
                    for (actor, who) in ACTORS {
                        let outcome = decide(State { step, asked }, action, actor);
                        let next = outcome
                            .ok()
                            .map(|step| STEPS.iter().find(|(of, _)| *of == step).expect("a step").1.to_owned());
                        assert_eq!(
                            next,
                            expected(from, asked, what, who),
                            "{what} from {from} by {who}, asked: {asked}"
                        );
                        if outcome.is_ok() { allowed += 1 } else { refused += 1 }
                    }
                }
            }
        }
        assert_eq!(
            (allowed, refused),
            (90, 834),
            "7 steps, with and without a pending extension, 11 actions, 6 actors"
        );
    }

    #[test]
    fn a_refusal_names_what_is_lacking() {
        let lack = |step, asked, action, actor| decide(State { step, asked }, action, actor).unwrap_err();
        for (step, action, actor, expected) in [
            (Step::Open, Action::Apply, Actor::Answerable, Lack::NotDone),
            (Step::Done, Action::Apply, Actor::Office, Lack::NotAnswerable),
            (Step::Done, Action::Apply, Actor::Unknown, Lack::NotAnswerable),
            (Step::Applied, Action::Apply, Actor::Answerable, Lack::Pending),
            (Step::Closed, Action::Apply, Actor::Answerable, Lack::AlreadyClosed),
            (Step::Done, Action::CheckPass, Actor::Office, Lack::NoApplication),
            (Step::Checked, Action::CheckPass, Actor::Office, Lack::AlreadyChecked),
            (Step::Applied, Action::CheckPass, Actor::Unknown, Lack::Unknown),
            (Step::Applied, Action::CheckPass, Actor::Answerable, Lack::Tied),
            (Step::Applied, Action::CheckReturn, Actor::Tied, Lack::Tied),
            (Step::Applied, Action::Strike, Actor::Office, Lack::NotChecked),
            (Step::Checked, Action::Strike, Actor::Checker, Lack::SameHand),
            (Step::Checked, Action::Strike, Actor::Outsider, Lack::NotOffice),
            (Step::Checked, Action::Strike, Actor::Tied, Lack::Tied),
            (Step::Done, Action::Reopen, Actor::Office, Lack::NotClosed),
            (Step::Returned, Action::RecheckFail, Actor::Office, Lack::NotClosed),
            (Step::Done, Action::ExtendAsk, Actor::Answerable, Lack::AlreadyDone),
            (Step::Open, Action::ExtendApprove, Actor::Office, Lack::NotAsked),
            (Step::Applied, Action::CloseAtOnce, Actor::Office, Lack::Pending),
        ] {
            assert_eq!(lack(step, false, action, actor), expected, "{action:?} at {step:?} by {actor:?}");
        }
        assert_eq!(lack(Step::Open, true, Action::ExtendAsk, Actor::Answerable), Lack::AlreadyAsked);
        assert_eq!(lack(Step::Done, false, Action::CheckPass, Actor::Unknown), Lack::NoApplication, "the issue first");
    }

    #[test]
    fn the_state_follows_from_the_axes_and_the_records() {
        let of = |stage, long_term, closing, marks| {
            let mut issue = issue("8");
            (issue.stage, issue.long_term, issue.closing) = (stage, long_term, closing);
            state(&issue, marks).step
        };
        let none = Marks::default();
        let (passed, held) = (Marks { passed: true, ..none }, Marks { held: true, ..none });
        for (stage, long_term, closing, marks, step) in [
            (Stage::InProgress, false, Closing::None, none, Step::Open),
            (Stage::BasicallyDone, false, Closing::None, none, Step::Open),
            (Stage::BasicallyDone, true, Closing::None, none, Step::Done),
            (Stage::Done, false, Closing::None, passed, Step::Done),
            (Stage::Done, false, Closing::Applied, none, Step::Applied),
            (Stage::InProgress, false, Closing::Applied, none, Step::Applied),
            (Stage::Done, false, Closing::Applied, passed, Step::Checked),
            (Stage::Done, false, Closing::Returned, none, Step::Returned),
            (Stage::InProgress, false, Closing::Returned, none, Step::Open),
            (Stage::Done, false, Closing::Closed, none, Step::Closed),
            (Stage::Done, false, Closing::Closed, held, Step::Rechecked),
        ] {
            assert_eq!(of(stage, long_term, closing, marks), step, "{stage:?} {long_term} {closing:?} {marks:?}");
        }
    }

    fn signer(unit: &str, person: &str) -> Signer {
        let some = |name: &str| (!name.is_empty()).then(|| name.to_owned());
        Signer { unit: some(unit), person: some(person) }
    }

    #[test]
    fn two_signatures_are_one_hand_where_they_cannot_be_told_apart() {
        for (one, two, same) in [
            (signer("督查办", "王某"), signer("督查办", "王某"), true),
            (signer("督查办", "王某"), signer("督查办", "李某"), false),
            (signer("督查办", "王某"), signer("整改办", "王某"), false),
            (signer("督查办", ""), signer("督查办", ""), true),
            (signer("督查办", ""), signer("整改办", ""), false),
            (signer("督查办", "王某"), signer("督查办", ""), true),
            (signer("督查办", "王某"), signer("整改办", ""), false),
            (signer("", "王某"), signer("督查办", "王某"), true),
            (signer("", "王某"), signer("", ""), false),
        ] {
            assert_eq!(one.is_same(&two), same, "{one:?} {two:?}");
            assert_eq!(two.is_same(&one), same, "{two:?} {one:?}");
        }
    }

    #[test]
    fn a_duty_ties_its_holder_and_those_who_serve_there() {
        let duties = [
            (Role::LeadLeader, "张国荣"),
            (Role::LeadUnit, "市水利局"),
            (Role::Support, "市财政局"),
            (Role::Contact, "李联络"),
            (Role::Supervisor, "督查办"),
        ];
        let is = |unit, person, office| {
            let signer = signer(unit, person);
            let tie = tie(&signer, duties);
            actor(Some(&signer), tie.as_ref(), office, None)
        };
        assert_eq!(is("市水利局", "", false), Actor::Answerable);
        assert_eq!(is("市水利局", "赵某", false), Actor::Answerable);
        assert_eq!(is("市水利局", "李联络", true), Actor::Answerable, "a duty counts more than an office");
        assert_eq!(is("市财政局", "钱某", false), Actor::Tied);
        assert_eq!(is("市政府", "张国荣", false), Actor::Tied);
        assert_eq!(is("督查办", "王某", true), Actor::Office, "to check is no tie");
        assert_eq!(is("市审计局", "孙某", false), Actor::Outsider);
        assert_eq!(is("", "张国荣", false), Actor::Tied, "wherever he serves");
        assert_eq!(is("", "孙某", false), Actor::Unknown, "nobody knows where they serve");
        assert_eq!(actor(None, None, false, None), Actor::Unknown);
        let (one, two) = (signer("督查办", "王某"), signer("督查办", "王某"));
        assert_eq!(actor(Some(&one), None, true, Some(&two)), Actor::Checker);
        let said = tie(&signer("市财政局", "钱某"), duties).map(|tie| (tie.name, tie.role, tie.of_unit));
        assert_eq!(said, Some(("市财政局".to_owned(), Role::Support, true)));
    }

    #[test]
    fn a_recheck_falls_on_a_working_day_so_many_months_later() {
        let calendar = Calendar::default();
        for (struck, months, due) in [
            ("2019-12-09", 3, Some("2020-03-09")),
            ("2019-11-30", 3, Some("2020-03-02")), // 29 February 2020 is a Saturday
            ("2019-07-01", 3, Some("2019-10-08")), // National Day
            ("2019-12-09", 0, None),
        ] {
            assert_eq!(recheck_due(date(struck), months, &calendar), due.map(date), "{struck}");
        }
    }

    #[test]
    fn striking_off_is_late_after_the_limit_in_force() {
        assert!(!is_late(date("2019-12-31"), Some(date("2019-12-31"))));
        assert!(is_late(date("2020-01-01"), Some(date("2019-12-31"))));
        assert!(!is_late(date("2020-01-01"), None));
    }

    #[test]
    fn what_is_not_done_by_the_day_is_unfinished() {
        let mut one = issue("8");
        one.milestones = vec![
            milestone("一", "2019-12-01", Some("2019-12-01")),
            milestone("二", "2019-12-20", Some("2019-12-10")),
            milestone("三", "2019-12-20", None),
        ];
        assert_eq!(unfinished([&one], date("2019-12-09")).len(), 2);
    }
}
