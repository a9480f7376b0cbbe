//! The tables hold together, and the page is what they make.

use std::collections::{BTreeMap, BTreeSet};

use super::*;

/// Words of the language that would read two ways if an act or a means had them.
const RESERVED: &[&str] = &[
    "anyone",
    "agreement",
    "article",
    "group",
    "guarantor",
    "line",
    "monitor",
    "party",
    "phase",
    "place",
    "protected",
    "scenario",
    "streak",
    "term",
    "variant",
    "waive",
    "zone",
    "begin",
    "begun",
    "complete",
    "covered",
    "each",
    "end",
    "excluded",
    "excused",
    "fulfilled",
    "keep",
    "may",
    "minimise",
    "missed",
    "nobody",
    "observed",
    "pending",
    "prevent",
    "shall",
    "signature",
    "somebody",
    "start",
    "that",
    "violated",
    "violates",
    "violation",
    "void",
];

fn is_snake_case(word: &str) -> bool {
    word.split('_')
        .all(|part| !part.is_empty() && part.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit()))
        && word.starts_with(|c: char| c.is_ascii_lowercase())
}

fn acled_names() -> BTreeSet<&'static str> {
    ACLED_SUB_EVENTS.iter().flat_map(|(_, names)| names.iter().copied()).collect()
}

#[test]
fn ids_are_unique() {
    let acts: BTreeSet<_> = ACTS.iter().map(|act| act.id).collect();
    assert_eq!(acts.len(), ACTS.len());
    let means: BTreeSet<_> = MEANS.iter().map(|means| means.id).collect();
    assert_eq!(means.len(), MEANS.len());
}

#[test]
fn every_family_is_in_the_one_table_in_order() {
    let families: Vec<_> = FAMILIES.iter().flat_map(|family| family.acts).map(|act| act.id).collect();
    let table: Vec<_> = ACTS.iter().map(|act| act.id).collect();
    assert_eq!(families, table);
}

#[test]
fn every_word_is_an_identifier_and_not_reserved() {
    let of_acts = ACTS.iter().flat_map(|act| act.words().map(|(word, _)| word));
    let of_means = MEANS.iter().flat_map(|means| means.words.iter().copied().chain([means.id]));
    let of_measures = MEASURES.iter().map(|measure| measure.id);
    for word in of_acts.chain(of_means).chain(of_measures) {
        assert!(is_snake_case(word), "`{word}`");
        assert!(!RESERVED.contains(&word), "`{word}` is a word of the language");
    }
}

#[test]
fn every_word_names_one_thing() {
    let mut owners: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
    for act in ACTS {
        for (word, _) in act.words() {
            owners.entry(word).or_default().insert(act.id);
        }
    }
    for means in MEANS {
        for word in means.words.iter().chain([&means.id]) {
            assert!(owners.entry(word).or_default().insert(means.id), "`{word}` twice under `{}`", means.id);
        }
    }
    for measure in MEASURES {
        owners.entry(measure.id).or_default().insert(measure.title);
    }
    let ambiguous: Vec<_> = owners.iter().filter(|(_, owners)| owners.len() > 1).collect();
    assert!(ambiguous.is_empty(), "{ambiguous:?}");
}

#[test]
fn no_form_lists_a_word_twice() {
    for act in ACTS {
        let words: Vec<_> = act.words().collect();
        let distinct: BTreeSet<_> = words.iter().copied().collect();
        assert_eq!(words.len(), distinct.len(), "`{}`", act.id);
        for word in act.weapon_words {
            assert!(words.iter().any(|(known, _)| known == word), "`{word}` is no word of `{}`", act.id);
        }
    }
}

#[test]
fn references_exist() {
    for each in ACTS {
        for parent in each.parents.iter().chain(each.excludes) {
            assert!(act(parent).is_some(), "`{}` refers to the act `{parent}`", each.id);
        }
        for id in each.means {
            assert!(means(id).is_some(), "`{}` refers to the means `{id}`", each.id);
        }
    }
    for each in MEANS {
        for parent in each.parents {
            assert!(means(parent).is_some(), "`{}` refers to the means `{parent}`", each.id);
        }
        for id in each.measures {
            assert!(measure(id).is_some(), "`{}` refers to the measure `{id}`", each.id);
        }
    }
}

