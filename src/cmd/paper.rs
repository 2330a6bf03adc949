//! `-o FILE`: what a command shows, as the file that the ending of its name says; documents by the office's wording and style.

use super::settings;
use crate::app::{App, Format};
use crate::document;
use crate::error::Error;
use crate::i18n::Words;
use crate::out;
use crate::render::page::Page;
use crate::render::paper::Paper;
use crate::render::style::{self, Style};
use crate::render::{docx, html, json, markdown, template, text};
use crate::say;
use crate::store::Reader;
use serde::Serialize;
use serde_json::Value;
use std::path::{Path, PathBuf};

/// What a file is to be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ending {
    /// A document in the official form.
    Docx,
    /// For a browser.
    Html,
    /// A workbook.
    Xlsx,
    /// For a program.
    Json,
    /// For another document.
    Md,
    /// As on a terminal.
    Txt,
}

const ENDINGS: &[(&str, Ending, Option<Format>)] = &[
    ("docx", Ending::Docx, None),
    ("html", Ending::Html, Some(Format::Html)),
    ("htm", Ending::Html, Some(Format::Html)),
    ("xlsx", Ending::Xlsx, Some(Format::Xlsx)),
    ("json", Ending::Json, Some(Format::Json)),
    ("md", Ending::Md, Some(Format::Md)),
    ("txt", Ending::Txt, Some(Format::Table)),
];

fn known(path: &Path) -> Option<&'static (&'static str, Ending, Option<Format>)> {
    let told = path.extension()?.to_string_lossy().to_lowercase();
    ENDINGS.iter().find(|(name, ..)| *name == told)
}

/// Whether a file of this name is to be as on a terminal.
pub fn is_text(path: &Path) -> bool {
    known(path).is_some_and(|(_, ending, _)| *ending == Ending::Txt)
}

/// A name of a file as an argument of a command: its ending says what it is.
fn ending(app: &App, path: &Path) -> Result<Ending, Error> {
    let shown = || path.display().to_string();
    let Some((_, ending, format)) = known(path) else {
        return Err(Error::Usage(say!("output-kind", path = shown())));
    };
    if app.format != Format::Table && *format != Some(app.format) {
        return Err(Error::Usage(say!("output-kinds-differ", path = shown())));
    }
    out::spare_ledger(path)?;
    Ok(*ending)
}

/// Writes what a command shows into a file; `own` makes what is more than the page that the command shows.
///
/// # Errors
/// When the ending names no kind, there is none of it, or the file cannot be written.
pub fn put<T: Serialize>(
    app: &App,
    path: &Path,
    view: &T,
    page: impl Fn(&Words) -> Page,
    own: impl FnOnce(Ending) -> Result<Option<Vec<u8>>, Error>,
) -> Result<(), Error> {
    let ending = ending(app, path)?;
    let bytes = match (own(ending)?, ending) {
        (Some(bytes), _) => bytes,
        (None, Ending::Docx) => packed(&Paper::of(&page(app.words)), &style(app)?),
        (None, Ending::Xlsx) => return Err(Error::Usage(say!("format-no-xlsx"))),
        (None, Ending::Html) => html::html(&page(app.words), app.words.lang()).into_bytes(),
        (None, Ending::Json) => json::json(view).into_bytes(),
        (None, Ending::Md) => markdown::markdown(&page(app.words)).into_bytes(),
        (None, Ending::Txt) => {
            text::text(&page(app.words), text::Style { width: app.out.width, colour: false }).into_bytes()
        }
    };
    if !app.dry_run {
        out::write_file(path, &bytes).map_err(Error::World)?;
    }
    app.note_written(path);
    Ok(())
}

/// A document from a template of this name, the view that its facts are from, and more facts.
pub fn document<T: Serialize>(
    app: &App,
    name: &str,
    view: &T,
    more: impl IntoIterator<Item = (&'static str, Value)>,
) -> Result<Vec<u8>, Error> {
    Ok(packed(&worded(app, name, view, more)?, &style(app)?))
}

/// The same before it has a form.
pub fn worded<T: Serialize>(
    app: &App,
    name: &str,
    view: &T,
    more: impl IntoIterator<Item = (&'static str, Value)>,
) -> Result<Paper, Error> {
    let (path, wording) = wording(app, name)?;
    let facts = template::facts(&json::json(view), more);
    template::fill(&path, &wording, &facts).map_err(|said| Error::Input(vec![said]))
}

/// Writes a document into a file, in the form that its ending names; `view` is what a program reads of it.
pub fn put_paper<T: Serialize>(app: &App, path: &Path, view: &T, paper: &Paper) -> Result<(), Error> {
    put(
        app,
        path,
        view,
        |_| paper.page(),
        |ending| {
            Ok(match ending {
                Ending::Docx => Some(packed(paper, &style(app)?)),
                Ending::Txt => Some(paper.text().into_bytes()), // to be read again, not to be looked at in a window
                _ => None,
            })
        },
    )
}

fn packed(paper: &Paper, style: &Style) -> Vec<u8> {
    document::packed(&docx::parts(paper, style))
}

/// Where the office's own templates and its style lie.
pub fn place(app: &App, name: &str) -> PathBuf {
    let file = if name == STYLE { "style.toml".to_owned() } else { format!("{name}.txt") };
    app.config.join("templates").join(file)
}

/// The name of the style among the templates.
pub const STYLE: &str = "style";

/// The office's own file, where there is one.
pub fn own(app: &App, name: &str) -> Result<Option<(String, String)>, Error> {
    let path = place(app, name);
    if !path.exists() {
        return Ok(None);
    }
    let shown = path.display().to_string();
    let bytes = out::read_file(&path).map_err(Error::World)?;
    let text =
        String::from_utf8(bytes).map_err(|_| Error::Input(vec![say!("template-not-utf8", path = shown.clone())]))?;
    Ok(Some((shown, text.strip_prefix('\u{feff}').unwrap_or(&text).to_owned())))
}

/// The text of a template, and how it is called where something is wrong with it.
fn wording(app: &App, name: &str) -> Result<(String, String), Error> {
    match own(app, name)? {
        Some(own) => Ok(own),
        None => Ok((name.to_owned(), template::named(name).map_or("", |template| template.text).to_owned())),
    }
}

/// The looks of documents.
fn style(app: &App) -> Result<Style, Error> {
    match own(app, STYLE)? {
        Some((path, text)) => style::read(&path, &text).map_err(Error::Input),
        None => Ok(Style::default()),
    }
}

/// Who issues what: the first name of a setting that names offices.
pub fn office(reader: &Reader, setting: &str) -> Result<String, Error> {
    let settings = settings::load(reader)?;
    Ok(settings.names(setting).next().unwrap_or_default().to_owned())
}
