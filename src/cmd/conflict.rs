//! `duban conflict list|show|settle`: where offices disagree, and what holds from now on.

use super::{came, log, share, show};
use crate::app::App;
use crate::domain::change::{Op, VOID, Value};
use crate::domain::issue::by_number;
use crate::domain::member::Member;
use crate::error::Error;
use crate::render;
use crate::say;
use crate::store::Reader;
use crate::store::query::conflict::{self as query, Conflict};
use crate::view;

#[derive(clap::Subcommand, Debug)]
pub enum Command {
    List(ListArgs),
    Show(ShowArgs),
    Settle(SettleArgs),
}

#[derive(clap::Args, Debug)]
pub struct ListArgs {}

#[derive(clap::Args, Debug)]
pub struct ShowArgs {
    #[arg(value_name = "CONFLICT")]
    name: String,
}

#[derive(clap::Args, Debug)]
pub struct SettleArgs {
    #[arg(value_name = "CONFLICT")]
    name: String,
    #[arg(long, value_name = "SIDE")]
    take: usize,
}

pub fn run(app: &App, command: Command) -> Result<(), Error> {
    match command {
        Command::List(_) => {
            let conflicts = app.look(|reader| {
                let members = share::members(reader)?;
                let found = query::conflicts(reader)?;
                found.iter().map(|conflict| seen(reader, &members, conflict)).collect::<Result<Vec<_>, _>>()
            });
            let mut conflicts: Vec<view::log::Conflict> = conflicts?;
            conflicts.sort_by(|a, b| {
                by_number(a.issue.as_deref().unwrap_or_default(), b.issue.as_deref().unwrap_or_default())
            });
            show::list(app, &conflicts, |words| render::log::conflicts(&conflicts, words))
        }
        Command::Show(args) => {
            let conflict = app.look(|reader| seen(reader, &share::members(reader)?, &find(reader, &args.name)?))?;
            show::one(app, &conflict, |words| render::log::conflict(&conflict, words))
        }
        Command::Settle(args) => log::record(app, |reader| settle(reader, &find(reader, &args.name)?, args.take)),
    }
}

fn find(reader: &Reader, name: &str) -> Result<Conflict, Error> {
    let conflict = query::conflicts(reader)?.into_iter().find(|conflict| conflict.name == name);
    conflict.ok_or_else(|| Error::Usage(say!("conflict-unknown", found = name)))
}

/// The op that names all heads: the side taken holds, whoever wrote it.
fn settle(reader: &Reader, conflict: &Conflict, take: usize) -> Result<Vec<Op>, Error> {
    let side = take
        .checked_sub(1)
        .and_then(|n| conflict.sides.get(n))
        .ok_or_else(|| Error::Usage(say!("conflict-no-side", found = take, sides = conflict.sides.len())))?;
    // an edit that is taken against a striking out takes the striking out back
    let value = if side.field == conflict.field { side.value.clone() } else { Value::Null };
    let field = if side.field == conflict.field { conflict.field.clone() } else { VOID.into() };
    let op = Op::on(conflict.kind.clone(), conflict.record).set(field, value);
    let with = query::companions(reader, conflict, side)?;
    Ok(vec![with.into_iter().fold(op, |op, (field, value)| op.set(field, value))])
}

fn seen(reader: &Reader, members: &[Member], conflict: &Conflict) -> Result<view::log::Conflict, Error> {
    let number = match conflict.kind {
        crate::domain::change::Kind::Issue => Some(conflict.subject.name.clone()),
        _ => conflict.subject.issue.clone(),
    };
    let shared = !members.is_empty();
    let side = |side: &query::Side| -> Result<_, Error> {
        Ok(view::log::Side {
            field: side.field.to_string(),
            value: side.spoken.clone(),
            from: shared.then(|| came::name_in(reader, members, side.entry.head.replica)).transpose()?,
            author: side.entry.head.author.clone(),
            at: side.entry.head.at.clone(),
            reason: side.entry.head.reason.clone(),
            entry: side.entry.id.to_string(),
        })
    };
    Ok(view::log::Conflict {
        name: conflict.name.clone(),
        kind: conflict.kind.name().to_owned(),
        subject: conflict.subject.name.clone(),
        issue: number,
        field: conflict.field.to_string(),
        sides: conflict.sides.iter().map(side).collect::<Result<_, _>>()?,
    })
}
