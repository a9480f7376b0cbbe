//! A truce that forbids some attacks on land and says nothing of attacks from the air.

use crate::catalogue;
use crate::diagnostic::Diagnostic;
use crate::lint::spoken::{acts, between_fighters, spoken};
use crate::lint::{Finding, Text};
use crate::model::clauses::Modality;
use crate::model::ids::ClauseId;
use crate::scope::Region;

pub(in crate::lint) fn find(text: &Text<'_>) -> Vec<Finding> {
    finding(text).into_iter().collect()
}

fn finding(text: &Text<'_>) -> Option<Finding> {
    let model = text.model();
    let on_land = between_fighters(model, acts(model, &["direct_fire", "shelling", "ground_assault"]));
    let spoken = spoken(text);
    let forbids: Vec<ClauseId> = spoken
        .iter()
        .filter(|own| own.modality == Modality::Prohibition && own.scope.intersects_region(&on_land))
        .map(|own| own.clause)
        .collect();
    let first = *forbids.first()?;
    // An act with means with which it cannot be done is none.
    let mentions = |act: &str| {
        let own = acts(model, &[act]);
        own.iter().any(|leaf| {
            let mut single = acts(model, &[]);
            single.insert(leaf);
            let facts = Region { means: model.deeds.means_for(leaf), ..between_fighters(model, single) };
            spoken.iter().any(|own| own.scope.intersects_region(&facts))
        })
    };
    let flights = acts(model, &["fly"]);
    if acts(model, &["airstrike"]).is_empty()
        || mentions("airstrike")
        || spoken.iter().any(|own| own.has_act(&flights))
    {
        return None;
    }
    let sea = mentions("naval_fire");
    let (norm, _) = text.clause(first)?.norm()?;
    let mut diagnostic = Diagnostic::new(
        &catalogue::AIR_SEA_UNSAID,
        norm.action.spot.0,
        if sea {
            "no clause speaks of attacks from the air"
        } else {
            "attacks from the air and the sea are unsaid"
        },
    )
    .because("only on land");
    for &clause in forbids.iter().skip(1).take(3) {
        let Some((norm, _)) = text.clause(clause).and_then(|written| written.norm()) else { continue };
        diagnostic = diagnostic.and(norm.action.spot.0, "only on land");
    }
    Some(Finding::plain(
        diagnostic
            .help("forbid attacks as such: `each of PARTIES shall not attack each other`")
            .help("or say what holds in the air: `each of PARTIES shall not airstrike or fly over ZONE`"),
    ))
}
