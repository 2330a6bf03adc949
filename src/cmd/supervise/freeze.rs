//! `duban supervise freeze`: what a month came to, kept for good.

use super::taken::{self, Month, take};
use crate::app::App;
use crate::cmd::args::{self, month};
use crate::domain::change::{Kind, Op};
use crate::domain::summary::{self, Edition};
use crate::error::Error;
use crate::say;
use crate::store::query::{ledger, summary as query};
use crate::view::summary::digest;

#[derive(clap::Args, Debug)]
pub struct Args {
    #[arg(long, value_name = "MONTH", value_parser = month)]
    month: Option<args::Month>,
    #[arg(long)]
    correct: bool,
}

pub fn run(app: &App, args: &Args) -> Result<(), Error> {
    let of = Month::asked(app, args.month.as_ref())?;
    let name = taken::text(of.first);
    let reason = if args.correct { Some(crate::cmd::reason(app)?.to_owned()) } else { None };
    let mut made = None;
    let recorded = app.record(|reader| {
        let mut frozen = query::editions(reader)?;
        frozen.retain(|edition| edition.month == of.first);
        let taken = reader.on(of.cut_off, |reader| take(reader, of))?;
        let feedback_on = ledger::inspections(reader)?.iter().filter_map(|one| one.feedback_on).min();
        let issues = taken.ledger.issues.len();
        let (edition, first) =
            summary::next(&name, of.cut_off, feedback_on, issues, &frozen, args.correct).map_err(Error::Rule)?;
        let figures = taken.kept(of, None).text();
        let digest = digest(&figures);
        // of two that were frozen unseen, a third says which counts
        if newest(&frozen).is_some_and(|newest| newest.digest == digest) {
            let (month, edition) = (name.as_str(), edition - 1);
            return Err(Error::Rule(say!("summary-same", month = month, edition = edition, cut_off = of.cut_off)));
        }
        let position: Vec<String> = reader.position()?.iter().map(ToString::to_string).collect();
        made = Some((edition, digest.clone()));
        Ok([Op::create(Kind::Summary, reader.fresh_id())
            .set("month", of.first)
            .set("edition", edition)
            .set("corrects", first)
            .set("cut_off", of.cut_off)
            .set("position", position.join(" "))
            .set("seen", reader.seen()?.to_string())
            .set("rules", crate::domain::figure::RULES)
            .set("figures", figures)
            .set("digest", digest)
            .set("frozen_on", app.clock.today)
            .set("frozen_by", app.author.as_str())
            .set("reason", reason)])
    })?;
    let Some((edition, digest)) = made.filter(|_| recorded.ops > 0) else { return Ok(()) };
    let (month, cut_off, digest) = (name.as_str(), of.cut_off, &digest[..16]);
    app.note(&if app.dry_run {
        say!("summary-dry", month = month, edition = edition, cut_off = cut_off, digest = digest)
    } else {
        say!("summary-done", month = month, edition = edition, cut_off = cut_off, digest = digest)
    });
    if !of.is_over() {
        app.note(&say!("summary-not-over", month = month, cut_off = cut_off));
    }
    Ok(())
}

/// The newest edition, if it is the only one of its number.
fn newest(frozen: &[Edition]) -> Option<&Edition> {
    let newest = frozen.iter().max_by_key(|one| one.edition)?;
    (frozen.iter().filter(|one| one.edition == newest.edition).count() == 1).then_some(newest)
}
