//! The only `now`, and the only chance.

use crate::domain::say::Said;
use crate::say;
use chrono::{DateTime, FixedOffset, NaiveDate, NaiveTime, TimeZone, Utc};
use sha2::{Digest, Sha256};
use std::time::{Duration, Instant};

/// The office's time zone where none is set: Asia/Shanghai, which has no summer time.
const OFFSET: i32 = 8 * 3600;

/// What time it is in the office.
#[derive(Debug, Clone, Copy)]
pub struct Clock {
    /// The civil day.
    pub today: NaiveDate,
    /// The instant; nine in the morning where the day was given.
    pub at: DateTime<FixedOffset>,
}

impl Clock {
    /// The clock on the wall, or the day that was given.
    pub fn read(today: Option<NaiveDate>) -> Clock {
        let zone = FixedOffset::east_opt(OFFSET).expect("eight hours are an offset");
        match today {
            Some(today) => {
                let morning = today.and_time(NaiveTime::from_hms_opt(9, 0, 0).expect("nine o'clock"));
                let at = zone.from_local_datetime(&morning).single().expect("a fixed offset skips no hour");
                Clock { today, at }
            }
            None => {
                let at = Utc::now().with_timezone(&zone);
                Clock { today: at.date_naive(), at }
            }
        }
    }

    /// RFC 3339, to the second.
    pub fn text(&self) -> String {
        self.at.to_rfc3339_opts(chrono::SecondsFormat::Secs, false)
    }

    /// Milliseconds since 1970; 0 before.
    pub fn millis(&self) -> u64 {
        u64::try_from(self.at.timestamp_millis()).unwrap_or(0)
    }
}

/// How long something has taken, whatever is done to the clock on the wall meanwhile.
#[derive(Debug, Clone, Copy)]
pub struct Stopwatch(Instant);

impl Stopwatch {
    /// Begins to count.
    pub fn start() -> Stopwatch {
        Stopwatch(Instant::now())
    }

    /// Since the start.
    pub fn elapsed(&self) -> Duration {
        self.0.elapsed()
    }
}

/// Chance for keys: always the system's, whatever is set.
///
/// # Errors
/// When the system gives no random numbers.
pub fn secret() -> Result<[u8; 32], Said> {
    let mut bytes = [0; 32];
    getrandom::fill(&mut bytes).map_err(|error| say!("no-random", cause = error.to_string()))?;
    Ok(bytes)
}

/// Chance for new ids; the same each time where `DUBAN_SEED` is set, which tests and samples do.
///
/// # Errors
/// When the system gives no random numbers.
pub fn seed() -> Result<[u8; 32], Said> {
    if let Ok(seed) = std::env::var("DUBAN_SEED") {
        return Ok(Sha256::digest(seed).into());
    }
    let mut bytes = [0; 32];
    getrandom::fill(&mut bytes).map_err(|error| say!("no-random", cause = error.to_string()))?;
    Ok(bytes)
}
