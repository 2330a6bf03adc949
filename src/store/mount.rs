//! Whether a path lies on another machine: SQLite cannot keep writers apart there, and a ledger would be lost.

use std::path::{Path, PathBuf};

/// Kinds of mounts whose files lie elsewhere.
const REMOTE: [&str; 12] = [
    "nfs",
    "nfs4",
    "cifs",
    "smb3",
    "smbfs",
    "ncpfs",
    "afs",
    "davfs",
    "fuse.davfs2",
    "fuse.sshfs",
    "fuse.rclone",
    "fuse.s3fs",
];

/// The kind of the network share that a path lies on; `None` on a disk of this machine, or where nobody can tell.
pub(super) fn share(path: &Path) -> Option<String> {
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let folder = folder.canonicalize().ok()?;
    if cfg!(windows) {
        let text = folder.to_string_lossy();
        let elsewhere = text.starts_with(r"\\?\UNC\") || text.starts_with(r"\\") && !text.starts_with(r"\\?\");
        return elsewhere.then(|| "SMB".to_owned());
    }
    kind(&std::fs::read_to_string("/proc/self/mountinfo").ok()?, &folder).filter(|kind| REMOTE.contains(&kind.as_str()))
}

/// The kind of the mount that a folder lies on, out of `/proc/self/mountinfo` (proc(5)).
fn kind(mounts: &str, folder: &Path) -> Option<String> {
    let mount = |line: &str| {
        let (place, rest) = line.split_once(" - ")?;
        let place = PathBuf::from(unescaped(place.split(' ').nth(4)?));
        folder.starts_with(&place).then(|| (place.components().count(), rest.split(' ').next().map(str::to_owned)))
    };
    // of two mounts on one place the later one is seen
    mounts.lines().filter_map(mount).max_by_key(|(depth, _)| *depth)?.1
}

/// Blanks and the like stand as three octal digits behind a backslash.
fn unescaped(text: &str) -> String {
    [("\\040", " "), ("\\011", "\t"), ("\\012", "\n"), ("\\134", "\\")]
        .iter()
        .fold(text.to_owned(), |text, (code, character)| text.replace(code, character))
}

#[cfg(test)]
mod tests {
    use super::*;

    const MOUNTS: &str = "\
22 1 8:1 / / rw,relatime shared:1 - ext4 /dev/sda1 rw
40 22 0:35 / /mnt/share rw shared:2 - cifs //server/office rw
41 22 0:36 / /mnt/the\\040office rw - nfs4 server:/office rw
42 40 8:2 / /mnt/share/disk rw - xfs /dev/sdb1 rw
";

    #[test]
    fn the_innermost_mount_tells_where_a_folder_lies() {
        for (folder, found) in [
            ("/srv/office", "ext4"),
            ("/mnt/share", "cifs"),
            ("/mnt/share/2019", "cifs"),
            ("/mnt/shared", "ext4"),
            ("/mnt/the office/a", "nfs4"),
            ("/mnt/share/disk/a", "xfs"),
        ] {
            assert_eq!(kind(MOUNTS, Path::new(folder)).as_deref(), Some(found), "{folder}");
        }
        assert_eq!(kind("nothing that makes sense", Path::new("/a")), None);
    }

    #[test]
    fn a_ledger_on_a_disk_of_this_machine_is_none_of_a_share() {
        let dir = tempfile::TempDir::new().unwrap();
        assert_eq!(share(&dir.path().join("duban.db")), None);
    }
}
