//! What the past decides, as both text and JSON tell it.

use super::Judged;
use crate::evaluate::Past;
use crate::model::ids::{ActorId, LiteralId};
use crate::model::past::Definition;
use crate::model::time;
use crate::scope::Course;
use crate::sets::{EARLIEST, Intervals, LATEST};

/// A condition that the past decides.
pub(super) struct Decided<'a> {
    /// Under whom, where that is not as written.
    pub reader: Option<ActorId>,
    /// The column of a log that records it.
    pub column: &'a str,
    /// The condition, to stand after "whether".
    pub words: &'a str,
    /// When it holds.
    pub course: &'a Course,
    /// Whether nothing can have changed it: that somebody is on a list, or that what is said of `that party` is so of one actor.
    pub unchanged: bool,
    /// The incidents that raise it, by their identifiers, each once.
    pub raised_by: Vec<&'a str>,
}

/// Every condition that the past decides, as written, and then as each reader has it who has it otherwise.
pub(super) fn decided<'a>(judged: &Judged<'a>) -> Vec<Decided<'a>> {
    let pasts = &judged.evaluation.pasts;
    let mut list = Vec::new();
    for (&literal, course) in &pasts.as_written.courses {
        list.extend(one(judged, None, &pasts.as_written, literal, course));
        for (reader, past) in &pasts.readers {
            let own = past.courses.get(&literal).filter(|own| *own != course);
            list.extend(own.and_then(|own| one(judged, Some(*reader), past, literal, own)));
        }
    }
    list
}

fn one<'a>(
    judged: &Judged<'a>,
    reader: Option<ActorId>,
    past: &Past,
    literal: LiteralId,
    course: &'a Course,
) -> Option<Decided<'a>> {
    let known = judged.model.literals.get(literal.index())?;
    let onsets = past.onsets.get(&literal).map_or(&[][..], Vec::as_slice);
    let mut places: Vec<usize> = onsets.iter().flat_map(|onset| onset.raised_by.iter().copied()).collect();
    places.sort_unstable();
    places.dedup();
    let ids = places.into_iter().filter_map(|place| judged.log.incidents.get(place));
    Some(Decided {
        reader,
        column: &known.column,
        words: &known.words,
        course,
        unchanged: stands(judged, literal).is_some_and(|stands| Course::exactly(stands) == *course),
        raised_by: ids.map(|incident| incident.id.as_str()).collect(),
    })
}

/// When a condition of one actor holds if nothing happens: that he is covered or excluded as the text has it, or never.
fn stands(judged: &Judged<'_>, literal: LiteralId) -> Option<Intervals> {
    if judged.model.past.of_that_party.contains_key(&literal) {
        return Some(Intervals::empty());
    }
    let actors = &judged.model.actors;
    let (list, actor) = match judged.model.past.definitions.get(&literal)? {
        Definition::Covered(actor) => (&actors.covered, actor),
        Definition::Excluded(actor) => (&actors.excluded, actor),
        _ => return None,
    };
    let own = list.iter().find(|(member, _)| member == actor);
    Some(own.map_or_else(Intervals::empty, |(_, times)| times.clone()))
}

/// Periods in the agreement's zone, at most so many of them: "from 2016-03-02 12:00 until 2016-03-05 00:00".
pub(super) fn periods(judged: &Judged<'_>, times: &Intervals, at_most: usize) -> String {
    let local = |at| time::local(at, &judged.model.time_zone);
    let words = times.iter().take(at_most).map(|bounds| match bounds {
        (EARLIEST, LATEST) => "throughout".to_owned(),
        (EARLIEST, end) => format!("until {}", local(end)),
        (start, LATEST) => format!("from {}", local(start)),
        (start, end) => format!("from {} until {}", local(start), local(end)),
    });
    let words: Vec<String> = words.collect();
    match times.iter().count().saturating_sub(at_most) {
        _ if words.is_empty() => "never".to_owned(),
        0 => words.join(", "),
        more => format!("{} and {more} more times", words.join(", ")),
    }
}
