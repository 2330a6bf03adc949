//! An entry as bytes: one head line and one line for each op, JSON, versioned; in the log and on the way alike.
//!
//! The id of an entry is the SHA-256 of its head line; the head holds the SHA-256 of the op lines, each with its
//! line feed. Bytes are kept and passed on as they came, never written anew.

use crate::domain::change::{Field, Kind, Op, Value, Write};
use crate::domain::id::{EntryId, Id, LedgerId, ReplicaId, hex};
use serde::de::{self, MapAccess, SeqAccess, Visitor};
use serde::{Deserialize, Deserializer, Serialize};
use sha2::{Digest, Sha256};
use std::borrow::Cow;
use std::fmt;

/// The newest version of an entry that this program understands.
pub const VERSION: u32 = 1;

/// What an entry says of itself, in the order of its head line.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Head {
    /// Version of the entry: a newer one is kept and passed on, not applied.
    pub v: u32,
    /// Which digest: 1 is SHA-256; room for SM3.
    pub alg: u8,
    /// The ledger it belongs to.
    #[serde(with = "hex")]
    pub ledger: LedgerId,
    /// Who appended it.
    #[serde(with = "hex")]
    pub replica: ReplicaId,
    /// 1, 2, 3 … in the series of that replica, without gaps.
    pub number: u64,
    /// The entry before it in that series.
    #[serde(with = "hex_option")]
    pub prev: Option<EntryId>,
    /// The newest entries of others that its author had seen.
    #[serde(with = "hex_list")]
    pub deps: Vec<EntryId>,
    /// Hybrid logical clock: milliseconds since 1970, and a count; for display and order of listing only.
    pub hlc: (u64, u32),
    /// Wall time as its author's clock claims it, RFC 3339.
    pub at: String,
    /// The civil day of the office that the author claims.
    pub day: chrono::NaiveDate,
    /// Who.
    pub author: String,
    /// Which command.
    pub command: String,
    /// Why.
    pub reason: Option<String>,
    /// The entry that it takes back.
    #[serde(with = "hex_option", default, skip_serializing_if = "Option::is_none")]
    pub undoes: Option<EntryId>,
    /// How many op lines follow.
    pub ops: u64,
    /// SHA-256 of the op lines.
    pub body: String,
}

/// Why bytes are no entry.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WireError(pub String);

impl fmt::Display for WireError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}
impl std::error::Error for WireError {}

impl Head {
    /// The head line, without a line feed.
    pub fn line(&self) -> Vec<u8> {
        serde_json::to_vec(self).expect("a head is plain JSON")
    }

    /// Reads a head line; fields of newer versions are passed over.
    pub fn parse(line: &[u8]) -> Result<Head, WireError> {
        if line.contains(&b'\n') {
            // a second spelling of the same entry would have another id, and would break what is read by lines
            return Err(WireError("head line: more than one line".into()));
        }
        serde_json::from_slice(line).map_err(|error| WireError(format!("head line: {error}")))
    }
}

/// The id of the entry with this head line.
pub fn entry_id(head_line: &[u8]) -> EntryId {
    EntryId(Sha256::digest(head_line).into())
}

/// A digest as the head states it.
pub fn body_digest(hash: Sha256) -> String {
    hex(&hash.finalize())
}

/// Appends the line of an op, with its line feed.
///
/// Writes without a stated `pred` are written as replacing nothing.
pub fn push_op(op: &Op, line: &mut Vec<u8>) {
    let string = |line: &mut Vec<u8>, text: &str| {
        serde_json::to_writer(line, text).expect("writing to memory cannot fail");
    };
    let hex = |line: &mut Vec<u8>, bytes: &[u8]| {
        const DIGITS: &[u8; 16] = b"0123456789abcdef";
        line.push(b'"');
        for byte in bytes {
            line.extend_from_slice(&[DIGITS[usize::from(byte >> 4)], DIGITS[usize::from(byte & 15)]]);
        }
        line.push(b'"');
    };
    line.extend_from_slice(b"{\"r\":");
    hex(line, &op.record.0);
    line.extend_from_slice(b",\"k\":");
    string(line, op.kind.name());
    line.extend_from_slice(b",\"w\":{");
    for (n, write) in op.writes.iter().enumerate() {
        if n > 0 {
            line.push(b',');
        }
        string(line, &write.field);
        line.push(b':');
        match &write.value {
            Value::Null => line.extend_from_slice(b"null"),
            Value::Bool(yes) => line.extend_from_slice(if *yes { b"true" } else { b"false" }),
            Value::Int(n) => line.extend_from_slice(n.to_string().as_bytes()),
            Value::Text(text) => string(line, text),
            Value::Ref(id) => {
                line.push(b'[');
                hex(line, &id.0);
                line.push(b']');
            }
        }
    }
    line.push(b'}');
    let replacing = |write: &&Write| write.pred.as_ref().is_some_and(|pred| !pred.is_empty());
    for (n, write) in op.writes.iter().filter(replacing).enumerate() {
        line.extend_from_slice(if n == 0 { b",\"p\":{" } else { b"," });
        string(line, &write.field);
        line.extend_from_slice(b":[");
        for (n, pred) in write.pred.iter().flatten().enumerate() {
            if n > 0 {
                line.push(b',');
            }
            hex(line, &pred.0);
        }
        line.push(b']');
    }
    if op.writes.iter().any(|write| replacing(&write)) {
        line.push(b'}');
    }
    line.extend_from_slice(b"}\n");
}

