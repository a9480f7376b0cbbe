//! The rules of docs/architecture.md, held by reading the sources.
#![allow(clippy::disallowed_methods, reason = "tests read their own data")]
#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, reason = "a test may fail")]

mod support;

use std::collections::BTreeSet;
use std::fs;
use support::{files_below, root};

/// The modules from the ground up. A module may import those of a lower floor, and itself; two on one floor may not
/// import each other.
const FLOORS: &[&[&str]] = &[
    &["source", "suggest", "sets"],
    &["diagnostic"],
    &["catalogue"],
    &["syntax"],
    &["model"],
    &["scope"],
    &["graph", "incident"],
    &["draft"],
    &["check", "lint", "evaluate", "diff", "checklist"],
    &["review"],
    &["ask", "gaps"],
    &["render"],
    &["lsp"],
    &["cli"],
];

/// Who alone may use what: words that stand in the code, and the beginnings of the paths that may have them.
const RESERVED: &[(&[&str], &[&str])] = &[
    (&["pest::", "pest_derive"], &["syntax/parser"]),
    (&["miette::"], &["render/terminal"]),
    (&["petgraph::"], &["graph"]),
    (&["clap::", "anstream::"], &["cli"]),
    (
        &[
            "std::fs",
            "std::env",
            "std::net",
            "std::process",
            "std::io::stdin",
            "std::time::SystemTime",
            "std::time::Instant",
            "Timestamp::now",
            "Zoned::now",
        ],
        &["cli", "main.rs"],
    ),
];

#[test]
fn imports_run_one_way() {
    let files = sources();
    assert!(files.len() > 10, "the sources were not found");
    let complaints: Vec<String> = files.iter().flat_map(|(path, text)| wrong_imports(path, text)).collect();
    assert!(complaints.is_empty(), "\n{}", complaints.join("\n"));
}

#[test]
fn what_is_reserved_stays_where_it_belongs() {
    let complaints: Vec<String> = sources().iter().flat_map(|(path, text)| wrong_uses(path, text)).collect();
    assert!(complaints.is_empty(), "\n{}", complaints.join("\n"));
}

#[test]
fn no_test_is_ignored() {
    let mark = concat!("#[", "ignore");
    for folder in ["src", "tests"] {
        for path in files_below(&root().join(folder))
            .iter()
            .filter(|path| path.extension().is_some_and(|e| e == "rs"))
        {
            let text = fs::read_to_string(path).unwrap();
            assert!(!text.contains(mark), "{} has a test that is not run", path.display());
        }
    }
}

// ---- the testers ----------------------------------------------------------------------------------------------------

/// Each file of the library and the command, by its path below `src`, without comments and tests.
fn sources() -> Vec<(String, String)> {
    let src = root().join("src");
    let read = |path: std::path::PathBuf| {
        let name = path.strip_prefix(&src).unwrap().to_string_lossy().replace('\\', "/");
        let is_test = name.ends_with("tests.rs") || name.contains("/tests/");
        (name.ends_with(".rs") && !is_test).then(|| (name, code_of(&fs::read_to_string(&path).unwrap())))
    };
    files_below(&src).into_iter().filter_map(read).collect()
}

/// The code of a file: without comments, and without the test module at its end.
fn code_of(text: &str) -> String {
    let text = text.split_once("#[cfg(test)]\nmod ").map_or(text, |(code, _)| code);
    let uncommented = |line: &str| line.split("//").next().unwrap_or("").to_owned() + "\n";
    text.lines().map(uncommented).collect()
}

fn wrong_imports(path: &str, code: &str) -> Vec<String> {
    let own = path.split(['/', '.']).next().unwrap();
    if ["lib", "main"].contains(&own) {
        return Vec::new();
    }
    let Some(floor) = floor_of(own) else {
        return vec![format!("{path}: the module `{own}` has no floor in tests/architecture.rs")];
    };
    let allowed = |module: &String| {
        let below = floor_of(module).is_some_and(|other| other < floor);
        module == own || if own == "diagnostic" { module == "source" } else { below }
    };
    imported(code)
        .into_iter()
        .filter(|module| !allowed(module))
        .map(|module| format!("{path}: `{own}` may not import `{module}`"))
        .collect()
}