#[test]
fn nothing_is_a_kind_of_itself() {
    for each in ACTS {
        for parent in each.parents.iter().filter_map(|id| act(id)) {
            assert!(!is_kind_of(parent, each.id), "`{}` and `{}`", each.id, parent.id);
        }
    }
    for each in MEANS {
        for parent in each.parents.iter().filter_map(|id| means(id)) {
            assert!(!is_means_of(parent, each.id), "`{}` and `{}`", each.id, parent.id);
        }
    }
}

#[test]
fn a_kind_narrows_the_means_of_its_parents() {
    for each in ACTS.iter().filter(|act| !act.means.is_empty()) {
        for parent in each.parents.iter().filter_map(|id| act(id)) {
            let wide = means_of(parent);
            for narrow in each.means.iter().filter_map(|id| means(id)) {
                let inside = wide.is_empty() || wide.iter().any(|id| is_means_of(narrow, id));
                assert!(inside, "`{}` by `{}`, which `{}` does not have", each.id, narrow.id, parent.id);
            }
        }
    }
}

/// "Cease attacks with any weapons" takes in air strikes and fire from ships.
#[test]
fn whatever_an_attack_is_carried_out_with_is_a_weapon() {
    for each in ACTS.iter().filter(|each| is_kind_of(each, "attack")) {
        for id in each.means {
            assert!(is_means_of(means(id).unwrap(), "weapons"), "`{}` by `{id}`", each.id);
        }
    }
}

#[test]
fn an_act_and_its_own_kinds_do_not_exclude_each_other() {
    for first in ACTS {
        for second in ACTS.iter().filter(|second| is_kind_of(second, first.id)) {
            assert!(!exclude_each_other(first, second), "`{}` and `{}`", first.id, second.id);
        }
    }
    let pair = |first, second| exclude_each_other(act(first).unwrap(), act(second).unwrap());
    assert!(pair("hold_position", "withdraw") && pair("withdraw", "hold_position"));
    assert!(!pair("hold_position", "patrol"));
}

#[test]
fn kinds_of_violent_acts_are_violent_unless_the_table_says_why() {
    // Mines are laid and ground is entered without a shot.
    let peaceful = ["lay_mines", "seize_territory"];
    for each in ACTS {
        let violent_parent = lineage(each).iter().skip(1).any(|ancestor| ancestor.violent);
        assert!(each.violent || !violent_parent || peaceful.contains(&each.id), "`{}`", each.id);
    }
}

#[test]
fn acled_types_are_spelt_as_in_the_codebook_and_all_answered() {
    let known = acled_names();
    assert_eq!(known.len(), 25);
    for each in ACTS {
        for name in each.acled {
            assert!(known.contains(name), "`{}` lists \"{name}\"", each.id);
        }
    }
    for name in known {
        let explained = ACLED_NOT_CONDUCT.iter().any(|(known, _)| *known == name);
        assert_ne!(explained, !acts_of_acled(name).is_empty(), "\"{name}\"");
    }
}

#[test]
fn cameo_codes_are_known_and_all_answered() {
    for each in ACTS {
        for code in each.cameo {
            assert!(CAMEO_CODES.iter().any(|(known, ..)| known == code), "`{}` lists {code}", each.id);
        }
    }
    for (code, _, unread) in CAMEO_CODES {
        let listed = ACTS.iter().any(|act| act.cameo.contains(code));
        assert_ne!(unread.is_some(), listed, "{code}");
    }
}

#[test]
fn ucdp_types_belong_to_violent_acts_only() {
    for each in ACTS.iter().filter(|act| !act.ucdp.is_empty()) {
        assert!(each.violent, "`{}`", each.id);
        assert!(each.ucdp.iter().all(|number| (1..=3).contains(number)), "`{}`", each.id);
    }
    for number in 1..=3 {
        assert!(!acts_of_ucdp(number).is_empty());
    }
    assert!(acts_of_ucdp(4).is_empty());
}

#[test]
fn a_record_is_read_as_the_widest_act() {
    let ids = |acts: Vec<&StandardAct>| acts.iter().map(|act| act.id).collect::<Vec<_>>();
    assert_eq!(ids(acts_of_acled("Air/drone strike")), ["airstrike"]);
    assert_eq!(
        ids(acts_of_acled("Shelling/artillery/missile attack")),
        ["shelling", "anti_tank_fire", "missile_strike"]
    );
    assert_eq!(
        ids(acts_of_acled("Non-violent transfer of territory")),
        ["seize_territory", "transfer_territory"]
    );
    assert_eq!(ids(acts_of_ucdp(1)), ["attack"]);
    assert_eq!(ids(acts_of_cameo("1952")), ["drone_strike"]);
    assert_eq!(ids(acts_of_cameo("1951")), ["airstrike"]);
    assert!(acts_of_cameo("é12").is_empty());
    assert!(acts_of_acled("air/drone strike").is_empty());
}

