//! `armistice graph` as a user meets it, and the picture of `docs/graph.md`.
#![allow(clippy::disallowed_methods, reason = "tests read and write their own data")]
#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, reason = "a test may fail")]

mod support;

use assert_cmd::Command;
use std::fs;
use std::path::PathBuf;
use support::{blocks_under, entries, root};

/// A folder of its own for each test, with the example of the page in it.
struct Folder(PathBuf);

impl Folder {
    fn new(name: &str) -> Self {
        let path = std::env::temp_dir().join(format!("armistice-graph-{name}-{}", std::process::id()));
        let _ = fs::remove_dir_all(&path);
        fs::create_dir_all(&path).unwrap();
        Self(path).with("terms.agreement", &example())
    }

    fn with(self, name: &str, text: &str) -> Self {
        fs::write(self.0.join(name), text).unwrap();
        self
    }

    fn read(&self, name: &str) -> String {
        fs::read_to_string(self.0.join(name)).unwrap()
    }

    /// Runs the command in this folder: status, standard output, standard error.
    fn run(&self, arguments: &[&str]) -> (i32, String, String) {
        let mut command = Command::cargo_bin("armistice").unwrap();
        command.env_remove("NO_COLOR").env_remove("CLICOLOR_FORCE");
        let output = command.current_dir(&self.0).args(arguments).output().unwrap();
        let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
        (output.status.code().unwrap(), text(output.stdout), text(output.stderr))
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

fn example() -> String {
    let page = fs::read_to_string(root().join("docs/graph.md")).unwrap();
    blocks_under(&page, "## An example")[0].clone()
}

/// `docs/pictures/rule-graph.svg` is drawn from the example of the page. Run with `UPDATE_DOCS=1` to draw it again.
#[test]
fn the_picture_of_the_page_is_what_the_command_draws() {
    let folder = Folder::new("picture");
    let (status, svg, err) = folder.run(&["graph", "terms.agreement", "--format", "svg"]);
    assert_eq!((status, err.as_str()), (0, ""));
    for words in ["2.1 conflicts with 2.2", "3.1 waits for 3.2", "1.3 prevails over 1.2", "deadline-cycle"] {
        assert!(svg.contains(words), "{words} is not in the picture");
    }
    let path = root().join("docs/pictures/rule-graph.svg");
    if std::env::var_os("UPDATE_DOCS").is_some() {
        fs::write(&path, &svg).unwrap();
    }
    let stands = fs::read_to_string(&path).unwrap_or_default();
    assert!(stands == svg, "{} is out of date: UPDATE_DOCS=1 cargo test --test graph", path.display());
}

#[test]
fn the_ending_of_the_file_decides_the_format() {
    let folder = Folder::new("endings");
    let out = |name: &str| folder.run(&["graph", "terms.agreement", "--out", name]);
    for (name, begins) in [
        ("a.svg", "<svg "),
        ("a.dot", "// armistice "),
        ("a.gv", "// armistice "),
        ("a.mmd", "---\ntitle: \"Truce of the two quarters\"\n---\n"),
        ("a.mermaid", "---\ntitle: "),
    ] {
        assert_eq!(out(name), (0, String::new(), String::new()), "{name}");
        assert!(folder.read(name).starts_with(begins), "{name}: {}", folder.read(name));
    }
    let (status, printed, err) = out("a.png");
    assert_eq!((status, printed.as_str()), (2, ""));
    assert!(err.contains("a.png: --out knows the endings .dot, .gv, .mmd, .mermaid and .svg"), "{err}");
    let (_, printed, _) = folder.run(&["graph", "terms.agreement"]);
    assert_eq!(printed, folder.read("a.dot"), "dot is what is printed without a file");
}

#[test]
fn a_neighbourhood_is_drawn_and_an_unknown_number_is_an_error() {
    let folder = Folder::new("around");
    let drawn = |more: &[&str]| {
        let (status, out, err) = folder.run(&[&["graph", "terms.agreement", "--around"], more].concat());
        assert_eq!((status, err.as_str()), (0, ""), "{more:?}");
        let numbers = out.lines().filter_map(|line| line.split("[label=\"").nth(1)?.split_once(' '));
        let clauses = numbers.filter(|(number, _)| number.starts_with(|c: char| c.is_ascii_digit()));
        clauses.map(|(number, _)| number.to_owned()).collect::<Vec<_>>().join(" ")
    };
    assert_eq!(drawn(&["2.1", "--show", "clauses"]), "2.1 2.2");
    assert_eq!(drawn(&["1.1", "--show", "clauses"]), "1.1 1.2");
    assert_eq!(drawn(&["1.1", "--depth", "2", "--show", "clauses"]), "1.1 1.2 1.3");
    assert_eq!(drawn(&["3", "--depth", "0"]), "3.1 3.2 3.3");
    let (status, out, err) = folder.run(&["graph", "terms.agreement", "--around", "2.11"]);
    assert_eq!((status, out.as_str()), (2, ""));
    assert_eq!(err, "error: --around: no clause or article has the number 2.11; did you mean 2.1?\n");
    assert_eq!(folder.run(&["graph", "terms.agreement", "--depth", "2"]).0, 2, "depth from where?");
}

#[test]
fn a_text_with_errors_is_not_drawn_and_a_circle_of_priorities_is() {
    let circle =
        example().replace("not attack each other.\n1.2", "not attack each other, notwithstanding 1.3.\n1.2");
    let folder = Folder::new("errors")
        .with("bad.agreement", "agreement \"A\".\nparty party party.\n")
        .with("circle.agreement", &circle);
    let (status, out, err) = folder.run(&["graph", "bad.agreement"]);
    assert_eq!(status, 1);
    assert!(!out.contains("digraph") && err.contains("an agreement with errors is not drawn"), "{out}{err}");
    let (status, out, _) = folder.run(&["graph", "circle.agreement"]);
    assert!(status == 0 && out.contains("[priority-cycle]"), "{out}");
    assert_eq!(folder.run(&["graph", "missing.agreement"]).0, 2);
    assert_eq!(folder.run(&["graph"]).0, 2);
}

#[test]
fn the_agreements_of_the_library_are_drawn_and_one_run_is_like_the_other() {
    let folders = entries(&root().join("agreements"));
    assert!(folders.len() >= 3, "{folders:?}");
    for folder in folders {
        for format in ["dot", "mermaid", "svg"] {
            let run = || {
                let mut command = Command::cargo_bin("armistice").unwrap();
                let arguments = ["graph", "terms.agreement", "--show", "all", "--format", format];
                command.current_dir(&folder).args(arguments).output().unwrap()
            };
            let (one, other) = (run(), run());
            assert!(one.status.success(), "{}: {}", folder.display(), String::from_utf8_lossy(&one.stderr));
            assert!(one.stdout == other.stdout && one.stdout.len() > 1000, "{} {format}", folder.display());
        }
    }
}
