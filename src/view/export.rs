//! What an export to each unit wrote.

/// A folder with a file for each unit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Files {
    /// The folder.
    pub folder: String,
    /// Its files, by unit.
    pub files: Vec<File>,
    /// Numbers of issues that no unit answers for: they are in no file.
    pub nobody: Vec<String>,
    /// Whether nothing was written.
    pub dry_run: bool,
}

/// The file of one unit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct File {
    /// Its name in the folder.
    pub name: String,
    /// The unit.
    pub unit: String,
    /// How many issues are in it.
    pub issues: usize,
}
