//! A view on its way out, in the format that was asked for.

use crate::app::{App, Format};
use crate::error::Error;
use crate::i18n::Words;
use crate::render::page::Page;
use crate::say;
use serde::Serialize;

/// Prints a page as text, for stdout or for a note.
pub fn text(app: &App, page: &Page) -> String {
    crate::render::text::text(page, crate::render::text::Style { width: app.out.width, colour: app.out.colour })
}

/// Prints one thing: as a page, as Markdown or as one JSON object.
pub fn one<T: Serialize>(app: &App, view: &T, page: impl FnOnce(&Words) -> Page) -> Result<(), Error> {
    match app.format {
        Format::Csv => Err(Error::Usage(say!("format-no-csv"))),
        _ => list(app, view, page),
    }
}

/// Prints a list: as a page, as Markdown, as a JSON array, or its table as CSV.
pub fn list<T: Serialize + ?Sized>(app: &App, view: &T, page: impl FnOnce(&Words) -> Page) -> Result<(), Error> {
    let bytes = match app.format {
        Format::Xlsx => return Err(Error::Usage(say!("format-no-xlsx"))),
        Format::Ics => return Err(Error::Usage(say!("format-no-ics"))),
        Format::Table => text(app, &page(app.words)),
        Format::Md => crate::render::markdown::markdown(&page(app.words)),
        Format::Html => crate::render::html::html(&page(app.words), app.words.lang()),
        Format::Json => crate::render::json::json(view),
        Format::Csv => {
            let page = page(app.words);
            let has_table = page.blocks.iter().any(|block| matches!(block, crate::render::page::Block::Table(_)));
            if !has_table {
                if crate::render::json::json(view).trim() != "[]" {
                    return Err(Error::Usage(say!("format-no-csv")));
                }
                app.out.note(&text(app, &page)); // an empty list has no table, only a sentence
            }
            page.blocks
                .iter()
                .map(|block| match block {
                    crate::render::page::Block::Table(table) => crate::render::json::csv(table),
                    _ => String::new(),
                })
                .collect()
        }
    };
    app.out.data(&bytes)
}