/// The record that an op line writes to, without reading the rest of it.
pub fn record_of(line: &[u8]) -> Result<Id, WireError> {
    line.get(6..38)
        .and_then(|hex| std::str::from_utf8(hex).ok())
        .and_then(Id::parse)
        .filter(|_| line.starts_with(b"{\"r\":\""))
        .ok_or_else(|| WireError("an op line does not begin with its record".into()))
}

/// Reads the line of an op.
pub fn parse_op(line: &[u8]) -> Result<Op, WireError> {
    let record = record_of(line)?;
    let raw: RawOp = serde_json::from_slice(line).map_err(|error| WireError(format!("op of {record}: {error}")))?;
    let mut preds = raw.p.map(|pairs| pairs.0).unwrap_or_default();
    let writes = raw.w.0.into_iter().map(|(field, value)| {
        let pred = preds.iter_mut().find(|(name, _)| *name == field).map(|(_, pred)| std::mem::take(&mut pred.0));
        Write { field: Field::from(field), value: value.0, pred: Some(pred.unwrap_or_default()) }
    });
    Ok(Op { record, kind: Kind::named(&raw.k), fresh: false, writes: writes.collect() })
}

/// The ops of an entry's body that can be read.
pub fn ops(body: &[u8]) -> impl Iterator<Item = Op> {
    body.split_inclusive(|byte| *byte == b'\n').filter_map(|line| parse_op(line).ok())
}

/// Reads a JSON object of texts as a list of pairs, in its order.
pub fn texts(json: &str) -> Result<Vec<(String, String)>, WireError> {
    let Pairs::<String>(mut texts) = serde_json::from_str(json).map_err(|error| WireError(error.to_string()))?;
    texts.shrink_to_fit(); // most are one; a ledger holds very many of them
    Ok(texts)
}

#[derive(Deserialize)]
struct RawOp<'a> {
    #[serde(rename = "r")]
    _r: de::IgnoredAny,
    #[serde(borrow)]
    k: Cow<'a, str>,
    w: Pairs<WireValue>,
    p: Option<Pairs<Preds>>,
}

/// A JSON object as a list of pairs, in its order.
struct Pairs<T>(Vec<(String, T)>);

impl<'de, T: Deserialize<'de>> Deserialize<'de> for Pairs<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Seen<T>(std::marker::PhantomData<T>);
        impl<'de, T: Deserialize<'de>> Visitor<'de> for Seen<T> {
            type Value = Pairs<T>;
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("an object")
            }
            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Pairs<T>, A::Error> {
                let mut pairs = Vec::new();
                while let Some(pair) = map.next_entry()? {
                    pairs.push(pair);
                }
                Ok(Pairs(pairs))
            }
        }
        deserializer.deserialize_map(Seen(std::marker::PhantomData))
    }
}

struct WireValue(Value);

impl<'de> Deserialize<'de> for WireValue {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Seen;
        impl<'de> Visitor<'de> for Seen {
            type Value = WireValue;
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("null, a boolean, a whole number, text or [record]")
            }
            fn visit_unit<E>(self) -> Result<WireValue, E> {
                Ok(WireValue(Value::Null))
            }
            fn visit_bool<E>(self, yes: bool) -> Result<WireValue, E> {
                Ok(WireValue(Value::Bool(yes)))
            }
            fn visit_i64<E>(self, n: i64) -> Result<WireValue, E> {
                Ok(WireValue(Value::Int(n)))
            }
            fn visit_u64<E: de::Error>(self, n: u64) -> Result<WireValue, E> {
                let n = i64::try_from(n).map_err(|_| E::custom("a number beyond 64 bits"))?;
                Ok(WireValue(Value::Int(n)))
            }
            fn visit_str<E>(self, text: &str) -> Result<WireValue, E> {
                Ok(WireValue(Value::Text(text.to_owned())))
            }
            fn visit_string<E>(self, text: String) -> Result<WireValue, E> {
                Ok(WireValue(Value::Text(text)))
            }
            fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<WireValue, A::Error> {
                let id = seq.next_element::<Cow<str>>()?.and_then(|hex| Id::parse(&hex));
                match (id, seq.next_element::<de::IgnoredAny>()?) {
                    (Some(id), None) => Ok(WireValue(Value::Ref(id))),
                    _ => Err(de::Error::custom("a reference is a list of one record")),
                }
            }
        }
        deserializer.deserialize_any(Seen)
    }
}

