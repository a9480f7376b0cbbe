//! Standard output and standard error, and the exit status.

use crate::render::visible::visible;
use anstream::AutoStream;
use clap::ValueEnum;
use std::io::{self, ErrorKind, Write};

/// How a run ended; the worst of its files decides.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Status {
    /// Nothing was found.
    Clean = 0,
    /// There are findings that count as errors.
    Findings = 1,
    /// Wrong usage, or something could not be read or written.
    Unusable = 2,
}

/// When to write in colour.
#[derive(Clone, Copy, Debug, ValueEnum)]
pub enum ColorWhen {
    /// On a terminal, unless NO_COLOR is set
    Auto,
    /// Into pipes and files too
    Always,
    /// Never
    Never,
}

/// What a subcommand writes to.
///
/// A reader who has gone away (`armistice explain | head -1`) is no error: what follows is dropped. Any other failure
/// to write is remembered and makes the run [`Status::Unusable`].
pub struct Shell {
    out: AutoStream<io::Stdout>,
    err: AutoStream<io::Stderr>,
    failure: Option<io::Error>,
}

impl Shell {
    /// Colours are stripped from what is written where they are not wanted, so text may always be given with them.
    #[must_use]
    pub fn new(color: ColorWhen) -> Self {
        let choice = match color {
            ColorWhen::Auto => anstream::ColorChoice::Auto,
            ColorWhen::Always => anstream::ColorChoice::Always,
            ColorWhen::Never => anstream::ColorChoice::Never,
        };
        Self {
            out: AutoStream::new(io::stdout(), choice),
            err: AutoStream::new(io::stderr(), choice),
            failure: None,
        }
    }

    /// Writes a result to standard output, colours stripped where they are not wanted.
    pub fn say(&mut self, text: &str) {
        if self.failure.is_none() {
            self.failure = self.out.write_all(text.as_bytes()).err();
        }
    }

    /// Writes a file's content to standard output, byte for byte.
    pub fn say_raw(&mut self, bytes: &[u8]) {
        if self.failure.is_none() {
            self.failure = self.out.as_inner().lock().write_all(bytes).err();
        }
    }

    /// Writes a line about the run itself to standard error.
    pub fn remark(&mut self, line: &str) {
        // There is nobody left to tell when standard error cannot be written.
        let _ = writeln!(self.err, "{line}");
    }

    /// Writes `error: ...` to standard error. Names of files and arguments may stand in it as they were given.
    pub fn complain(&mut self, what: &str) {
        self.remark(&format!("\u{1b}[31merror:\u{1b}[0m {}", visible(what)));
    }

    /// How wide the page may be: the terminal's width, at most 120 columns; 100 where there is no terminal.
    #[must_use]
    pub fn width(&self) -> usize {
        terminal_size::terminal_size().map_or(100, |(width, _)| usize::from(width.0).min(120))
    }

    /// Flushes, and says how the run ended.
    #[must_use]
    pub fn finish(mut self, status: Status) -> Status {
        let flushed = self.out.flush().err();
        match self.failure.take().or(flushed) {
            Some(failure) if failure.kind() != ErrorKind::BrokenPipe => {
                self.complain(&format!("cannot write to standard output: {failure}"));
                Status::Unusable
            }
            _ => status,
        }
    }
}
