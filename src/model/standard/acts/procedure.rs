//! Declarations, procedure and monitoring.

use super::super::StandardAct;
use super::{PLAIN, StandardFamily};

pub(super) const FAMILY: StandardFamily = StandardFamily {
    title: "Procedure and monitoring",
    note: "To observe is not to verify, and to verify is not to attribute: the three are separate acts, and a finding \
           says which of them it rests on. Event data records hardly any of these; they come from the minutes and \
           logs of the bodies themselves.",
    acts: &ALL,
};

/// A line of procedure: who does it and to whom is all that matters, so most of a line is its words.
const fn step(
    id: &'static str,
    title: &'static str,
    meaning: &'static str,
    [third_person, gerunds, participles]: [&'static [&'static str]; 3],
    nouns: &'static [&'static str],
) -> StandardAct {
    StandardAct { id, title, meaning, third_person, gerunds, participles, nouns, ..PLAIN }
}

const ALL: [StandardAct; 31] = [
    StandardAct {
        cameo: &["0871"],
        note: "CAMEO 0871 is the declaration of a truce or ceasefire only.",
        ..step(
            "declare",
            "Declaration",
            "To state something formally and in one's own name, so that others may rely on it",
            [&["declares"], &["declaring"], &["declared"]],
            &["declaration", "declarations"],
        )
    },
    StandardAct {
        parents: &["declare"],
        has_means_as_object: true,
        note: "Whether the inventory is complete cannot be seen from the declaration itself.",
        ..step(
            "declare_inventory",
            "Declaration of an inventory",
            "To state the kinds, quantities and places of the weapons, agents or facilities which one holds",
            [&["declares_inventory"], &["declaring_inventory"], &[]],
            &["declaration_of_inventory"],
        )
    },
    step(
        "announce",
        "Announcement",
        "To make something known in public before or when it takes effect",
        [&["announces"], &["announcing"], &["announced"]],
        &["announcement", "announcements"],
    ),
    step(
        "publish",
        "Publication",
        "To make a text, a map or a finding available to the public",
        [&["publishes"], &["publishing"], &["published"]],
        &["publication", "publications"],
    ),
    step(
        "accept",
        "Acceptance",
        "To declare that one is bound by the terms, or agrees to a proposal",
        [&["accepts"], &["accepting"], &["accepted"]],
        &["acceptance", "acceptances"],
    ),
    StandardAct {
        has_target: true,
        note: "The target is who is told.",
        ..step(
            "notify",
            "Notification",
            "To inform another, before or within the time agreed, of something that one does or will do",
            [&["notifies"], &["notifying"], &["notified"]],
            &["notification", "notifications"],
        )
    },
    StandardAct {
        has_target: true,
        note: "The target is to whom.",
        ..step(
            "report",
            "Report",
            "To give an account of events or of the performance of a duty to a body or a party",
            [&["reports"], &["reporting"], &["reported"]],
            &["report", "reports"],
        )
    },
    StandardAct {
        has_target: true,
        note: "The target is about whom. It says nothing about whether the violation occurred.",
        ..step(
            "allege",
            "Allegation",
            "To bring a violation or a possible violation to the notice of a body or a party",
            [&["alleges"], &["alleging"], &["alleged"]],
            &["allegation", "allegations"],
        )
    },
    StandardAct {
        has_target: true,
        ..step(
            "exchange_information",
            "Exchange of information",
            "To give information to another and receive information in return",
            [&["exchanges_information"], &["exchanging_information"], &["exchanged"]],
            &["exchange_of_information"],
        )
    },
    StandardAct {
        has_target: true,
        ..step(
            "submit",
            "Submission",
            "To hand a document, list or map to a body or a party",
            [&["submits"], &["submitting"], &["submitted"]],
            &["submission", "submissions"],
        )
    },
    StandardAct {
        has_target: true,
        note: "The target is of whom.",
        ..step(
            "request",
            "Request",
            "To ask a party or a body for access, consent, information or another act",
            [&["requests"], &["requesting"], &["requested"]],
            &["request", "requests"],
        )
    },
    StandardAct {
        has_target: true,
        note: "The target is whose request.",
        ..step(
            "approve",
            "Approval",
            "To answer a request in the affirmative",
            [&["approves"], &["approving"], &["approved"]],
            &["approval", "approvals"],
        )
    },
    StandardAct {
        also: &["refuse"],
        has_target: true,
        note: "The target is whose request. Silence is not a denial unless the agreement says so.",
        ..step(
            "deny",
            "Denial of a request",
            "To answer a request in the negative",
            [&["denies", "refuses"], &["denying", "refusing"], &["denied", "refused"]],
            &["denial", "denials", "refusal", "refusals"],
        )
    },
    step(
        "consent",
        "Consent",
        "To agree that another may do something, or that something takes effect",
        [&["consents"], &["consenting"], &[]],
        &[],
    ),
    step(
        "object",
        "Objection",
        "To declare that one does not agree to something that would otherwise take effect",
        [&["objects"], &["objecting"], &[]],
        &["objection", "objections"],
    ),
    StandardAct {
        has_target: true,
        ..step(
            "negotiate",
            "Negotiation",
            "To take part in talks with another with a view to an agreement",
            [&["negotiates"], &["negotiating"], &["negotiated"]],
            &["negotiation", "negotiations"],
        )
    },
    StandardAct {
        has_target: true,
        note: "A duty to cooperate has no test of its own: say with whom, on what, and who judges.",
        ..step(
            "cooperate",
            "Cooperation",
            "To work together with another or assist it to a stated end",
            [&["cooperates"], &["cooperating"], &[]],
            &["cooperation"],
        )
    },
    StandardAct {
        has_target: true,
        note: "The target is between whom or whose territory.",
        ..step(
            "delimit",
            "Delimitation",
            "To fix the course of a line or the boundary of a zone, on a map or by coordinates",
            [&["delimits"], &["delimiting"], &["delimited"]],
            &["delimitation", "delimitations"],
        )
    },
    StandardAct {
        has_target: true,
        ..step(
            "designate",
            "Designation",
            "To decide that a person or group belongs to a list with effects under the agreement",
            [&["designates"], &["designating"], &["designated"]],
            &["designation", "designations"],
        )
    },
    StandardAct {
        has_target: true,
        note: "What the exclusion changes is for the agreement: `that party is no longer covered`.",
        ..step(
            "exclude",
            "Exclusion",
            "To decide that a party no longer takes part in the arrangements or in their protection",
            [&["excludes"], &["excluding"], &[]],
            &["exclusion", "exclusions"],
        )
    },
    StandardAct {
        has_target: true,
        note: "The target is the matter or party referred; to whom stands after `to`.",
        ..step(
            "refer",
            "Referral",
            "To put a matter before another body for decision",
            [&["refers"], &["referring"], &["referred"]],
            &["referral", "referrals"],
        )
    },
    StandardAct {
        has_target: true,
        note: "Without judging whether the agreement was kept.",
        ..step(
            "observe",
            "Observation",
            "To watch a place, forces or events and record what is seen or heard",
            [&["observes"], &["observing"], &[]],
            &["observation", "observations"],
        )
    },
    StandardAct {
        has_target: true,
        ..step(
            "inspect",
            "Inspection",
            "To enter a place, or open a vehicle or consignment, in order to establish what is there",
            [&["inspects"], &["inspecting"], &["inspected"]],
            &["inspection", "inspections"],
        )
    },
    StandardAct {
        has_target: true,
        ..step(
            "investigate",
            "Investigation",
            "To collect evidence about an event or allegation, by visits, interviews or records",
            [&["investigates"], &["investigating"], &["investigated"]],
            &["investigation", "investigations"],
        )
    },
    StandardAct {
        has_target: true,
        ..step(
            "verify",
            "Verification",
            "To establish by evidence whether an event occurred or a duty was performed",
            [&["verifies"], &["verifying"], &["verified"]],
            &["verification", "verifications"],
        )
    },
    StandardAct {
        has_target: true,
        ..step(
            "attribute",
            "Attribution",
            "To establish by evidence who is responsible for an event",
            [&["attributes"], &["attributing"], &["attributed"]],
            &["attribution", "attributions"],
        )
    },
    StandardAct {
        has_target: true,
        ..step(
            "assess",
            "Assessment",
            "To form and record a judgement of an allegation, an event or the performance of a duty",
            [&["assesses"], &["assessing"], &["assessed"]],
            &["assessment", "assessments"],
        )
    },
    step(
        "certify",
        "Certification",
        "To state formally that a condition is met or a duty performed, with effect under the agreement",
        [&["certifies"], &["certifying"], &["certified"]],
        &["certification", "certifications"],
    ),
    StandardAct {
        has_target: true,
        note: "Jamming and attacks on monitors are `jam` and `attack`, recorded beside it.",
        ..step(
            "obstruct_monitors",
            "Obstruction of monitors",
            "To deny, delay or restrict the access, movement or equipment of monitors, against the terms agreed",
            [&["obstructs_monitors"], &["obstructing_monitors"], &[]],
            &["obstruction_of_monitors"],
        )
    },
    StandardAct {
        has_target: true,
        note: "Whether a statement is propaganda is a judgement: name who makes it.",
        ..step(
            "spread_propaganda",
            "Hostile propaganda",
            "To make or spread statements meant to turn the public against another party or the agreement",
            [&["spreads_propaganda"], &["spreading_propaganda"], &[]],
            &["propaganda"],
        )
    },
    StandardAct {
        has_target: true,
        note: "The target is against whom. No kind of `spread_propaganda`: who may speak against another may not \
               for that reason call for violence.",
        ..step(
            "incite",
            "Incitement",
            "To call on others in public to use violence against persons or groups",
            [&["incites"], &["inciting"], &["incited"]],
            &["incitement"],
        )
    },
];