struct Preds(Vec<EntryId>);

impl<'de> Deserialize<'de> for Preds {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Ok(Preds(hex_list::deserialize(deserializer)?))
    }
}

/// Ids as hexadecimal text.
trait Hex: Sized {
    fn parse_hex(hex: &str) -> Option<Self>;
}
impl Hex for EntryId {
    fn parse_hex(hex: &str) -> Option<Self> {
        EntryId::parse(hex)
    }
}
impl Hex for ReplicaId {
    fn parse_hex(hex: &str) -> Option<Self> {
        ReplicaId::parse(hex)
    }
}
impl Hex for LedgerId {
    fn parse_hex(hex: &str) -> Option<Self> {
        LedgerId::parse(hex)
    }
}

/// An id where it stands as hexadecimal text.
struct Named<T>(T);

impl<'de, T: Hex> Deserialize<'de> for Named<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Seen<T>(std::marker::PhantomData<T>);
        impl<T: Hex> Visitor<'_> for Seen<T> {
            type Value = Named<T>;
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("an id")
            }
            fn visit_str<E: de::Error>(self, text: &str) -> Result<Named<T>, E> {
                T::parse_hex(text).map(Named).ok_or_else(|| E::custom("not an id"))
            }
        }
        deserializer.deserialize_str(Seen(std::marker::PhantomData))
    }
}

mod hex {
    use super::{Deserialize, Deserializer, Hex, Named};

    pub fn serialize<S: serde::Serializer>(id: &impl std::fmt::Display, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(id)
    }

    pub fn deserialize<'de, D: Deserializer<'de>, T: Hex>(deserializer: D) -> Result<T, D::Error> {
        Named::deserialize(deserializer).map(|Named(id)| id)
    }
}

mod hex_option {
    use super::{Deserialize, Deserializer, EntryId, Named};

    #[allow(clippy::ref_option)] // the shape that serde asks for
    pub fn serialize<S: serde::Serializer>(id: &Option<EntryId>, serializer: S) -> Result<S::Ok, S::Error> {
        match id {
            Some(id) => serializer.collect_str(id),
            None => serializer.serialize_none(),
        }
    }

    pub fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<EntryId>, D::Error> {
        Ok(Option::<Named<EntryId>>::deserialize(deserializer)?.map(|Named(id)| id))
    }
}

mod hex_list {
    use super::{Deserialize, Deserializer, EntryId, Named};

    pub fn serialize<S: serde::Serializer>(ids: &[EntryId], serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(ids.iter().map(ToString::to_string))
    }

    pub fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Vec<EntryId>, D::Error> {
        let ids = Vec::<Named<EntryId>>::deserialize(deserializer)?;
        Ok(ids.into_iter().map(|Named(id)| id).collect())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn value() -> impl Strategy<Value = Value> {
        prop_oneof![
            Just(Value::Null),
            any::<bool>().prop_map(Value::Bool),
            any::<i64>().prop_map(Value::Int),
            any::<String>().prop_map(Value::Text),
            any::<[u8; 16]>().prop_map(|bytes| Value::Ref(Id(bytes))),
        ]
    }

    proptest! {
        #[test]
        fn an_op_reads_back_as_it_was_written(
            record in any::<[u8; 16]>(),
            writes in prop::collection::btree_map(any::<String>(),
                (value(), prop::collection::vec(any::<[u8; 32]>().prop_map(EntryId), 0..3)), 0..5),
        ) {
            let mut op = Op::on(Kind::Unknown("新".into()), Id(record));
            for (field, (value, pred)) in writes {
                op = op.replace(field, value, pred);
            }
            let mut line = Vec::new();
            push_op(&op, &mut line);
            prop_assert_eq!(line.iter().filter(|byte| **byte == b'\n').count(), 1);
            prop_assert_eq!(parse_op(&line), Ok(op));
        }

        #[test]
        fn no_bytes_make_the_reader_panic(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
            let _ = (Head::parse(&bytes), parse_op(&bytes));
        }
    }
}
