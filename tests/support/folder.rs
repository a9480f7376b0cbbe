//! A folder of its own, in which a test runs the command as a user does.

use std::fs;
use std::path::{Path, PathBuf};

use assert_cmd::Command;

/// What a run of the command comes to: the exit status, standard output, standard error.
pub type Ran = (i32, String, String);

/// Runs the command in a folder, without colours.
pub fn run(folder: &Path, arguments: &[&str]) -> Ran {
    let mut command = Command::cargo_bin("armistice").unwrap();
    let output = command.current_dir(folder).args(arguments).args(["--color", "never"]).output().unwrap();
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
    (output.status.code().unwrap(), text(output.stdout), text(output.stderr))
}

/// An empty folder, which goes with the test.
pub struct Folder(pub PathBuf);

impl Folder {
    /// One that no other test has, by the name of the test binary and this name.
    pub fn new(name: &str) -> Self {
        let own = format!("armistice-{}-{name}-{}", env!("CARGO_CRATE_NAME"), std::process::id());
        let path = std::env::temp_dir().join(own);
        let _ = fs::remove_dir_all(&path);
        fs::create_dir_all(&path).unwrap();
        Self(path)
    }

    /// The same with a file in it.
    pub fn with(self, name: &str, bytes: impl AsRef<[u8]>) -> Self {
        fs::write(self.0.join(name), bytes).unwrap();
        self
    }

    /// Runs the command in it.
    pub fn run(&self, arguments: &[&str]) -> Ran {
        run(&self.0, arguments)
    }

    /// What the command prints, where nothing is to be complained of.
    pub fn out(&self, arguments: &[&str]) -> String {
        let (status, out, err) = self.run(arguments);
        assert_eq!((status, err.as_str()), (0, ""), "{out}");
        out
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}