#[test]
fn a_kind_without_types_is_reported_as_its_parents_are() {
    assert_eq!(acled_of(act("barrel_bomb").unwrap()), ["Air/drone strike"]);
    assert_eq!(ucdp_of(act("sniper_fire").unwrap()), [1, 2, 3]);
    assert_eq!(acled_of(act("medical_evacuation").unwrap()), [""; 0]);
}

#[test]
fn words_of_the_language_page_resolve() {
    let expected = [
        ("attack", "attack"),
        ("attacking", "attack"),
        ("fire", "attack"),
        ("use", "attack"),
        ("airstrikes", "airstrike"),
        ("seize_territory", "seize_territory"),
        ("humanitarian_access", "humanitarian_access"),
        ("request", "request"),
        ("requested", "request"),
        ("allegation", "allege"),
        ("assess", "assess"),
        ("refer", "refer"),
        ("exclude", "exclude"),
        ("flights", "fly"),
        ("withdraw", "withdraw"),
        ("objects", "object"),
        ("declared", "declare"),
        ("approved", "approve"),
    ];
    for (word, id) in expected {
        assert_eq!(find(word).map(|act| act.id), Some(id), "`{word}`");
    }
    assert!(find("fireing").is_none() && find("").is_none() && find("Attack").is_none());
    assert_eq!(forms("requests"), [WordForm::ThirdPerson, WordForm::Noun]);
    assert_eq!(find_means("tanks").map(|means| means.id), Some("tank"));
    assert_eq!(find_means("mlrs").map(|means| means.id), Some("multiple_rocket_launcher"));
    assert!(is_means_of(find_means("mlrs").unwrap(), "heavy_weapons"));
}

#[test]
fn units_convert_exactly() {
    for measure in MEASURES {
        let base = measure.base().unwrap();
        assert_eq!((base.numerator, base.denominator), (1, 1), "{}", measure.id);
        let names: BTreeSet<_> = measure.units.iter().map(|unit| unit.id).collect();
        assert_eq!(names.len(), measure.units.len());
        assert!(measure.units.iter().all(|unit| unit.numerator > 0 && unit.denominator > 0));
    }
    let convert = |id, unit, amount| measure(id).unwrap().unit(unit).unwrap().to_base(amount);
    assert_eq!(convert("calibre", "inch", 5.0), 127.0);
    assert_eq!(convert("range", "yd", 500.0), 457.2);
    assert_eq!(convert("range", "km", 15.0), 15_000.0);
    assert_eq!(convert("weight", "lb", 100.0), 45.359_237);
}

#[test]
fn texts_are_one_line_and_closed_as_they_should_be() {
    let lines = ACTS.iter().map(|act| (act.id, act.meaning, act.note));
    for (id, meaning, note) in lines.chain(MEANS.iter().map(|means| (means.id, means.meaning, means.note))) {
        assert!(!meaning.is_empty() && !meaning.ends_with('.'), "`{id}`");
        assert!(note.is_empty() || note.ends_with(['.', '`']), "`{id}`: {note}");
        for text in [meaning, note] {
            assert!(!text.contains(['|', '\n']) && !text.contains("  "), "`{id}`: {text}");
        }
    }
    for act in ACTS {
        assert!(act.title.starts_with(char::is_uppercase), "`{}`", act.id);
    }
}

#[test]
#[expect(clippy::disallowed_methods, reason = "a test may read and write the page that it guards")]
fn the_page_is_what_the_tables_make() {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/docs/acts.md");
    let made = reference_page();
    if std::env::var("UPDATE_DOCS").is_ok() {
        std::fs::write(path, &made).unwrap();
    }
    let stands = std::fs::read_to_string(path).unwrap_or_default();
    assert!(
        stands == made,
        "docs/acts.md is not what the tables make: run `UPDATE_DOCS=1 cargo test --lib standard` and commit it"
    );
}
