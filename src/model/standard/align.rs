//! The catalogue beside the schemes of the event datasets: ACLED, UCDP GED and CAMEO.
//!
//! An act lists the types under which it is reported; where it lists none, it is reported as its parents are. A record
//! of some type is read back as the *widest* acts that list it, so that a reading never says more than the record: an
//! ACLED "Air/drone strike" is an air strike of unstated kind, and no drone strike.

use super::{ACTS, StandardAct, inherited, lineage};

/// Every sub-event type of ACLED, as spelt in its codebook, by event type.
pub static ACLED_SUB_EVENTS: &[(&str, &[&str])] = &[
    ("Battles", &["Armed clash", "Government regains territory", "Non-state actor overtakes territory"]),
    (
        "Explosions/Remote violence",
        &[
            "Chemical weapon",
            "Air/drone strike",
            "Suicide bomb",
            "Shelling/artillery/missile attack",
            "Remote explosive/landmine/IED",
            "Grenade",
        ],
    ),
    ("Violence against civilians", &["Sexual violence", "Attack", "Abduction/forced disappearance"]),
    ("Protests", &["Peaceful protest", "Protest with intervention", "Excessive force against protesters"]),
    ("Riots", &["Violent demonstration", "Mob violence"]),
    (
        "Strategic developments",
        &[
            "Agreement",
            "Arrests",
            "Change to group/activity",
            "Disrupted weapons use",
            "Headquarters or base established",
            "Looting/property destruction",
            "Non-violent transfer of territory",
            "Other",
        ],
    ),
];

/// The sub-event types to which no act answers, and why: what they report is no conduct that a party to an agreement
/// undertakes to do or not to do, or it could be anything.
pub static ACLED_NOT_CONDUCT: &[(&str, &str)] = &[
    ("Peaceful protest", "conduct of demonstrators, who are no party"),
    ("Violent demonstration", "conduct of demonstrators, who are no party"),
    ("Mob violence", "conduct of crowds, who are no party"),
    ("Agreement", "reports that a text was agreed, which the agreement's own statements say"),
    ("Other", "says nothing about what was done"),
];

/// The CAMEO codes that the catalogue knows, with their meaning and, for those to which no act answers, why.
pub static CAMEO_CODES: &[(&str, &str, Option<&str>)] = &[
    ("0871", "declare truce or ceasefire", None),
    ("0872", "ease blockade", None),
    ("0873", "demobilise", None),
    ("0874", "retreat", None),
    ("18", "assault", None),
    ("190", "use conventional force, not specified", None),
    ("191", "blockade or restrict movement", None),
    ("192", "occupy territory", None),
    ("193", "fight with small arms and light weapons", None),
    ("194", "fight with artillery and tanks", None),
    ("195", "employ aerial weapons", None),
    (
        "1951",
        "employ precision-guided aerial weapons",
        Some("no act is told by the guidance of the weapon: read as 195"),
    ),
    ("1952", "employ remotely piloted aerial weapons", None),
    (
        "196",
        "violate ceasefire",
        Some("a judgement, which is for the evaluation to make and not for the record"),
    ),
    ("20", "mass violence", Some("a scale of violence, not a kind of act")),
    ("204", "use weapons of mass destruction", None),
];

/// The ACLED sub-event types under which an act is reported.
#[must_use]
pub fn acled_of(act: &'static StandardAct) -> Vec<&'static str> {
    inherited(act, |each| each.acled)
}

/// The UCDP types of violence (1 state-based, 2 non-state, 3 one-sided) under which an act is recorded, if lethal.
#[must_use]
pub fn ucdp_of(act: &'static StandardAct) -> Vec<u8> {
    inherited(act, |each| each.ucdp)
}

/// The CAMEO codes under which an act is reported.
#[must_use]
pub fn cameo_of(act: &'static StandardAct) -> Vec<&'static str> {
    inherited(act, |each| each.cameo)
}

/// What a record of an ACLED sub-event type may have been: one of these acts or a kind of it. In the order of the
/// catalogue; empty for a type that reports no conduct, or that is unknown.
#[must_use]
pub fn acts_of_acled(sub_event: &str) -> Vec<&'static StandardAct> {
    widest(|act| act.acled.contains(&sub_event))
}

/// What a record of a UCDP type of violence may have been.
#[must_use]
pub fn acts_of_ucdp(type_of_violence: u8) -> Vec<&'static StandardAct> {
    widest(|act| act.ucdp.contains(&type_of_violence))
}

/// What a record of a CAMEO code may have been. A code of four digits that no act lists is read as its first three, as
/// CAMEO builds its codes.
#[must_use]
pub fn acts_of_cameo(code: &str) -> Vec<&'static StandardAct> {
    let exact = widest(|act| act.cameo.contains(&code));
    match code.get(..3) {
        Some(base) if exact.is_empty() && code.len() == 4 => widest(|act| act.cameo.contains(&base)),
        _ => exact,
    }
}

/// The acts that list something, without those that are kinds of another that lists it.
fn widest(lists: impl Fn(&StandardAct) -> bool) -> Vec<&'static StandardAct> {
    ACTS.iter()
        .filter(|each| lists(each))
        .filter(|each| !lineage(each).iter().skip(1).any(|ancestor| lists(ancestor)))
        .collect()
}