fn floor_of(module: &str) -> Option<usize> {
    FLOORS.iter().position(|floor| floor.contains(&module))
}

/// The modules behind every `crate::` of some code.
fn imported(code: &str) -> BTreeSet<String> {
    let mut modules = BTreeSet::new();
    for (at, matched) in code.match_indices("crate::") {
        if code[..at].ends_with(|c: char| c.is_alphanumeric() || c == '_' || c == '$') {
            continue;
        }
        let rest = &code[at + matched.len()..];
        match rest.strip_prefix('{') {
            Some(list) => modules.extend(first_names(list)),
            None => modules.extend(name_at(rest)),
        }
    }
    modules
}

/// The first name of each item of `a::b, c::{d, e}}`, up to the bracket that closes the list.
fn first_names(list: &str) -> Vec<String> {
    let (mut names, mut depth, mut item) = (Vec::new(), 0_usize, String::new());
    for c in list.chars() {
        match c {
            '{' => depth += 1,
            '}' if depth == 0 => break,
            '}' => depth -= 1,
            ',' if depth == 0 => names.extend(name_at(&std::mem::take(&mut item))),
            _ if depth == 0 => item.push(c),
            _ => {}
        }
    }
    names.extend(name_at(&item));
    names
}

fn name_at(text: &str) -> Option<String> {
    let name: String = text.trim_start().chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect();
    // A type at the root of the crate would be no module; there is none, and macros are lower case too.
    (!name.is_empty()).then_some(name)
}

fn wrong_uses(path: &str, code: &str) -> Vec<String> {
    let mut complaints = Vec::new();
    for (words, places) in RESERVED {
        if places.iter().any(|place| path.starts_with(place)) {
            continue;
        }
        let used = words.iter().filter(|word| code.contains(**word));
        complaints
            .extend(used.map(|word| format!("{path}: `{word}` belongs to {} alone", places.join(", "))));
    }
    complaints
}

// ---- the testers, tested --------------------------------------------------------------------------------------------

#[test]
fn a_wrong_import_is_noticed_however_it_is_written() {
    for code in [
        "use crate::render::short;",
        "use crate::{\n    source::Span,\n    render::{self, short},\n};",
        "fn f() { crate::render::short::short(x) }",
        "pub(crate) use crate::render;",
    ] {
        assert_eq!(
            wrong_imports("check/order.rs", code),
            ["check/order.rs: `check` may not import `render`"],
            "{code}"
        );
    }
    assert_eq!(
        wrong_imports("check/mod.rs", "use crate::lint::x;").len(),
        1,
        "neighbours do not import each other"
    );
    assert_eq!(
        wrong_imports("diagnostic.rs", "use crate::suggest::x;").len(),
        1,
        "diagnostic imports source alone"
    );
    assert_eq!(wrong_imports("parser.rs", "").len(), 1, "a module without a floor");
    assert!(wrong_imports("check/mod.rs", "use crate::{model::Act, scope, check::order};").is_empty());
    assert!(
        wrong_imports(
            "check/mod.rs",
            &code_of("// crate::render\n#[cfg(test)]\nmod tests { use crate::render; }")
        )
        .is_empty()
    );
}

#[test]
fn a_wrong_use_is_noticed() {
    assert_eq!(wrong_uses("model/zones.rs", "let t = std::fs::read(p);").len(), 1);
    assert_eq!(wrong_uses("render/json.rs", "use miette::Report;").len(), 1);
    assert_eq!(wrong_uses("syntax/printer.rs", "use pest::Parser;").len(), 1);
    assert_eq!(wrong_uses("evaluate/mod.rs", "jiff::Timestamp::now()").len(), 1);
    assert!(wrong_uses("cli/files.rs", "use std::fs;").is_empty());
    assert!(wrong_uses("syntax/parser/clauses.rs", "use pest::Parser;").is_empty());
    assert!(wrong_uses("render/terminal.rs", "use miette::Report;").is_empty());
}
