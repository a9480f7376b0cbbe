//! An agreement, read and understood: what every subcommand that uses one begins with.

use super::report::{Beside, Inputs};
use super::shell::{Shell, Status};
use crate::diagnostic::Severity;
use crate::draft;
use crate::model::Model;
use crate::render::terminal::{Style, terminal};
use crate::render::{Findings, Input};
use crate::source::Sources;
use crate::syntax::tree::Agreement;
use std::path::Path;

/// An agreement without errors.
pub struct Prepared {
    /// The tree.
    pub agreement: Agreement,
    /// The model.
    pub model: Model,
    /// The texts.
    pub sources: Sources,
    /// The agreement and the files beside it.
    pub inputs: Vec<Input>,
}

/// Reads an agreement. One with errors is not used: they are printed, and the run is over.
///
/// # Errors
/// The status with which the run ends.
pub fn prepare(path: &Path, used: &str, shell: &mut Shell) -> Result<Prepared, Status> {
    let mut inputs = Inputs::read(std::slice::from_ref(&path.to_owned()), shell);
    let Some((_, file)) = inputs.files.first().cloned() else { return Err(Status::Unusable) };
    let beside = Beside::new(path);
    let checked = draft::understand(&inputs.sources, file, &beside);
    inputs.inputs.extend(beside.into_inputs());
    let errors: Vec<_> =
        checked.found.iter().filter(|finding| finding.severity == Severity::Error).cloned().collect();
    if errors.is_empty() {
        return Ok(Prepared {
            agreement: checked.agreement,
            model: checked.model,
            sources: inputs.sources,
            inputs: inputs.inputs,
        });
    }
    let findings = Findings {
        sources: &inputs.sources,
        found: &errors,
        waived: &[],
        inputs: &inputs.inputs,
        options: &[],
    };
    shell.say(&terminal(&findings, Style { width: shell.width(), color: true }));
    shell.complain(&format!("an agreement with errors is not {used}"));
    Err(Status::Findings)
}
