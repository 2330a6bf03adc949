//! `duban supervise verify`: what was frozen, counted again from the log and compared byte for byte.

use super::list::Named;
use super::taken::{self, Month, take};
use crate::app::App;
use crate::cmd::show;
use crate::domain::figure::RULES;
use crate::domain::setting::Settings;
use crate::domain::summary::Edition;
use crate::error::Error;
use crate::render;
use crate::say;
use crate::store::query::summary as query;
use crate::store::{Mode, Reader, Seen};
use crate::view::summary::{Difference, Kept, Verdict, Verified, digest};

/// How many differences of a month are told.
const TOLD: usize = 50;

#[derive(clap::Args, Debug)]
pub struct Args {
    #[command(flatten)]
    named: Named,
    #[arg(long, conflicts_with = "month")]
    all: bool,
}

pub fn run(app: &App, args: &Args) -> Result<(), Error> {
    if app.as_of.is_some() {
        return Err(Error::Usage(say!("as-of-verify")));
    }
    let store = app.store(Mode::Read)?;
    let chain = store.chain()?;
    let months = store.read(|reader| {
        let all = query::editions(reader)?;
        let chosen: Vec<&Edition> = if args.all { all.iter().collect() } else { vec![args.named.of(app, &all)?] };
        chosen.into_iter().map(|one| verify(reader, one)).collect::<Result<Vec<Verdict>, Error>>()
    })?;
    let holds = |verdict: &Verdict| matches!(verdict.state, "holds" | "newer");
    let verified = Verified {
        ok: chain.is_empty() && months.iter().all(holds),
        problems: chain.iter().map(|said| app.words.say(said)).collect(),
        months,
    };
    show::one(app, &verified, |words| render::summary::verified(&verified, words))?;
    if verified.ok { Ok(()) } else { Err(Error::Told) }
}

fn verify(reader: &Reader, of: &Edition) -> Result<Verdict, Error> {
    let text = query::figures(reader, of.id)?.unwrap_or_default();
    let verdict = |state, differences: Vec<Difference>| Verdict {
        month: taken::text(of.month),
        edition: of.edition,
        state,
        digest: digest(&text),
        differences,
    };
    // a summary is written once: whoever writes to it again changes what was handed out
    if digest(&text) != of.digest || reader.writers(of.id)?.len() != 1 {
        return Ok(verdict("changed", Vec::new()));
    }
    if of.rules > RULES {
        return Ok(verdict("newer", Vec::new()));
    }
    let (Some(kept), Some(seen)) = (Kept::read(&text), seen(reader, of)?) else {
        return Ok(verdict("changed", Vec::new()));
    };
    let month = Month { first: of.month, cut_off: of.cut_off };
    let settings = Settings::of(kept.settings.clone());
    let counted =
        reader.frozen(of.cut_off, &seen, |reader| Ok::<_, Error>(take(reader, month)?.kept(month, Some(&settings))))?;
    Ok(if counted.text() == text {
        verdict("holds", Vec::new())
    } else {
        verdict("differs", kept.differences(&counted, TOLD))
    })
}

/// How far each series was known, where that fits the position: each of its entries the last of its series, or behind
/// another.
fn seen(reader: &Reader, of: &Edition) -> Result<Option<Seen>, Error> {
    let Some(seen) = Seen::parse(&of.seen) else { return Ok(None) };
    let mut fits = false;
    for id in of.position.split_whitespace() {
        let entry = crate::domain::id::EntryId::parse(id).map(|id| reader.entry(id)).transpose()?.flatten();
        match entry {
            Some(entry) if seen.of(entry.head.replica) == entry.head.number => fits = true,
            _ => return Ok(None),
        }
    }
    Ok(Some(seen).filter(|_| fits))
}
