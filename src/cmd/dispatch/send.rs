//! `duban dispatch send`: each unit gets its message with its sheet, once on each channel.

use super::rounds::{self, Round};
use super::sheets::{Book, Unit};
use crate::app::App;
use crate::cmd::export::deadlines::{ALARM, Dates};
use crate::cmd::owners::Owners;
use crate::cmd::{directive, notice, settings, show};
use crate::domain::change::{Kind, Op, Value};
use crate::domain::delivery::{self, Next, Purpose, State, delivery_id};
use crate::domain::id::Id;
use crate::domain::ledger::Ledger;
use crate::domain::say::Said;
use crate::domain::setting;
use crate::error::Error;
use crate::notify::{self, Attachment, Channel, Outcome};
use crate::out;
use crate::render;
use crate::say;
use crate::store::Reader;
use crate::store::query::rows;
use crate::view::letter::{Item, Letter, Message, Sent};
use std::collections::HashMap;

#[derive(clap::Args, Debug)]
pub struct Args {
    #[arg(long, value_name = "CHANNEL", value_parser = channel)]
    channel: Vec<notify::Kind>,
    #[arg(long, value_name = "NAME")]
    only: Vec<String>,
    #[arg(long, value_name = "NUMBER")]
    round: Option<i64>,
    #[arg(long, value_name = "NAME")]
    again: Vec<String>,
    #[arg(long, value_name = "NAME")]
    arrived: Vec<String>,
    #[arg(long)]
    take_over: bool,
}

fn channel(text: &str) -> Result<notify::Kind, Said> {
    let names = || notify::Kind::ALL.map(notify::Kind::name).join(" ");
    notify::Kind::parse(text).ok_or_else(|| say!("send-channel-unknown", found = text, known = names()))
}

pub fn run(app: &App, args: &Args) -> Result<(), Error> {
    let sent = send(app, args, Purpose::Ask)?;
    show::one(app, &sent, |words| render::letter::sent(&sent, words))?;
    told(&sent)
}

/// An error where a person has to look after something.
pub fn told(sent: &Sent) -> Result<(), Error> {
    let left = sent.messages.iter().filter(|message| message.state != Some(State::Sent.name())).count() + sent.skipped;
    if sent.is_whole() { Ok(()) } else { Err(Error::World(say!("send-left", count = left))) }
}

/// What a run by itself asks for: everything of a round, on every channel that is set up.
pub fn everything(round: Option<i64>) -> Args {
    Args { channel: Vec::new(), only: Vec::new(), round, again: Vec::new(), arrived: Vec::new(), take_over: false }
}

/// The channels that are asked for, else those that are set up.
pub fn channels(app: &App, asked: &[notify::Kind]) -> Result<Vec<(notify::Kind, Channel)>, Error> {
    let mut kinds = asked.to_vec();
    if kinds.is_empty() {
        kinds = app.notify.kinds();
        kinds.retain(|kind| *kind != notify::Kind::Stdout);
    }
    if kinds.is_empty() {
        return Err(Error::Usage(say!("send-no-channel", path = app.config.join("config.toml").display().to_string())));
    }
    kinds.dedup();
    let open = |kind: notify::Kind| Ok((kind, app.notify.open(kind, &app.config).map_err(Error::World)?));
    kinds.into_iter().map(open).collect()
}

/// After so many failures in a row a channel is left alone until the next run: a wrong password or a server that is down
/// would only be tried again for everybody.
const PATIENCE: usize = 2;

/// One message before it goes out.
struct Job {
    id: Id,
    owner: Id,
    kind: notify::Kind,
    letter: Letter,
    message: notify::Message,
    address: Option<String>,
    again: bool,
    arrived: bool,
}

