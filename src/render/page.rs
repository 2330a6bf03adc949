//! A page before it has a form: headings, paragraphs, lists and tables, already in the reader's language.

/// What is shown, from top to bottom.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Page {
    /// The parts in their order.
    pub blocks: Vec<Block>,
}

/// One part of a page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Block {
    /// A heading of level 1 to 3.
    Heading(u8, String),
    /// Running text.
    Paragraph(Cell),
    /// Label and value, aligned below each other.
    Facts(Vec<(String, Cell)>),
    /// One line for each item.
    List(Vec<String>),
    /// Rows under headings.
    Table(Table),
}

/// Rows of equal length under their headings.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Table {
    /// What stands above, and how a column behaves.
    pub columns: Vec<Column>,
    /// The cells, as many in each row as there are columns.
    pub rows: Vec<Vec<Cell>>,
    /// Whether long cells are shown to their end; otherwise a window gets their beginning.
    pub whole: bool,
}

/// A column of a table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Column {
    /// What stands above it.
    pub title: String,
    /// Numbers stand at the right.
    pub right: bool,
    /// A column that may be narrowed and wrapped where the width is short.
    pub flexible: bool,
}

/// One cell, or another text that has a tone.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Cell {
    /// What it says.
    pub text: String,
    /// How loud it says so; shown as colour on a terminal, never the only sign.
    pub tone: Tone,
}

/// How loud a cell speaks.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Tone {
    /// As usual.
    #[default]
    Plain,
    /// In order, done.
    Good,
    /// Soon, behind.
    Warn,
    /// Overdue, in conflict.
    Bad,
    /// Beside the point.
    Faint,
}

impl Page {
    /// An empty page.
    pub fn new() -> Page {
        Page::default()
    }

    /// Adds a heading of level 1 to 3.
    pub fn heading(&mut self, level: u8, text: impl Into<String>) {
        self.blocks.push(Block::Heading(level, text.into()));
    }

    /// Adds running text.
    pub fn paragraph(&mut self, text: impl Into<Cell>) {
        self.blocks.push(Block::Paragraph(text.into()));
    }

    /// Adds labels with their values.
    pub fn facts<L: Into<String>, V: Into<Cell>>(&mut self, facts: impl IntoIterator<Item = (L, V)>) {
        self.blocks.push(Block::Facts(facts.into_iter().map(|(label, value)| (label.into(), value.into())).collect()));
    }

    /// Adds a list.
    pub fn list(&mut self, items: Vec<String>) {
        self.blocks.push(Block::List(items));
    }

    /// Adds a table.
    pub fn table(&mut self, table: Table) {
        self.blocks.push(Block::Table(table));
    }
}

impl Table {
    /// A table with these columns and no rows yet.
    pub fn new(columns: Vec<Column>) -> Table {
        Table { columns, rows: Vec::new(), whole: false }
    }

    /// The same, with every cell to its end.
    #[must_use]
    pub fn whole(self) -> Table {
        Table { whole: true, ..self }
    }

    /// Adds a row.
    pub fn row(&mut self, cells: Vec<Cell>) {
        debug_assert_eq!(cells.len(), self.columns.len(), "a row is as long as its table is wide");
        self.rows.push(cells);
    }
}

impl Column {
    /// A column of words that keeps its width.
    pub fn fixed(title: impl Into<String>) -> Column {
        Column { title: title.into(), right: false, flexible: false }
    }

    /// A column of running text, wrapped where the width is short.
    pub fn flexible(title: impl Into<String>) -> Column {
        Column { flexible: true, ..Column::fixed(title) }
    }

    /// A column of numbers.
    pub fn number(title: impl Into<String>) -> Column {
        Column { right: true, ..Column::fixed(title) }
    }
}

impl Cell {
    /// A cell with a tone.
    pub fn toned(text: impl Into<String>, tone: Tone) -> Cell {
        Cell { text: text.into(), tone }
    }
}

impl<T: Into<String>> From<T> for Cell {
    fn from(text: T) -> Self {
        Cell::toned(text, Tone::Plain)
    }
}
