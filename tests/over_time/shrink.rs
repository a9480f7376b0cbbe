//! A failing case made smaller: what can be left out is.

use super::reports::Reports;
use super::terms::{Clause, Condition, Event, PhaseEnd, Qualifier, Spot, Terms};

/// The smallest case that still fails. Clauses keep their numbers: one that is left out says nothing.
pub fn smallest(
    mut terms: Terms,
    mut reports: Reports,
    fails: &dyn Fn(&Terms, &Reports) -> bool,
) -> (Terms, Reports) {
    loop {
        let smaller = smaller(&terms, &reports)
            .into_iter()
            .find(|(terms, reports)| !terms.is_circular() && fails(terms, reports));
        match smaller {
            Some(found) => (terms, reports) = found,
            None => return (terms, reports),
        }
    }
}

fn smaller(terms: &Terms, reports: &Reports) -> Vec<(Terms, Reports)> {
    let mut all = Vec::new();
    let mut log = |change: &dyn Fn(&mut Reports)| {
        let mut changed = reports.clone();
        change(&mut changed);
        if changed != *reports {
            all.push((terms.clone(), changed));
        }
    };
    for row in 0..reports.rows.len() {
        // Without a report, everything would be judged as of the end of time.
        if reports.rows.len() > 1 {
            log(&|log| drop(log.rows.remove(row)));
        }
    }
    log(&|log| log.coverage = None);
    if let Some(coverage) = &reports.coverage {
        for part in 0..coverage.parts.len() {
            log(&|log| {
                log.coverage.as_mut().map(|coverage| coverage.parts.remove(part));
            });
        }
        log(&|log| {
            if let Some(coverage) = &mut log.coverage {
                coverage.acts.clear();
            }
        });
    }
    log(&|log| log.as_of = None);
    for row in 0..reports.rows.len() {
        log(&|log| log.rows[row].conditions.clear());
        log(&|log| log.rows[row].assessment = None);
        log(&|log| log.rows[row].trucks = None);
        log(&|log| log.rows[row].zones.clear());
        log(&|log| log.rows[row].received = None);
        log(&|log| log.rows[row].summary = false);
        log(&|log| log.rows[row].undirected = false);
        log(&|log| log.rows[row].refuted = false);
        log(&|log| log.rows[row].who.truncate(1));
        log(&|log| log.rows[row].whom.truncate(1));
        log(&|log| log.rows[row].acts.truncate(1));
    }
    let mut text = |change: &dyn Fn(&mut Terms)| {
        let mut changed = terms.clone();
        change(&mut changed);
        if changed != *terms {
            all.push((changed, reports.clone()));
        }
    };
    for clause in 0..terms.clauses.len() {
        text(&|terms| terms.clauses[clause] = Clause::Stated);
        let qualifiers = terms.clauses[clause].norm().map_or(0, |norm| norm.qualifiers.len());
        for qualifier in 0..qualifiers {
            text(&|terms| {
                if let Clause::Norm(norm) | Clause::Consequence(_, norm) = &mut terms.clauses[clause] {
                    let raised_in_a_zone =
                        matches!(norm.qualifiers.remove(qualifier), Qualifier::WithinOf(_, Event::Each(_)))
                            && norm.place == Some(Spot::SameZone);
                    // What nothing raises has no zone to be in.
                    if raised_in_a_zone {
                        norm.place = None;
                    }
                }
            });
        }
        text(&|terms| {
            if let Clause::Norm(norm) | Clause::Consequence(_, norm) = &mut terms.clauses[clause] {
                (norm.whom, norm.place) = (None, None);
            }
        });
    }
    text(&|terms| terms.force.renewed = None);
    text(&|terms| terms.force.ends_when = None);
    text(&|terms| terms.force.ends_for_c = None);
    text(&|terms| {
        if terms.force.renewed.is_none() {
            terms.force.until = None;
        }
    });
    let zones = reports.rows.iter().any(|row| !row.zones.is_empty())
        || reports.coverage.iter().flat_map(|coverage| &coverage.parts).any(|part| part.zone.is_some());
    text(&|terms| terms.map = terms.map && (zones || uses_zones(terms)));
    for accepting in 0..terms.accepts.len() {
        text(&|terms| {
            terms.accepts.remove(accepting);
        });
    }
    let catalogued = reports.rows.iter().any(|row| row.acts.iter().any(|&act| act > 4))
        || terms.clauses.iter().filter_map(Clause::norm).any(|norm| norm.acts.iter().any(|&act| act > 4));
    text(&|terms| terms.catalogue = terms.catalogue && catalogued);
    text(&|terms| terms.b_in_north = (None, None));
    text(&|terms| terms.d_in_south = (None, None));
    text(&|terms| terms.d_excluded = (None, None));
    for phase in 0..terms.phases.len() {
        text(&|terms| terms.phases[phase].end = PhaseEnd::Never);
    }
    for streak in 0..terms.streaks.len() {
        text(&|terms| terms.streaks[streak].certified_by.clear());
        text(&|terms| terms.streaks[streak].from = None);
    }
    for clause in 0..terms.clauses.len() {
        text(&|terms| {
            if let Clause::Status { when, .. } | Clause::Consequence(when, _) = &mut terms.clauses[clause]
                && let Condition::All(parts) = when
            {
                *when = parts.remove(0);
            }
        });
    }
    all
}

fn uses_zones(terms: &Terms) -> bool {
    terms.clauses.iter().filter_map(Clause::norm).any(|norm| norm.place.is_some())
}
