//! `armistice graph`: the rule graph, drawn.

use super::files;
use super::report::{Beside, Inputs};
use super::shell::{Shell, Status};
use crate::catalogue;
use crate::diagnostic::{Diagnostic, Severity};
use crate::draft::Checked;
use crate::graph::{Node, RuleGraph};
use crate::model::Model;
use crate::render::graph::dot::dot;
use crate::render::graph::mermaid::mermaid;
use crate::render::graph::svg::svg;
use crate::render::graph::{Around, Marks, Picture, Show, View};
use crate::render::terminal::{Style, terminal};
use crate::render::{Findings, Input};
use crate::suggest::closest;
use crate::{draft, review};
use clap::{Args, ValueEnum};
use std::path::{Path, PathBuf};

/// Draw which clauses prevail over, wait for and speak of what
#[derive(Args, Debug)]
#[command(after_help = "Examples:\n  armistice graph terms.agreement --out rules.svg\n  \
                  armistice graph terms.agreement --around 2.1 --format mermaid\n  \
                  armistice graph terms.agreement | dot -Tpdf > rules.pdf\n\n\
                  What the checker finds is marked: conflicts as red double lines, circles as red arrows. \
                  docs/graph.md explains the marks.")]
pub struct Graph {
    /// The agreement; `-` is standard input
    #[arg(value_name = "TERMS")]
    terms: PathBuf,

    /// How the graph is printed
    #[arg(long, value_name = "FORMAT", default_value = "dot")]
    format: Format,

    /// Draw only what is linked to this clause, or to the clauses of this article
    #[arg(long, value_name = "NUMBER")]
    around: Option<String>,

    /// How many links away from it
    #[arg(long, value_name = "N", default_value_t = 1, requires = "around")]
    depth: usize,

    /// What is drawn beside the clauses
    #[arg(long, value_name = "WHAT", default_value = "used")]
    show: Shown,

    /// Write to a file instead; its ending decides the format: .dot, .gv, .mmd, .mermaid or .svg
    #[arg(long, value_name = "FILE")]
    out: Vec<PathBuf>,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum Format {
    /// For Graphviz
    Dot,
    /// A flowchart that code hosts draw within Markdown
    Mermaid,
    /// A drawing for browsers and for paper
    Svg,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum Shown {
    /// Nothing
    Clauses,
    /// Zones and terms that a clause leads to, if only through others
    Used,
    /// Every zone and term
    All,
}

impl Graph {
    pub(super) fn run(self, shell: &mut Shell) -> Status {
        let mut inputs = Inputs::read(std::slice::from_ref(&self.terms), shell);
        let Some(&(_, file)) = inputs.files.first() else { return Status::Unusable };
        let beside = Beside::new(&self.terms);
        let checked = draft::understand(&inputs.sources, file, &beside);
        let report =
            review::review(&mut inputs.sources, file, &checked, &beside, &review::Settings::proofs());
        let mut read = inputs.inputs.clone();
        read.extend(beside.into_inputs());
        if let Some(status) = refuse(&checked, &inputs, shell) {
            return status;
        }
        let view = match self.view(&checked.model) {
            Ok(view) => view,
            Err(why) => {
                shell.complain(&why);
                return Status::Unusable;
            }
        };
        let rules = RuleGraph::of(&checked.model);
        let marks = Marks::of(&checked.model, &rules, &report.found);
        let mut picture = Picture::of(&checked.model, &inputs.sources, &rules, &marks, &view);
        picture.made_from = self.made_from(&read, report.waived.len());
        self.print(&picture, shell)
    }

    fn view(&self, model: &Model) -> Result<View, String> {
        let show = match self.show {
            Shown::Clauses => Show::Clauses,
            Shown::Used => Show::Used,
            Shown::All => Show::All,
        };
        let Some(number) = &self.around else { return Ok(View { around: None, show }) };
        let clauses = model.clauses_under(number);
        if clauses.is_empty() {
            let near = closest(number, model.labels.keys().map(String::as_str));
            let near = near.map_or(String::new(), |near| format!("; did you mean {near}?"));
            return Err(format!("--around: no clause or article has the number {number}{near}"));
        }
        let centre = clauses.iter().copied().map(Node::Clause).collect();
        Ok(View { around: Some(Around { centre, depth: self.depth }), show })
    }

    fn print(&self, picture: &Picture, shell: &mut Shell) -> Status {
        if self.out.is_empty() {
            return match page(picture, self.format) {
                Ok(page) => {
                    shell.say_raw(page.as_bytes());
                    Status::Clean
                }
                Err(why) => {
                    shell.complain(&why);
                    Status::Unusable
                }
            };
        }
        let mut status = Status::Clean;
        for path in &self.out {
            let written = format_of(path).and_then(|format| page(picture, format)).and_then(|page| {
                files::write(path, &page).map_err(|error| format!("{}: {error}", path.display()))
            });
            if let Err(why) = written {
                shell.complain(&why);
                status = Status::Unusable;
            }
        }
        status
    }

    /// What a picture was made from, so that it can be made again.
    fn made_from(&self, read: &[Input], waived: usize) -> Vec<String> {
        let mut made = format!("armistice {} graph", env!("CARGO_PKG_VERSION"));
        if let Some(number) = &self.around {
            made += &format!(" --around {number} --depth {}", self.depth);
        }
        match self.show {
            Shown::Clauses => made += " --show clauses",
            Shown::Used => {}
            Shown::All => made += " --show all",
        }
        let mut lines = vec![made];
        lines.extend(read.iter().map(|input| format!("{} sha256:{}", input.name, input.sha256)));
        match waived {
            0 => {}
            1 => lines.push("1 finding is waived and not marked".to_owned()),
            _ => lines.push(format!("{waived} findings are waived and not marked")),
        }
        lines
    }
}

/// The end of the run, where the text has errors that leave its graph unknown. Clauses that prevail over one another in a
/// circle are none of these: the circle is what a drafter wants to see.
fn refuse(checked: &Checked, inputs: &Inputs, shell: &mut Shell) -> Option<Status> {
    let hides = |finding: &&Diagnostic| {
        finding.severity == Severity::Error && finding.code != &catalogue::PRIORITY_CYCLE
    };
    let errors: Vec<Diagnostic> = checked.found.iter().filter(hides).cloned().collect();
    if errors.is_empty() {
        return None;
    }
    let findings = Findings {
        sources: &inputs.sources,
        found: &errors,
        waived: &[],
        inputs: &inputs.inputs,
        options: &[],
    };
    shell.say(&terminal(&findings, Style { width: shell.width(), color: true }));
    shell.complain("an agreement with errors is not drawn");
    Some(Status::Findings)
}

fn page(picture: &Picture, format: Format) -> Result<String, String> {
    match format {
        Format::Dot => Ok(dot(picture)),
        Format::Mermaid => Ok(mermaid(picture)),
        Format::Svg => svg(picture).map_err(|too_large| too_large.to_string()),
    }
}

fn format_of(path: &Path) -> Result<Format, String> {
    match path.extension().and_then(|ending| ending.to_str()) {
        Some("dot" | "gv") => Ok(Format::Dot),
        Some("mmd" | "mermaid") => Ok(Format::Mermaid),
        Some("svg") => Ok(Format::Svg),
        _ => Err(format!("{}: --out knows the endings .dot, .gv, .mmd, .mermaid and .svg", path.display())),
    }
}
