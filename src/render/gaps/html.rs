//! What no clause mentions, as one page: for a screen, for paper, and without scripts or other files.

use super::{Silence, Tone};
use crate::gaps::{ActGaps, Matrix, matrices};
use crate::model::actors::ActorOrigin;
use crate::model::ids::ClauseId;
use crate::render::html::{escaped, text};
use crate::render::visible::visible;
use crate::scope::listed;

/// Acts named over a column before the others are only counted; all of them stand in the list of gaps.
const MOST_ACTS: usize = 6;

/// The whole page.
#[must_use]
pub fn html(silence: &Silence<'_>) -> String {
    let title = text(&silence.model.title);
    let mut page = String::new();
    page += "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n";
    page += "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n";
    page += &format!(
        "<title>What no clause mentions: {title}</title>\n<style>\n{STYLE}</style>\n</head>\n<body>\n"
    );
    page += &format!("<header>\n<p class=\"kind\">What no clause mentions</p>\n<h1>{title}</h1>\n");
    page += &format!("<p>{}.</p>\n</header>\n", text(&silence.summary()));
    page += LEGEND;
    for matrix in matrices(silence.model, silence.gaps) {
        page += &table(silence, &matrix);
    }
    page += "<section>\n<h2>Gaps, the largest first</h2>\n";
    if silence.gaps.acts.is_empty() {
        page += "<p>Every act in question is mentioned between every pair, throughout.</p>\n";
    }
    for act in &silence.gaps.acts {
        page += &gaps(silence, act);
    }
    page += "</section>\n";
    page += &clauses(silence);
    page += &names(silence);
    page += &footer(silence);
    page + "</body>\n</html>\n"
}

fn table(silence: &Silence<'_>, matrix: &Matrix) -> String {
    let mut out = format!("<section>\n<h2>{}</h2>\n", text(&capital(matrix.aim.words())));
    if !matrix.acts.is_empty() {
        out += &rows(silence, matrix);
    }
    if !matrix.silent.is_empty() {
        let acts = listed(&silence.acts(&matrix.silent), "and");
        out += &format!("<p><b>?</b> Mentioned by no clause, whoever does it: {}.</p>\n", text(&acts));
    }
    out + "</section>\n"
}

fn rows(silence: &Silence<'_>, matrix: &Matrix) -> String {
    let mut out = "<table>\n<thead><tr><td></td>".to_owned();
    for acts in &matrix.acts {
        out += &format!("<th scope=\"col\">{}</th>", text(&capital(&silence.heading(acts, MOST_ACTS))));
    }
    out += "</tr></thead>\n<tbody>\n";
    for row in &matrix.rows {
        let blocks: Vec<String> = row.blocks.iter().map(|block| text(&silence.block(block))).collect();
        out += &format!("<tr><th scope=\"row\">{}</th>", blocks.join("<br>"));
        for cell in &row.cells {
            let (class, mark) = tone(Silence::tone(cell));
            let lines: Vec<String> = silence.cell(cell).iter().map(|line| line_of_cell(line)).collect();
            out += &format!("<td class=\"{class}\"><b>{mark}</b> {}</td>", lines.join("<br>"));
        }
        out += "</tr>\n";
    }
    out + "</tbody>\n</table>\n"
}

/// What it depends on stands smaller than what it is.
fn line_of_cell(line: &str) -> String {
    if line.starts_with("depending") { format!("<small>{}</small>", text(line)) } else { text(line) }
}

/// Class and mark: the mark says without colour what the colour says.
fn tone(tone: Tone) -> (&'static str, &'static str) {
    match tone {
        Tone::Forbidden => ("forbidden", "&#10005;"),
        Tone::Permitted => ("permitted", "&#10003;"),
        Tone::Required => ("required", "!"),
        Tone::Mentioned => ("mentioned", "&#8226;"),
        Tone::Mixed => ("mixed", "&#189;"),
        Tone::PartlySilent => ("partly", "?&#189;"),
        Tone::Silent => ("silent", "?"),
    }
}

fn gaps(silence: &Silence<'_>, act: &ActGaps) -> String {
    let mut out = format!(
        "<article>\n<h3>{} <span class=\"share\">{}</span></h3>\n<ul>\n",
        text(&capital(&silence.acts(&act.acts).join(", "))),
        text(&silence.share(act.combinations))
    );
    for group in &act.groups {
        out += &format!(
            "<li><p><strong>{}</strong>: {} <span class=\"share\">{}</span></p>\n",
            text(&silence.block(&group.block)),
            text(&silence.extent(group)),
            text(&silence.share(group.combinations))
        );
        if !group.witness_words.is_empty() {
            out += &format!("<p class=\"witness\">For example: {}</p>\n", text(&group.witness_words));
        }
        if let Some(scenario) = &group.scenario {
            let scenario = escaped(&visible(scenario));
            out += &format!("<details><summary>as a scenario</summary><pre>{scenario}</pre></details>\n");
        }
        out += "</li>\n";
    }
    out + "</ul>\n</article>\n"
}

/// The clauses that stand in the matrix, with their words.
fn clauses(silence: &Silence<'_>) -> String {
    let met = silence.gaps.table.standings.iter().flat_map(|standing| &standing.met);
    let mut clauses: Vec<ClauseId> = met.map(|met| met.clause).collect();
    clauses.sort_unstable();
    clauses.dedup();
    let mut out = "<section>\n<h2>The clauses that are named above</h2>\n<dl>\n".to_owned();
    for clause in clauses.into_iter().filter_map(|id| silence.model.clause(id)) {
        let sentence = text(silence.sources.words(clause.words));
        let wording = clause.wording.as_ref().map(|wording| format!("<q>{}</q><br>", text(wording)));
        out +=
            &format!("<dt>{}</dt><dd>{}{sentence}</dd>\n", text(&clause.label), wording.unwrap_or_default());
    }
    out + "</dl>\n</section>\n"
}

