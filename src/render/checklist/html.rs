//! The checklist as one page: for a screen, for paper, and without scripts or other files.

use super::{Questions, parted};
use crate::render::html::text;

/// The whole page.
#[must_use]
pub fn html(questions: &Questions<'_>) -> String {
    let title = text(&questions.model.title);
    let mut page = String::new();
    page += "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n";
    page += "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n";
    page +=
        &format!("<title>Drafting checklist: {title}</title>\n<style>\n{STYLE}</style>\n</head>\n<body>\n");
    page +=
        &format!("<header>\n<p class=\"kind\">Drafting checklist</p>\n<h1>{title}</h1>\n</header>\n<main>\n");
    for section in questions.sections {
        let (answered, open) = parted(section);
        page += &format!("<section>\n<h2>{}</h2>\n<dl>\n", text(section.title));
        for (question, answer) in answered {
            page += &format!("<dt>{}</dt><dd>{}</dd>\n", text(question), text(&answer));
        }
        if !open.is_empty() {
            page += &format!(
                "<dt class=\"open\">not in the text</dt><dd class=\"open\">{}</dd>\n",
                text(&open.join("; "))
            );
        }
        page += "</dl>\n</section>\n";
    }
    page += "</main>\n<footer>\n<p>Numbers are those of the clauses.</p>\n";
    for input in questions.inputs {
        page += &format!("<p>{} SHA-256 {}</p>\n", text(&input.name), text(&input.sha256));
    }
    page + "</footer>\n</body>\n</html>\n"
}

const STYLE: &str = "\
@page { size: A4; margin: 12mm; }
body { font: 9.5pt/1.3 Georgia, 'Times New Roman', serif; color: #1a1a1a; max-width: 190mm; margin: 1em auto; padding: 0 1em; }
.kind { margin: 0; color: #555; letter-spacing: .04em; }
h1 { font-size: 13pt; margin: 0 0 .6em; }
h2 { font-size: 10pt; margin: .7em 0 .15em; border-bottom: 1px solid #999; }
section { break-inside: avoid; }
dl { display: grid; grid-template-columns: 12.5em 1fr; gap: .05em .8em; margin: 0; }
dt { color: #444; }
dd { margin: 0; }
.open { color: #8a3b00; }
dd.open { font-style: italic; }
footer { color: #777; font-size: 7pt; margin-top: 1em; }
footer p { margin: 0; overflow-wrap: anywhere; }
";
