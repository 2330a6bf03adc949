//! A record by what people call it.

use crate::domain::id::Id;
use crate::store::{Reader, StoreError};
use rusqlite::{OptionalExtension, named_params};
use std::collections::HashMap;

/// Issues of this number, in the inspection of this code where one is named.
pub fn issues(reader: &Reader, code: Option<&str>, number: &str) -> Result<Vec<Id>, StoreError> {
    let mut stmt = reader.conn.prepare_cached(
        "SELECT issue.id FROM issue LEFT JOIN inspection ON inspection.id = issue.inspection
          WHERE issue.number = :number
            AND (:code IS NULL OR inspection.code = :code OR :code = '-' AND issue.inspection IS NULL)
          ORDER BY issue.id",
    )?;
    let ids = stmt.query_map(named_params! { ":number": number, ":code": code }, |row| row.get(0).map(Id))?;
    Ok(ids.collect::<Result<_, _>>()?)
}

/// Issues of this number that were struck out, the one that was entered last at the end.
pub fn struck_out(reader: &Reader, code: Option<&str>, number: &str) -> Result<Vec<Id>, StoreError> {
    let mut stmt = reader.conn.prepare_cached(
        "SELECT t_issue.id FROM t_issue LEFT JOIN t_inspection ON t_inspection.id = t_issue.inspection
          WHERE t_issue.number = :number AND t_issue.void IS NOT NULL
            AND (:code IS NULL OR t_inspection.code = :code OR :code = '-' AND t_issue.inspection IS NULL)
          ORDER BY t_issue.id",
    )?;
    let ids = stmt.query_map(named_params! { ":number": number, ":code": code }, |row| row.get(0).map(Id))?;
    Ok(ids.collect::<Result<_, _>>()?)
}

/// The issue with this id, if there is one.
pub fn exists(reader: &Reader, id: Id) -> Result<Option<Id>, StoreError> {
    let mut stmt = reader.conn.prepare_cached("SELECT 1 FROM issue WHERE id = :id")?;
    Ok(stmt.exists(named_params! { ":id": id.0 })?.then_some(id))
}

/// What each issue is called: the code of its inspection, and its number.
pub fn names(reader: &Reader) -> Result<HashMap<Id, (Option<String>, String)>, StoreError> {
    let mut stmt = reader.conn.prepare_cached(
        "SELECT issue.id, inspection.code, COALESCE(issue.number, '') FROM issue
           LEFT JOIN inspection ON inspection.id = issue.inspection",
    )?;
    let names = stmt.query_map([], |row| Ok((Id(row.get(0)?), (row.get(1)?, row.get(2)?))))?;
    Ok(names.collect::<Result<_, _>>()?)
}

/// What one issue is called, with the code of its inspection where several inspections are in the ledger.
pub fn name(reader: &Reader, issue: Id) -> Result<Option<String>, StoreError> {
    let mut stmt = reader.conn.prepare_cached(
        "SELECT CASE WHEN (SELECT COUNT(*) FROM inspection) > 1 THEN COALESCE(inspection.code || '/', '-/') ELSE '' END
             || COALESCE(issue.number, '')
           FROM issue LEFT JOIN inspection ON inspection.id = issue.inspection WHERE issue.id = :id",
    )?;
    Ok(stmt.query_row(named_params! { ":id": issue.0 }, |row| row.get(0)).optional()?)
}

/// The issues of later inspections as which this one came back, by id.
pub fn recurrences(reader: &Reader, earlier: Id) -> Result<Vec<Id>, StoreError> {
    let mut stmt = reader.conn.prepare_cached("SELECT id FROM issue WHERE recurs = :id ORDER BY id")?;
    let ids = stmt.query_map(named_params! { ":id": earlier.0 }, |row| row.get(0).map(Id))?;
    Ok(ids.collect::<Result<_, _>>()?)
}

/// Every issue that stands, by id.
pub fn ids(reader: &Reader) -> Result<Vec<Id>, StoreError> {
    let mut stmt = reader.conn.prepare_cached("SELECT id FROM issue ORDER BY id")?;
    let ids = stmt.query_map([], |row| row.get(0).map(Id))?;
    Ok(ids.collect::<Result<_, _>>()?)
}

/// The issues that are a part of one, by id.
pub fn parts(reader: &Reader, parent: Id) -> Result<Vec<Id>, StoreError> {
    let mut stmt = reader.conn.prepare_cached("SELECT id FROM issue WHERE parent = :parent ORDER BY id")?;
    let ids = stmt.query_map(named_params! { ":parent": parent.0 }, |row| row.get(0).map(Id))?;
    Ok(ids.collect::<Result<_, _>>()?)
}

/// The codes of inspections in which a number occurs, `-` for issues of none.
pub fn codes_with(reader: &Reader, number: &str) -> Result<Vec<String>, StoreError> {
    let mut stmt = reader.conn.prepare_cached(
        "SELECT COALESCE(inspection.code, '-') FROM issue LEFT JOIN inspection ON inspection.id = issue.inspection
          WHERE issue.number = :number ORDER BY 1",
    )?;
    let codes = stmt.query_map(named_params! { ":number": number }, |row| row.get(0))?;
    Ok(codes.collect::<Result<_, _>>()?)
}

/// The numbers of the issues in an inspection, or of those in none.
pub fn numbers_in(reader: &Reader, inspection: Option<Id>) -> Result<Vec<(String, Id)>, StoreError> {
    let mut stmt = reader.conn.prepare_cached(
        "SELECT number, id FROM issue WHERE number IS NOT NULL AND inspection IS :inspection ORDER BY id",
    )?;
    let inspection = inspection.map(|id| id.0);
    let numbers =
        stmt.query_map(named_params! { ":inspection": inspection }, |row| Ok((row.get(0)?, row.get(1).map(Id)?)))?;
    Ok(numbers.collect::<Result<_, _>>()?)
}

/// Every number of an issue, for a suggestion.
pub fn numbers(reader: &Reader) -> Result<Vec<String>, StoreError> {
    let mut stmt = reader.conn.prepare_cached("SELECT number FROM issue WHERE number IS NOT NULL ORDER BY number")?;
    let numbers = stmt.query_map([], |row| row.get(0))?;
    Ok(numbers.collect::<Result<_, _>>()?)
}
