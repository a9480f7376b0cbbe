//! The command as a user meets it: status, streams, files that cannot be read.
#![allow(clippy::disallowed_methods, reason = "tests read and write their own data")]
#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, reason = "a test may fail")]

use assert_cmd::Command;
use std::fs;
use std::path::PathBuf;

const GOOD: &str = "agreement \"A\".\n";
const BAD: &str = "agreement \"A\".\nparty party party.\n";

/// A folder of its own for each test.
struct Folder(PathBuf);

impl Folder {
    fn new(name: &str) -> Self {
        let path = std::env::temp_dir().join(format!("armistice-cli-{name}-{}", std::process::id()));
        let _ = fs::remove_dir_all(&path);
        fs::create_dir_all(&path).unwrap();
        Self(path)
    }

    fn with(self, name: &str, bytes: impl AsRef<[u8]>) -> Self {
        fs::write(self.0.join(name), bytes).unwrap();
        self
    }

    fn read(&self, name: &str) -> String {
        fs::read_to_string(self.0.join(name)).unwrap()
    }

    /// Runs the command in this folder: status, standard output, standard error.
    fn run(&self, arguments: &[&str]) -> (i32, String, String) {
        self.run_with(arguments, "")
    }

    fn run_with(&self, arguments: &[&str], input: &str) -> (i32, String, String) {
        let mut command = Command::cargo_bin("armistice").unwrap();
        command.env_remove("NO_COLOR").env_remove("CLICOLOR_FORCE");
        let output = command.current_dir(&self.0).args(arguments).write_stdin(input).output().unwrap();
        let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
        (output.status.code().unwrap(), text(output.stdout), text(output.stderr))
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

#[test]
fn the_exit_status_says_what_was_found() {
    let folder = Folder::new("status").with("good.agreement", GOOD).with("bad.agreement", BAD);
    assert_eq!(folder.run(&["check", "good.agreement"]).0, 0);
    assert_eq!(folder.run(&["check", "bad.agreement"]).0, 1);
    assert_eq!(folder.run(&["check", "good.agreement", "missing.agreement"]).0, 2);
    assert_eq!(folder.run(&["check"]).0, 2);
    assert_eq!(folder.run(&["chekc", "good.agreement"]).0, 2);
    assert_eq!(folder.run(&["--help"]).0, 0);
}

#[test]
fn a_file_that_cannot_be_read_is_named_and_the_others_are_checked() {
    let folder = Folder::new("unreadable")
        .with("bad.agreement", BAD)
        .with("russian.agreement", b"# a\nparty \xcf\xf0\xe5\xea\xf0\xe0\xf9\xe5\xed\xe8\xe5.\n")
        .with("utf16.agreement", "agreement".encode_utf16().flat_map(u16::to_le_bytes).collect::<Vec<u8>>());
    let (status, out, err) = folder.run(&[
        "check",
        "--format",
        "short",
        "missing.agreement",
        ".",
        "russian.agreement",
        "utf16.agreement",
        "bad.agreement",
    ]);
    assert_eq!(status, 2);
    assert!(out.starts_with("bad.agreement:2:"), "{out}");
    let lines: Vec<&str> = err.lines().collect();
    assert_eq!(
        lines,
        [
            "error: cannot read `missing.agreement`: there is no such file",
            "error: cannot read `.`: it is a folder; name the files in it",
            "error: cannot read `russian.agreement`: it is not UTF-8 (line 2, byte 11); it looks like Windows-1251: \
             convert it with `iconv -f WINDOWS-1251 -t UTF-8`",
            "error: cannot read `utf16.agreement`: it is not UTF-8 (line 1, byte 2); it looks like UTF-16: \
             convert it with `iconv -f UTF-16 -t UTF-8`",
            "note: bad.agreement: its clauses are compared once the errors in its text are mended",
        ]
    );
}

#[test]
fn the_name_of_a_file_cannot_steer_the_terminal() {
    let folder = Folder::new("names");
    let (status, _, err) = folder.run(&["check", "a\u{1b}[2Jb.agreement"]);
    assert_eq!((status, err.as_str()), (2, "error: cannot read `a?[2Jb.agreement`: there is no such file\n"));
}

#[test]
fn every_subcommand_shows_an_example_in_its_help() {
    let folder = Folder::new("help");
    let (_, help, _) = folder.run(&["--help"]);
    let commands = help.split_once("Commands:").unwrap().1.split_once("Options:").unwrap().0;
    let names: Vec<&str> = commands
        .lines()
        .filter(|line| line.starts_with("  ") && !line.starts_with("   "))
        .filter_map(|line| line.split_whitespace().next())
        .collect();
    assert!(names.len() >= 5, "{names:?}");
    for name in names.into_iter().filter(|name| *name != "help") {
        let (status, help, _) = folder.run(&[name, "--help"]);
        assert_eq!(status, 0);
        assert!(help.contains("Example") && help.contains(&format!("  armistice {name}")), "{name}:\n{help}");
        let (status, page, _) = folder.run(&["man", name]);
        assert!(status == 0 && page.contains(&format!("armistice\\-{name}")), "{name}:\n{page}");
    }
}

#[test]
fn colour_is_written_where_it_is_wanted() {
    let folder = Folder::new("colour").with("bad.agreement", BAD);
    let coloured = |arguments: &[&str]| folder.run(arguments).1.contains('\u{1b}');
    assert!(!coloured(&["check", "bad.agreement"]), "a pipe is no terminal");
    assert!(coloured(&["check", "--color", "always", "bad.agreement"]));
    assert!(!coloured(&["check", "--color", "never", "bad.agreement"]));
}

#[test]
fn machine_formats_name_their_inputs_by_digest() {
    let folder = Folder::new("json").with("abc.agreement", BAD);
    let (status, out, _) = folder.run(&["check", "--format", "json", "abc.agreement"]);
    assert_eq!(status, 1);
    let json: serde_json::Value = serde_json::from_str(&out).unwrap();
    assert_eq!(json["inputs"][0]["file"], "abc.agreement");
    assert_eq!(json["inputs"][0]["sha256"].as_str().map(str::len), Some(64));
    assert_eq!(json["findings"][0]["labels"][0]["start"]["line"], 2);
    let (_, out, _) = folder.run(&["check", "--format", "sarif", "abc.agreement"]);
    let sarif: serde_json::Value = serde_json::from_str(&out).unwrap();
    assert_eq!(sarif["runs"][0]["artifacts"][0]["hashes"]["sha-256"], json["inputs"][0]["sha256"]);
}

#[test]
fn one_input_gives_one_output() {
    let folder = Folder::new("same").with("a.agreement", BAD).with("b.agreement", BAD);
    for format in ["text", "short", "json", "sarif", "github"] {
        let run = || folder.run(&["check", "--format", format, "a.agreement", "b.agreement"]);
        assert_eq!(run(), run());
    }
}

#[test]
fn fmt_rewrites_once_and_check_changes_nothing() {
    let folder = Folder::new("fmt").with("a.agreement", "agreement   \"A\" .\n").with("bad.agreement", BAD);
    let (status, out, _) = folder.run(&["fmt", "--check", "a.agreement"]);
    assert_eq!((status, out.as_str()), (1, "a.agreement is not in the canonical form\n"));
    assert_eq!(folder.read("a.agreement"), "agreement   \"A\" .\n");
    assert_eq!(folder.run(&["fmt", "a.agreement"]).0, 0);
    assert_eq!(folder.read("a.agreement"), GOOD);
    assert_eq!(folder.run(&["fmt", "--check", "a.agreement"]).0, 0);
    assert_eq!(folder.run_with(&["fmt", "-"], "agreement   \"A\" .\n"), (0, GOOD.to_owned(), String::new()));
    let (status, out, err) = folder.run(&["fmt", "bad.agreement"]);
    assert_eq!((status, out.as_str(), folder.read("bad.agreement").as_str()), (1, "", BAD));
    assert!(err.contains("`bad.agreement` was left as it is"), "{err}");
}

#[test]
fn explain_lists_prints_and_suggests() {
    let folder = Folder::new("explain");
    let (status, list, _) = folder.run(&["explain"]);
    assert_eq!((status, list.lines().count()), (0, armistice::catalogue::ALL.len()));
    let (status, page, _) = folder.run(&["explain", "unknown-name"]);
    assert!(status == 0 && page.starts_with("# unknown-name"));
    let (status, out, err) = folder.run(&["explain", "unknown-nmae"]);
    assert_eq!((status, out.as_str()), (2, ""));
    assert!(err.contains("did you mean `unknown-name`"), "{err}");
}

#[test]
fn completions_are_made_for_every_shell() {
    let folder = Folder::new("completions");
    for shell in ["bash", "zsh", "fish", "powershell", "elvish"] {
        let (status, out, _) = folder.run(&["completions", shell]);
        assert!(status == 0 && out.contains("armistice"), "{shell}");
    }
}

/// A reader that goes away early, as `| head -1` does, is no error.
#[cfg(unix)]
#[test]
fn a_broken_pipe_is_no_error() {
    use std::process::{Command, Stdio};
    let mut child = Command::new(env!("CARGO_BIN_EXE_armistice"))
        .args(["completions", "bash"])
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    drop(child.stdout.take());
    let output = child.wait_with_output().unwrap();
    assert_eq!((output.status.code(), String::from_utf8(output.stderr).unwrap()), (Some(0), String::new()));
}

/// A full disk is one.
#[cfg(target_os = "linux")]
#[test]
fn a_failed_write_is_an_error() {
    let full = fs::OpenOptions::new().write(true).open("/dev/full").unwrap();
    let output = std::process::Command::new(env!("CARGO_BIN_EXE_armistice"))
        .arg("explain")
        .stdout(full)
        .stderr(std::process::Stdio::piped())
        .spawn()
        .unwrap()
        .wait_with_output()
        .unwrap();
    assert_eq!(output.status.code(), Some(2));
    assert!(String::from_utf8(output.stderr).unwrap().starts_with("error: cannot write to standard output"));
}
