//! The only place that opens files.

use super::digest::sha256;
use std::fmt;
use std::fs;
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};

mod encoding;

/// The largest file that is read. An agreement is some kilobytes long and its map some megabytes; what is larger was
/// most likely named by mistake.
pub const LARGEST_BYTES: u64 = 64 * 1024 * 1024;

/// Reads texts.
#[derive(Clone, Copy, Debug)]
pub struct Loader {
    largest_bytes: u64,
}

impl Default for Loader {
    fn default() -> Self {
        Self { largest_bytes: LARGEST_BYTES }
    }
}

/// A text that was read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Loaded {
    /// The name to show: the path as it was given, `standard input` for `-`.
    pub name: String,
    /// The whole text, with its byte order mark if it has one.
    pub text: String,
    /// SHA-256 of its bytes, 64 lower-case hexadecimal digits.
    pub sha256: String,
}

/// A file that was read as it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LoadedBytes {
    /// The name to show.
    pub name: String,
    /// All of it.
    pub bytes: Vec<u8>,
    /// SHA-256 of the bytes.
    pub sha256: String,
}

impl Loader {
    /// Reads a file, or standard input where the path is `-`.
    ///
    /// # Errors
    /// When there is no such file, or it is a folder, cannot be opened, is too large, or is not UTF-8.
    pub fn read_text(&self, path: &Path) -> Result<Loaded, Unreadable> {
        let name = name_of(path);
        let fail = |reason| Unreadable { name: name.clone(), reason };
        let bytes = self.bytes(path).map_err(fail)?;
        let digest = sha256(&bytes);
        let text = encoding::decode(bytes).map_err(|not_text| fail(Reason::NotText(not_text)))?;
        Ok(Loaded { name, text, sha256: digest })
    }

    /// Reads a file as it is, or standard input where the path is `-`: a log says for each row what cannot be read of it.
    ///
    /// # Errors
    /// When there is no such file, or it is a folder, cannot be opened, or is too large.
    pub fn read_bytes(&self, path: &Path) -> Result<LoadedBytes, Unreadable> {
        let name = name_of(path);
        let bytes = self.bytes(path).map_err(|reason| Unreadable { name: name.clone(), reason })?;
        let sha256 = sha256(&bytes);
        Ok(LoadedBytes { name, bytes, sha256 })
    }

    fn bytes(&self, path: &Path) -> Result<Vec<u8>, Reason> {
        if is_standard_input(path) {
            return self.read_bounded(io::stdin().lock());
        }
        match fs::metadata(path) {
            Ok(about) if about.is_dir() => Err(Reason::Folder),
            Ok(_) => fs::File::open(path).map_err(Reason::from).and_then(|file| self.read_bounded(file)),
            Err(error) => Err(error.into()),
        }
    }

    /// Reads a file that an agreement names, such as `zones.geojson`: relative to the agreement's own folder; to the
    /// working folder where the agreement came from standard input.
    ///
    /// # Errors
    /// As [`Loader::read_text`].
    pub fn read_beside(&self, agreement: &Path, relative: &str) -> Result<Loaded, Unreadable> {
        self.read_text(&beside(agreement, relative))
    }

    fn read_bounded(&self, from: impl Read) -> Result<Vec<u8>, Reason> {
        let mut bytes = Vec::new();
        // One byte more than allowed is enough to know, and a pipe cannot fill the memory.
        from.take(self.largest_bytes.saturating_add(1)).read_to_end(&mut bytes)?;
        if bytes.len() as u64 > self.largest_bytes {
            return Err(Reason::TooLarge { largest_bytes: self.largest_bytes });
        }
        Ok(bytes)
    }
}

/// Whether a path stands for standard input.
#[must_use]
pub fn is_standard_input(path: &Path) -> bool {
    path.as_os_str() == "-"
}

/// Replaces a file's content whole: a run that is cut off leaves the old file or the new one. The file keeps its
/// permissions, and a link keeps leading to it.
///
/// # Errors
/// When the folder or the file cannot be written.
pub fn replace(path: &Path, text: &str) -> io::Result<()> {
    let target = fs::canonicalize(path)?;
    let permissions = fs::metadata(&target)?.permissions();
    if permissions.readonly() {
        return Err(io::ErrorKind::PermissionDenied.into());
    }
    let mut draft = target.clone().into_os_string();
    draft.push(format!(".{}.tmp", std::process::id()));
    let draft = PathBuf::from(draft);
    let written = fs::File::create_new(&draft).and_then(|mut file| {
        file.write_all(text.as_bytes())?;
        file.sync_all()?;
        fs::set_permissions(&draft, permissions)?;
        fs::rename(&draft, &target)
    });
    if written.is_err() {
        // Nothing of ours is left behind; the first error is the one to tell.
        let _ = fs::remove_file(&draft);
    }
    written
}

