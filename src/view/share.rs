//! A number never without the number that it is a part of.

use crate::domain::supervision::per_mille;
use serde::Serialize;

/// So many of so many.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Share {
    /// How many.
    pub count: i64,
    /// Of how many.
    pub of: i64,
    /// In tenths of a percent, 974 for 97.4 %; null of nothing.
    pub per_mille: Option<i64>,
}

impl Share {
    /// `count` of `of`.
    pub fn new(count: i64, of: i64) -> Share {
        Share { count, of, per_mille: per_mille(count, of) }
    }

    pub(crate) fn of(count: usize, of: usize) -> Share {
        let number = |n: usize| i64::try_from(n).unwrap_or(i64::MAX);
        Share::new(number(count), number(of))
    }
}