/// Sends what has not gone out yet; only one process at a time, and only from the copy of the ledger that sends.
pub fn send(app: &App, args: &Args, purpose: Purpose) -> Result<Sent, Error> {
    let channels = channels(app, &args.channel)?;
    let lock = app.db.with_extension("sending");
    let Some(_held) = out::lock(&lock).map_err(Error::World)? else {
        return Err(Error::World(say!("send-busy")));
    };
    let (round, jobs) = app.look(|reader| {
        may_send(reader, args.take_over)?;
        let round = rounds::named(app, reader, args.round)?;
        if purpose == Purpose::Ask && round.closed_on.is_some() {
            return Err(Error::Rule(say!("send-closed", number = round.number)));
        }
        let jobs = jobs(app, reader, &round, &channels, args, purpose)?;
        Ok((round, jobs))
    })?;
    let mut sent = Sent {
        round: round.number,
        purpose: purpose.name(),
        messages: Vec::new(),
        before: 0,
        skipped: 0,
        dry_run: app.dry_run,
    };
    let mut end: Vec<Op> = Vec::new(); // what came of the message before
    let limits = app.notify.limits();
    let mut failing: HashMap<&'static str, usize> = HashMap::new();
    for job in &jobs {
        if failing.get(job.kind.name()).is_some_and(|in_a_row| *in_a_row >= PATIENCE) {
            sent.skipped += 1;
            continue;
        }
        let mut what = Next::Leave;
        let record = |reader: &Reader| {
            let known = rows::one(reader, &Kind::Delivery, job.id)?;
            let state = known.as_ref().and_then(|row| row.text("state")).and_then(State::named);
            // who had no address then, and has one now
            let state = state
                .filter(|_| job.address.is_none() || known.as_ref().is_some_and(|row| row.text("address").is_some()));
            what = if job.arrived && state.is_some() { Next::Leave } else { delivery::next(state, job.again) };
            let mut ops = std::mem::take(&mut end);
            if job.arrived && state.is_some_and(|state| state != State::Sent) {
                ops.push(Op::on(Kind::Delivery, job.id).set("state", State::Sent.name()));
            } else if what == Next::Send {
                let attempts = known.as_ref().and_then(|row| row.int("attempts")).unwrap_or_default() + 1;
                ops.extend(begin(app, reader, &round, job, purpose, attempts)?);
            }
            Ok::<_, Error>(ops)
        };
        if app.dry_run {
            app.store(crate::store::Mode::Read)?.read(record)?;
        } else {
            app.record(record)?;
        }
        let shown = |state: Option<&'static str>, detail: Option<String>| Message {
            unit: job.letter.unit.clone(),
            channel: job.kind.name(),
            address: job.address.clone().unwrap_or_default(),
            state,
            detail,
            subject: job.message.subject.clone(),
            items: job.letter.items.len(),
        };
        match (what, &job.address) {
            (Next::Leave, _) => sent.before += 1,
            (Next::Ask, _) => sent.messages.push(shown(Some("unknown"), Some(app.words.word("send-stopped")))),
            (Next::Send, None) => {
                let detail = app.words.say(&say!("send-no-address", unit = job.letter.unit.as_str()));
                sent.messages.push(shown(Some("no_address"), Some(detail)));
            }
            (Next::Send, Some(_)) if app.dry_run => sent.messages.push(shown(None, None)),
            (Next::Send, Some(_)) => {
                let (_, channel) = channels.iter().find(|(kind, _)| *kind == job.kind).expect("it was opened");
                let came = notify::send(channel, &job.message, &limits);
                let printed = job.kind == notify::Kind::Stdout;
                if printed && sent.messages.iter().any(|message| message.channel == job.kind.name()) {
                    app.out.data("\n")?; // one message from the next
                }
                let (state, detail) = outcome(app, job.kind, came)?;
                let in_a_row = failing.entry(job.kind.name()).or_default();
                *in_a_row = if state == State::Failed { *in_a_row + 1 } else { 0 };
                end.push(
                    Op::on(Kind::Delivery, job.id)
                        .set("state", state.name())
                        .set("detail", Value::from(detail.clone())),
                );
                sent.messages.push(shown(Some(state.name()), detail));
            }
        }
    }
    if !end.is_empty() {
        app.record(|_| Ok(end))?;
    }
    Ok(sent)
}

/// Whether this copy of the ledger sends: one does, so that nobody is told twice by two that have not met.
fn may_send(reader: &Reader, take_over: bool) -> Result<(), Error> {
    let own = reader.replica()?.to_string();
    let settings = settings::load(reader)?;
    let sender = settings.text("sender");
    if sender.is_empty() || sender == own || take_over {
        return Ok(());
    }
    Err(Error::Rule(say!("send-other-sender", sender = sender[..sender.len().min(8)].to_owned())))
}