/// Writes a new file, or replaces an old one whole.
///
/// # Errors
/// When the folder or the file cannot be written.
pub fn write(path: &Path, text: &str) -> io::Result<()> {
    if path.exists() { replace(path, text) } else { fs::write(path, text) }
}

fn name_of(path: &Path) -> String {
    if is_standard_input(path) { "standard input".to_owned() } else { path.display().to_string() }
}

fn beside(agreement: &Path, relative: &str) -> PathBuf {
    match agreement.parent() {
        Some(folder) if !is_standard_input(agreement) => folder.join(relative),
        _ => PathBuf::from(relative),
    }
}

/// A file that cannot be read, and why. Displayed on one line.
#[derive(Debug)]
pub struct Unreadable {
    name: String,
    reason: Reason,
}

/// Why a file cannot be read. Displayed as half a sentence: `there is no such file`.
#[derive(Debug)]
pub(super) enum Reason {
    Missing,
    Folder,
    Forbidden,
    TooLarge { largest_bytes: u64 },
    NotText(encoding::NotText),
    Other(io::Error),
}

impl From<io::Error> for Reason {
    fn from(error: io::Error) -> Self {
        match error.kind() {
            io::ErrorKind::NotFound => Self::Missing,
            io::ErrorKind::IsADirectory => Self::Folder,
            io::ErrorKind::PermissionDenied => Self::Forbidden,
            _ => Self::Other(error),
        }
    }
}

impl Unreadable {
    /// Why, without the name of the file.
    pub(super) fn reason(&self) -> &Reason {
        &self.reason
    }
}

impl fmt::Display for Unreadable {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "cannot read `{}`: {}", self.name, self.reason)
    }
}

impl fmt::Display for Reason {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Missing => write!(f, "there is no such file"),
            Self::Folder => write!(f, "it is a folder; name the files in it"),
            Self::Forbidden => write!(f, "its permissions do not allow it"),
            Self::TooLarge { largest_bytes } => {
                write!(f, "it is larger than {} MB", largest_bytes / (1024 * 1024))
            }
            Self::NotText(why) => write!(f, "{why}"),
            Self::Other(error) => write!(f, "{error}"),
        }
    }
}

impl std::error::Error for Unreadable {}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn side_files_are_sought_in_the_agreement_s_folder() {
        assert_eq!(beside(Path::new("a/b/terms.agreement"), "zones.geojson"), Path::new("a/b/zones.geojson"));
        assert_eq!(beside(Path::new("terms.agreement"), "maps/z.geojson"), Path::new("maps/z.geojson"));
        assert_eq!(beside(Path::new("-"), "zones.geojson"), Path::new("zones.geojson"));
        assert_eq!(beside(Path::new("a/t.agreement"), "/data/z.geojson"), Path::new("/data/z.geojson"));
    }

    #[test]
    fn what_is_too_large_is_refused_without_reading_it_all() {
        let loader = Loader { largest_bytes: 10 };
        assert_eq!(loader.read_bounded(io::repeat(b'a').take(10)).unwrap().len(), 10);
        assert!(matches!(loader.read_bounded(io::repeat(b'a')), Err(Reason::TooLarge { .. })));
    }

    #[test]
    fn replacing_a_file_keeps_its_permissions_and_leaves_no_draft() {
        let folder = std::env::temp_dir().join(format!("armistice-replace-{}", std::process::id()));
        fs::create_dir_all(&folder).unwrap();
        let path = folder.join("a.agreement");
        fs::write(&path, "old").unwrap();
        replace(&path, "new").unwrap();
        assert_eq!(fs::read_to_string(&path).unwrap(), "new");
        assert_eq!(fs::read_dir(&folder).unwrap().count(), 1);

        let mut permissions = fs::metadata(&path).unwrap().permissions();
        permissions.set_readonly(true);
        fs::set_permissions(&path, permissions).unwrap();
        assert!(replace(&path, "newer").is_err());
        assert_eq!(fs::read_to_string(&path).unwrap(), "new");
        fs::remove_dir_all(&folder).unwrap();
    }
}
