//! What is said to a drafter: facts and words, no drawing.
//!
//! A [`Diagnostic`] names a [`Code`] of the [catalogue](crate::catalogue), a title that is enough on its own, and labels
//! that each name a file, since an agreement and its annex are two. `render` turns it into a page, a line or JSON.

use crate::source::Span;

/// How sure a finding is, and what follows for the exit status.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// Provable: the text cannot be read, or contradicts itself.
    Error,
    /// A judgement, with a [`Confidence`].
    Warning,
    /// Context.
    Note,
}

impl Severity {
    /// The word under which it is printed.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Error => "error",
            Self::Warning => "warning",
            Self::Note => "note",
        }
    }
}

/// How often a warning of this kind is right.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Confidence {
    /// Nearly always.
    High,
    /// More often than not.
    Medium,
    /// Worth a look.
    Low,
}

impl Confidence {
    /// The word under which it is printed.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::High => "high",
            Self::Medium => "medium",
            Self::Low => "low",
        }
    }
}

/// One kind of finding. The values stand in [`crate::catalogue`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Code {
    /// A slug that names the fault and reads well after "allow"; never reused.
    pub slug: &'static str,
    /// The level, unless a configuration says otherwise.
    pub severity: Severity,
    /// One line: what it finds.
    pub summary: &'static str,
    /// The page that `armistice explain` prints, in Markdown.
    pub page: &'static str,
    /// What it rests on.
    pub kind: Kind,
}

/// What a finding rests on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// The text cannot be read, or not be understood.
    Text,
    /// It is proved of a text that is understood.
    Proof,
    /// It is a judgement on a text that is understood.
    Judgement {
        /// What part of an agreement it is about.
        part: Part,
        /// How often it is right.
        confidence: Confidence,
    },
}

/// The parts of an agreement, in the order in which a mediator goes through a draft.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Part {
    /// Who is bound, who is left out, and by whom they are led.
    Parties,
    /// What is forbidden, permitted and owed.
    Conduct,
    /// When: the start, the end, deadlines and how they are counted.
    Time,
    /// Where: zones, lines and distances.
    Ground,
    /// Who sees what happens, and who says what it was.
    Verification,
    /// What follows from a violation.
    Breach,
    /// The text itself: annexes, other texts, its own names.
    Instrument,
    /// The official wording beside what the clause says.
    Wording,
}

impl Part {
    /// All parts, in order.
    pub const ALL: [Self; 8] = [
        Self::Parties,
        Self::Conduct,
        Self::Time,
        Self::Ground,
        Self::Verification,
        Self::Breach,
        Self::Instrument,
        Self::Wording,
    ];

    /// A heading.
    #[must_use]
    pub fn title(self) -> &'static str {
        match self {
            Self::Parties => "Who",
            Self::Conduct => "What",
            Self::Time => "When",
            Self::Ground => "Where",
            Self::Verification => "Who verifies",
            Self::Breach => "What follows from a violation",
            Self::Instrument => "The instrument",
            Self::Wording => "The official wording",
        }
    }
}

impl Code {
    /// Whether a drafter may answer it with a waiver, and a configuration set its level. What keeps a text from being
    /// understood stays what it is.
    #[must_use]
    pub fn waivable(&self) -> bool {
        self.kind != Kind::Text
    }
}

/// Words in a text, and what they have to do with the finding.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Label {
    /// Where.
    pub span: Span,
    /// Six words or fewer; may be empty for the primary label.
    pub text: String,
}

/// One replacement in one file.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Edit {
    /// What is replaced; empty for an insertion.
    pub span: Span,
    /// What stands there afterwards.
    pub replacement: String,
}

/// Something the drafter can do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Help {
    /// Imperative, in the language of the agreement.
    pub text: String,
    /// The mend itself, where it is mechanical: applying these edits removes the finding.
    pub edits: Vec<Edit>,
    /// Whether the mend changes nothing that anybody is bound to, so that it may be made without asking.
    pub safe: bool,
}