/// What is written down before a message goes out.
fn begin(
    app: &App,
    reader: &Reader,
    round: &Round,
    job: &Job,
    purpose: Purpose,
    attempts: i64,
) -> Result<Vec<Op>, Error> {
    let own = reader.replica()?.to_string();
    let mut ops = Vec::new();
    if settings::load(reader)?.text("sender") != own {
        ops.push(setting::set("sender", &own));
    }
    let state = if job.address.is_some() { State::Sending } else { State::Refused };
    ops.push(
        Op::on(Kind::Delivery, job.id)
            .set("round", round.id)
            .set("owner", job.owner)
            .set("purpose", purpose.name())
            .set("channel", job.kind.name())
            .set("address", job.address.clone())
            .set("state", state.name())
            .set("attempts", attempts)
            .set("at", app.clock.text())
            .set("message", job.message.id.as_str())
            .set("detail", Value::Null),
    );
    Ok(ops)
}

fn outcome(app: &App, kind: notify::Kind, outcome: Outcome) -> Result<(State, Option<String>), Error> {
    Ok(match outcome {
        Outcome::Sent { detail } if kind == notify::Kind::Stdout => {
            app.out.data(&detail)?;
            (State::Sent, None)
        }
        Outcome::Sent { detail } => (State::Sent, Some(detail).filter(|detail| !detail.is_empty())),
        Outcome::Refused { why } => (State::Refused, Some(app.words.say(&why))),
        Outcome::Failed { why } => (State::Failed, Some(app.words.say(&why))),
        Outcome::Unknown { why } => (State::Unknown, Some(app.words.say(&why))),
    })
}

/// Every message of a round for a purpose: of an ask to all its units, of a chase to those that have not returned.
fn jobs(
    app: &App,
    reader: &Reader,
    round: &Round,
    channels: &[(notify::Kind, Channel)],
    args: &Args,
    purpose: Purpose,
) -> Result<Vec<Job>, Error> {
    let book = Book::load(reader, round.clone())?;
    let named =
        |names: &[String]| -> Result<Vec<Id>, Error> { names.iter().map(|name| book.owners.must_find(name)).collect() };
    let (only, again, arrived) = (named(&args.only)?, named(&args.again)?, named(&args.arrived)?);
    let dates = Dates::load(reader, app.as_of, app.day(), ALARM)?;
    let missing: Vec<Id> = match purpose {
        Purpose::Ask => Vec::new(),
        Purpose::Chase => rounds::missing(reader, &book.owners, round)?,
    };
    let orders = Orders::load(app, reader, &book.owners)?;
    let addresses = addresses(reader, &book.owners)?;
    let meant = |unit: &&Unit| {
        let wanted = purpose == Purpose::Ask || missing.contains(&unit.id);
        let pointed = [&only, &again, &arrived].into_iter().any(|names| names.contains(&unit.id));
        wanted && (pointed || (only.is_empty() && again.is_empty() && arrived.is_empty()))
    };
    let mut jobs = Vec::new();
    for unit in book.units.iter().filter(meant) {
        let files = match purpose {
            Purpose::Ask => files(app, &book, unit, &dates)?,
            Purpose::Chase => Vec::new(),
        };
        for (kind, channel) in channels {
            let goes_along = if channel.carries_files() { files.clone() } else { Vec::new() };
            let letter = letter(&book, unit, purpose, &goes_along, &orders);
            let id = delivery_id(round.id, unit.id, kind.name(), purpose);
            let address = match kind {
                notify::Kind::Mail => addresses.get(&unit.id).cloned(),
                notify::Kind::Outbox | notify::Kind::Stdout => {
                    Some(addresses.get(&unit.id).cloned().unwrap_or_default())
                }
                _ if channel.has(&unit.name) => Some(unit.name.clone()),
                _ => Some(String::new()),
            };
            let message = message(app, id, *kind, &letter, address.clone().unwrap_or_default(), goes_along);
            jobs.push(Job {
                id,
                owner: unit.id,
                kind: *kind,
                letter,
                message,
                address,
                again: again.contains(&unit.id),
                arrived: arrived.contains(&unit.id),
            });
        }
    }
    Ok(jobs)
}

/// The sheet to fill in, and the limits for the calendar.
fn files(app: &App, book: &Book, unit: &Unit, dates: &Dates) -> Result<Vec<Attachment>, Error> {
    let title = unit.title(app, &book.round);
    let sheet = book.sheet(app, unit)?;
    let calendar = dates.of_unit(book.ledger(), &unit.name, app.words);
    Ok(vec![
        Attachment {
            name: format!("{title}.xlsx"),
            mime: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet".to_owned(),
            bytes: sheet,
        },
        Attachment { name: format!("{title}.ics"), mime: "text/calendar".to_owned(), bytes: calendar },
    ])
}

