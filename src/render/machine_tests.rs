//! The formats for machines, each over the same two findings.

use super::*;
use crate::diagnostic::{Code, Confidence, Edit, Kind};
use crate::source::Span;
use serde_json::Value;

static UNKNOWN_NAME: Code = Code {
    slug: "unknown-name",
    severity: Severity::Error,
    summary: "a name that nothing declares",
    page: "# unknown-name\n",
    kind: Kind::Text,
};
static UNREADABLE_SENTENCE: Code = Code {
    slug: "unreadable-sentence",
    severity: Severity::Error,
    summary: "a sentence of no known form",
    page: "# unreadable-sentence\n",
    kind: Kind::Text,
};

/// A warning with a mend in two files, and a waived error; the names of the files need escapes.
fn with_findings(check: impl Fn(&Findings<'_>)) {
    let mut sources = Sources::default();
    let terms = sources.add("my terms,1.agreement", "# حلب\n1.1 حلب shall attak ISIL.\n");
    let annex = sources.add("annex.agreement", "party\nISIL.\n");
    let text = sources.file(terms).unwrap().text();
    let at = text.find("attak").unwrap();
    let word = Span::new(terms, at, at + 5);
    let other = Span::new(annex, 0, 10);
    let finding = Diagnostic::new(&UNKNOWN_NAME, word, "no act is called `attak`")
        .because("100 % unknown:\nhere")
        .and(other, "declared here")
        .help("name an act")
        .mends(
            "write `attack`",
            vec![
                Edit { span: word, replacement: "attack".into() },
                Edit { span: Span::new(annex, 5, 6), replacement: " ".into() },
            ],
        )
        .note("article 1");
    let finding = Diagnostic {
        severity: Severity::Warning,
        confidence: Some(Confidence::Medium),
        witness: Some("100 %\nsure".into()),
        ..finding
    };
    let waived = Waived {
        diagnostic: Diagnostic::new(&UNREADABLE_SENTENCE, other, "unreadable"),
        because: "so published".into(),
    };
    let input = Input { name: "my terms,1.agreement".into(), sha256: "ab".repeat(32) };
    let (options, inputs) = (["--deny".to_owned(), "warnings".to_owned()], [input]);
    let (found, waived) = ([finding], [waived]);
    check(&Findings {
        sources: &sources,
        found: &found,
        waived: &waived,
        inputs: &inputs,
        options: &options,
    });
}

#[test]
fn short_lines_count_characters() {
    with_findings(|findings| {
        assert_eq!(
            short::short(findings),
            "my terms,1.agreement:2:15: warning[unknown-name]: no act is called `attak`\n"
        );
    });
}

#[test]
fn workflow_commands_escape_what_github_reads() {
    with_findings(|findings| {
        assert_eq!(
            github::github(findings),
            "::warning file=my terms%2C1.agreement,line=2,endLine=2,col=15,endColumn=20,title=unknown-name::\
             no act is called `attak`%0Awitness: 100 %25%0Asure%0Ahelp: name an act%0Ahelp: write `attack`%0A\
             note: article 1\n"
        );
    });
}

#[test]
fn json_follows_its_schema() {
    with_findings(|findings| insta::assert_snapshot!(json::json(findings)));
}

/// Every field that is written is described on the page of the schema.
#[test]
fn the_page_of_the_schema_names_every_field() {
    fn fields(value: &Value, into: &mut std::collections::BTreeSet<String>) {
        match value {
            Value::Object(map) => map.iter().for_each(|(key, value)| {
                into.insert(key.clone());
                fields(value, into);
            }),
            Value::Array(items) => items.iter().for_each(|item| fields(item, into)),
            _ => {}
        }
    }
    let page = include_str!("../../docs/findings-json.md");
    assert!(page.contains(json::SCHEMA));
    with_findings(|findings| {
        let mut names = std::collections::BTreeSet::new();
        fields(&serde_json::from_str(&json::json(findings)).unwrap(), &mut names);
        assert!(names.len() > 20);
        for name in names {
            assert!(page.contains(&format!("`{name}`")), "docs/findings-json.md does not describe `{name}`");
        }
    });
}

/// The spans of the JSON form cut the same words out of the file's bytes as the finding meant.
#[test]
fn json_bytes_cut_out_the_words() {
    with_findings(|findings| {
        let document: Value = serde_json::from_str(&json::json(findings)).unwrap();
        assert_eq!(document["schema"], json::SCHEMA);
        let label = &document["findings"][0]["labels"][0];
        let byte = |end: &str| label[end]["byte"].as_u64().unwrap() as usize;
        let file = findings.sources.file(findings.found[0].span().unwrap().file).unwrap();
        assert_eq!(&file.text()[byte("start")..byte("end")], "attak");
        assert_eq!(document["summary"]["waived"], 1);
    });
}

#[test]
fn sarif_has_the_shape_that_the_standard_asks_for() {
    with_findings(|findings| {
        let text = sarif::sarif(findings);
        let log: Value = serde_json::from_str(&text).unwrap();
        assert_eq!(log["version"], "2.1.0");
        let run = &log["runs"][0];
        let rules = run["tool"]["driver"]["rules"].as_array().unwrap();
        let results = run["results"].as_array().unwrap();
        assert_eq!((rules.len(), results.len()), (2, 2));
        for result in results {
            // SARIF 3.27.6: the index leads to the rule of the same id.
            let index = result["ruleIndex"].as_u64().unwrap() as usize;
            assert_eq!(rules[index]["id"], result["ruleId"]);
            assert!(["error", "warning", "note"].contains(&result["level"].as_str().unwrap()));
            assert!(result["message"]["text"].is_string());
            let place = &result["locations"][0]["physicalLocation"];
            assert!(place["region"]["startLine"].as_u64() >= Some(1));
            assert!(place["region"]["startColumn"].as_u64() >= Some(1));
        }
        let fix = &results[0]["fixes"][0];
        assert_eq!(fix["artifactChanges"].as_array().unwrap().len(), 2, "one change a file");
        assert_eq!(results[1]["suppressions"][0]["justification"], "so published");
        insta::assert_snapshot!(text);
    });
}

#[test]
fn nothing_found_is_a_whole_document_too() {
    let sources = Sources::default();
    let findings = Findings { sources: &sources, found: &[], waived: &[], inputs: &[], options: &[] };
    let sarif: Value = serde_json::from_str(&sarif::sarif(&findings)).unwrap();
    assert_eq!(sarif["runs"][0]["results"].as_array().map(Vec::len), Some(0));
    let json: Value = serde_json::from_str(&json::json(&findings)).unwrap();
    assert_eq!(json["findings"].as_array().map(Vec::len), Some(0));
    assert_eq!(short::short(&findings) + &github::github(&findings), "");
}