/// The short names with the full ones.
fn names(silence: &Silence<'_>) -> String {
    let (actors, interest) = (&silence.model.actors, &silence.gaps.interest);
    let single = actors.leaves.iter().enumerate().filter(|(index, leaf)| {
        let named = matches!(leaf.origin, ActorOrigin::Declared(_));
        named && (interest.actors.contains(*index) || interest.targets.contains(*index))
    });
    let groups = actors.groups.iter().map(|group| (&group.name, &group.title));
    let all = groups.chain(single.map(|(_, leaf)| (&leaf.name, &leaf.title)));
    let mut out = "<section>\n<h2>Who is meant</h2>\n<p class=\"names\">".to_owned();
    for (name, title) in all.filter(|(name, title)| name != title) {
        out += &format!("<span><b>{}</b> {}</span>\n", text(name), text(title));
    }
    out + "</p>\n</section>\n"
}

fn footer(silence: &Silence<'_>) -> String {
    let mut out = "<footer>\n".to_owned();
    for caution in silence.cautions() {
        out += &format!("<p>{}</p>\n", text(&caution));
    }
    let inputs: Vec<String> = silence
        .inputs
        .iter()
        .map(|input| format!("{} <code>{}</code>", text(&input.name), text(&input.sha256)))
        .collect();
    let options = silence.options.iter().map(|option| format!(" {option}")).collect::<String>();
    out += &format!(
        "<p class=\"made\">Made by armistice {} gaps{} from<br>{}</p>\n",
        env!("CARGO_PKG_VERSION"),
        text(&options),
        inputs.join("<br>")
    );
    out + "</footer>\n"
}

fn capital(words: &str) -> String {
    let mut letters = words.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

const LEGEND: &str = "<p class=\"legend\"><span class=\"forbidden\"><b>&#10005;</b> forbidden</span> \
<span class=\"permitted\"><b>&#10003;</b> permitted</span> <span class=\"required\"><b>!</b> required</span> \
<span class=\"mentioned\"><b>&#8226;</b> mentioned, not judged</span> \
<span class=\"mixed\"><b>&#189;</b> it depends</span> \
<span class=\"partly\"><b>?&#189;</b> partly mentioned by no clause</span> \
<span class=\"silent\"><b>?</b> no clause mentions it</span> \
<span class=\"note\">Numbers are those of the clauses.</span></p>\n";

const STYLE: &str = "\
:root { color-scheme: light; }
body { font: 15px/1.45 Georgia, 'Times New Roman', serif; color: #1a1a1a; background: #fff; margin: 2rem auto;
  max-width: 76rem; padding: 0 1.5rem; }
h1 { font-size: 1.7rem; margin: 0 0 .4rem; }
h2 { font-size: 1.15rem; margin: 2rem 0 .6rem; border-bottom: 1px solid #999; padding-bottom: .2rem; }
h3 { font-size: 1rem; margin: 1.4rem 0 .3rem; }
.kind { text-transform: uppercase; letter-spacing: .08em; font-size: .8rem; color: #555; margin: 0; }
table { border-collapse: collapse; width: 100%; font-size: .85rem; table-layout: fixed; }
thead td { width: 26%; }
th, td { border: 1px solid #888; padding: .35rem .5rem; text-align: left; vertical-align: top; }
thead th { background: #f1f1ee; vertical-align: bottom; }
tbody th { font-weight: 600; }
td b, .legend b { display: inline-block; min-width: 1.1em; }
.forbidden { background: #f6dcd8; }
.permitted { background: #dcecdc; }
.required { background: #dbe6f5; }
.mentioned { background: #ececec; }
.mixed { background: #fbf0cf; }
.partly { background: repeating-linear-gradient(135deg, #fff, #fff 6px, #f6efe0 6px, #f6efe0 12px); }
.silent { background: #fff; color: #555; }
thead td { border: 0; }
.legend span { border: 1px solid #888; padding: .15rem .5rem; margin-right: .3rem; font-size: .85rem; display: inline-block; }
small { color: #444; }
.legend .note { border: 0; color: #555; }
ul { padding-left: 1.2rem; }
li { margin-bottom: .5rem; break-inside: avoid; }
li p { margin: 0; }
.share { color: #555; font-weight: normal; font-size: .85rem; white-space: nowrap; }
summary { color: #555; font-size: .85rem; cursor: pointer; }
.witness { color: #444; font-size: .9rem; }
pre { background: #f6f6f3; border-left: 3px solid #bbb; margin: .3rem 0; padding: .4rem .7rem; font-size: .8rem;
  white-space: pre-wrap; }
dt { font-weight: bold; float: left; clear: left; width: 4rem; }
dd { margin: 0 0 .5rem 4rem; }
/* A short name stands beside its full one. */
.names span { display: inline-block; margin: 0 1.5rem .3rem 0; font-size: .9rem; }
footer { margin-top: 2rem; border-top: 1px solid #999; color: #444; font-size: .8rem; overflow-wrap: anywhere; }
@page { size: A4 landscape; margin: 14mm; }
@media print {
  body { margin: 0; max-width: none; padding: 0; font-size: 10pt; }
  * { print-color-adjust: exact; -webkit-print-color-adjust: exact; }
  tr { break-inside: avoid; }
  thead { display: table-header-group; }
  details { display: none; }
  h2, h3 { break-after: avoid; }
}
";

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_of_a_text_is_a_tag() {
        assert_eq!(text("<b>\"x\" & 'y'\u{202e}"), "&lt;b&gt;&quot;x&quot; &amp; &#39;y&#39;\u{fffd}");
    }
}