/// What is carried along until it is done, by owner.
struct Orders {
    directives: HashMap<String, Vec<crate::view::records::Directive>>,
    notices: HashMap<String, Vec<crate::view::records::Notice>>,
    /// Who signs: who sends, else the office.
    from: String,
}

impl Orders {
    fn load(app: &App, reader: &Reader, owners: &Owners) -> Result<Orders, Error> {
        let from = match app.author.as_str() {
            "-" => office(settings::load(reader)?.text("office.rectification")), // cron names nobody
            author => author.to_owned(),
        };
        let mut orders = Orders { directives: HashMap::new(), notices: HashMap::new(), from };
        let rows = rows::all(reader, &Kind::Directive)?;
        for one in directive::shown(reader, owners, &rows, app.day())? {
            if let (Some(to), None) = (&one.to, one.done_on) {
                orders.directives.entry(to.clone()).or_default().push(one);
            }
        }
        let items = rows::all(reader, &Kind::NoticeItem)?;
        for one in notice::shown(reader, owners, &rows::all(reader, &Kind::Notice)?, &items, app.day())? {
            if let (Some(to), true) = (&one.to, one.state != "answered" && one.answer_by.is_some()) {
                orders.notices.entry(to.clone()).or_default().push(one);
            }
        }
        Ok(orders)
    }
}

/// The mail address of each unit: its own, else that of the first person who serves there and has one.
fn addresses(reader: &Reader, owners: &Owners) -> Result<HashMap<Id, String>, Error> {
    let rows = rows::all(reader, &Kind::Owner)?;
    let mut found: HashMap<Id, String> = HashMap::new();
    for row in &rows {
        if let Some(email) = row.text("email") {
            found.entry(owners.resolve(row.id)).or_insert_with(|| email.to_owned());
        }
    }
    for row in &rows {
        if let (Some(unit), Some(email)) = (row.link("unit"), row.text("email")) {
            found.entry(owners.resolve(unit)).or_insert_with(|| email.to_owned());
        }
    }
    Ok(found)
}

fn letter(book: &Book, unit: &Unit, purpose: Purpose, files: &[Attachment], orders: &Orders) -> Letter {
    let ledger: &Ledger = book.ledger();
    let items = unit.rows.iter().filter_map(|ask| {
        let issue = &ledger.issues[book.place(ask)?];
        Some(Item {
            number: issue.number.clone(),
            title: issue.title.clone(),
            due: book.due(ask),
            why: ask.text("why").map(|why| why.split(',').map(str::to_owned).collect()).unwrap_or_default(),
            percent: ask.int("percent"),
        })
    });
    let directives = orders.directives.get(&unit.name).into_iter().flatten();
    let notices = orders.notices.get(&unit.name).into_iter().flatten();
    Letter {
        purpose,
        round: book.round.number,
        unit: unit.name.clone(),
        return_by: book.round.return_by,
        return_hour: book.round.return_hour.clone(),
        items: items.collect(),
        directives: directives.map(|one| (one.number.clone(), one.text.clone(), one.due)).collect(),
        notices: notices.map(|one| (one.code.clone(), one.answer_by)).collect(),
        files: files.iter().map(|file| file.name.clone()).collect(),
        from: orders.from.clone(),
    }
}

fn message(
    app: &App,
    id: Id,
    kind: notify::Kind,
    letter: &Letter,
    to_address: String,
    attachments: Vec<Attachment>,
) -> notify::Message {
    /// As wide as a mail is read everywhere.
    const WIDTH: usize = 72;
    let page = render::letter::letter(letter, app.words);
    let style = render::text::Style { width: WIDTH, colour: false };
    let name = app.words.say(&say!("round-sheet-name", number = letter.round, unit = letter.unit.as_str()));
    let chase = if letter.purpose == Purpose::Chase { app.words.word("letter-file-chase") } else { String::new() };
    notify::Message {
        id: format!("{id}-{}", kind.name()),
        at: app.clock.at,
        to_name: letter.unit.clone(),
        to_address,
        subject: render::letter::subject(letter, app.words),
        text: render::text::text(&page, style),
        html: Some(render::html::html(&page, app.words.lang())),
        attachments,
        file_name: out::safe_name(&format!("{name}{chase}")),
        left_out: app.words.say(&notify::left_out()),
    }
}

/// The first of the names that a setting holds.
fn office(names: &str) -> String {
    names.split(['、', '，', ',']).next().unwrap_or_default().trim().to_owned()
}