/// A finding.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Diagnostic {
    /// What kind.
    pub code: &'static Code,
    /// The level of this one.
    pub severity: Severity,
    /// For a warning.
    pub confidence: Option<Confidence>,
    /// The fact: at most 60 characters, lower case, no full stop, names in backticks.
    pub title: String,
    /// The first is the primary one: the smallest guilty words.
    pub labels: Vec<Label>,
    /// A concrete fact in words, which shows the finding.
    pub witness: Option<String>,
    /// The same as a scenario of the language, to be pasted into the agreement, where the language can say it.
    pub scenario: Option<String>,
    /// What can be done; two where the choice is political.
    pub helps: Vec<Help>,
    /// The article's heading, the official wording, the assumptions of a proof.
    pub notes: Vec<String>,
}

impl Diagnostic {
    /// A finding at a place, of its code's own level.
    #[must_use]
    pub fn new(code: &'static Code, span: Span, title: impl Into<String>) -> Self {
        Self {
            code,
            severity: code.severity,
            confidence: match code.kind {
                Kind::Judgement { confidence, .. } => Some(confidence),
                Kind::Text | Kind::Proof => None,
            },
            title: title.into(),
            labels: vec![Label { span, text: String::new() }],
            witness: None,
            scenario: None,
            helps: Vec::new(),
            notes: Vec::new(),
        }
    }

    /// Says why the primary words are shown.
    #[must_use]
    pub fn because(mut self, text: impl Into<String>) -> Self {
        if let Some(label) = self.labels.first_mut() {
            label.text = text.into();
        }
        self
    }

    /// Shows other words.
    #[must_use]
    pub fn and(mut self, span: Span, text: impl Into<String>) -> Self {
        self.labels.push(Label { span, text: text.into() });
        self
    }

    /// Adds an advice that is not mechanical.
    #[must_use]
    pub fn help(mut self, text: impl Into<String>) -> Self {
        self.helps.push(Help { text: text.into(), edits: Vec::new(), safe: false });
        self
    }

    /// Adds a mend: these words are replaced.
    #[must_use]
    pub fn mend(self, text: impl Into<String>, span: Span, replacement: impl Into<String>) -> Self {
        self.mends(text, vec![Edit { span, replacement: replacement.into() }])
    }

    /// Adds a mend of several replacements.
    #[must_use]
    pub fn mends(mut self, text: impl Into<String>, edits: Vec<Edit>) -> Self {
        self.helps.push(Help { text: text.into(), edits, safe: false });
        self
    }

    /// Adds a mend that changes nothing that anybody is bound to.
    #[must_use]
    pub fn safe_mend(mut self, text: impl Into<String>, span: Span, replacement: impl Into<String>) -> Self {
        let edits = vec![Edit { span, replacement: replacement.into() }];
        self.helps.push(Help { text: text.into(), edits, safe: true });
        self
    }

    /// Adds context.
    #[must_use]
    pub fn note(mut self, text: impl Into<String>) -> Self {
        self.notes.push(text.into());
        self
    }

    /// The guilty words.
    #[must_use]
    pub fn span(&self) -> Option<Span> {
        self.labels.first().map(|label| label.span)
    }
}

/// A finding that the drafter has answered: `waive CODE because "..."`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Waived {
    /// The finding.
    pub diagnostic: Diagnostic,
    /// The drafter's reason, in the drafter's words.
    pub because: String,
}

/// One input, one output: by file, place, code and title.
pub fn sort(diagnostics: &mut Vec<Diagnostic>) {
    diagnostics.sort_by(|a, b| {
        (a.span(), a.code.slug, &a.title, &a.labels.len()).cmp(&(
            b.span(),
            b.code.slug,
            &b.title,
            &b.labels.len(),
        ))
    });
    diagnostics.dedup();
}
