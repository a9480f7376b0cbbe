//! Names of the agreement that may be meant by a name that it does not have.

use std::collections::BTreeMap;

use crate::incident::record::NameKind;
use crate::model::Model;
use crate::model::names::fold;
use crate::sets::Intervals;
use crate::suggest::{closest, ranked};

/// The most letters that an abbreviation has for which no other is suggested.
const ABBREVIATION: usize = 3;

/// Articles of Arabic names, as the sun letters change them and as writers of different languages spell them.
const ARTICLES: [&str; 13] = ["al", "el", "ad", "ed", "an", "ar", "as", "es", "ash", "at", "az", "ez", "ul"];

/// What writers put for one sound, and what stands for it here. Longer ones come before those that they contain.
const SOUNDS: [(&str, &str); 26] = [
    ("dzh", "j"),
    ("dj", "j"),
    ("zh", "j"),
    ("kh", "h"),
    ("gh", "g"),
    ("dh", "d"),
    ("th", "t"),
    ("ph", "f"),
    ("ck", "k"),
    ("q", "k"),
    ("c", "k"),
    ("oo", "u"),
    ("ou", "u"),
    ("ee", "i"),
    ("ie", "i"),
    ("ei", "a"),
    ("ey", "a"),
    ("ai", "a"),
    ("ay", "a"),
    ("aw", "u"),
    ("au", "u"),
    ("o", "u"),
    ("e", "i"),
    ("y", "i"),
    ("w", "u"),
    ("v", "u"),
];

/// The names of the agreement as it spells them, by their folded form.
pub(super) struct Spellings<'m> {
    actors: BTreeMap<String, &'m str>,
    acts: BTreeMap<String, &'m str>,
    means: BTreeMap<String, &'m str>,
    places: BTreeMap<String, &'m str>,
}

impl<'m> Spellings<'m> {
    /// Those of an agreement.
    pub fn of(model: &'m Model) -> Self {
        let names = |name: &'m String, aliases: &'m [crate::model::actors::DatedName]| {
            std::iter::once(name.as_str()).chain(aliases.iter().map(|alias| alias.text.as_str()))
        };
        let actors = model.actors.leaves.iter().flat_map(|actor| names(&actor.name, &actor.aliases));
        let groups = model.actors.groups.iter().flat_map(|group| names(&group.name, &group.aliases));
        let zones = model.places.zones.iter().flat_map(|zone| names(&zone.name, &zone.aliases));
        let points = model.places.points.iter().flat_map(|place| names(&place.name, &place.aliases));
        Self {
            actors: by_fold(actors.chain(groups), |name| {
                model.names.actor(name, &Intervals::all()).is_some()
            }),
            acts: by_fold(model.deeds.act_words.keys().map(String::as_str), |_| true),
            means: by_fold(model.deeds.means_words.keys().map(String::as_str), |_| true),
            places: by_fold(zones.chain(points), |name| model.names.place(name).is_some()),
        }
    }

    /// The names of the agreement that may be meant, the likeliest first: those that sound the same, those that are a few
    /// slips of the pen away, those that sound much the same; places also without a last word such as `Governorate`.
    pub fn nearest(&self, kind: NameKind, name: &str) -> Vec<&'m str> {
        let known = match kind {
            NameKind::Actor | NameKind::Target | NameKind::Assessor => &self.actors,
            NameKind::Act => &self.acts,
            NameKind::Means => &self.means,
            NameKind::Place => &self.places,
        };
        let folded = fold(name);
        let sound = sound(&folded);
        let sounds: Vec<(String, &str)> =
            known.keys().map(|name| (self::sound(name), name.as_str())).collect();
        let sounding = |sound: &str| -> Vec<&str> {
            let same = sounds.iter().filter(|(each, _)| !sound.is_empty() && each == sound);
            same.map(|&(_, name)| name).collect()
        };
        let mut found = sounding(&sound);
        // Among abbreviations every letter tells: FSA is no slip for SNA.
        if folded.chars().count() > ABBREVIATION {
            let alike = known.keys().map(String::as_str).filter(|name| alike_word_by_word(&folded, name));
            found.extend(ranked(&folded, alike));
            let alike = sounds.iter().map(|(sound, _)| sound.as_str());
            for near in ranked(&sound, alike.filter(|name| alike_word_by_word(&sound, name))) {
                found.extend(sounding(near));
            }
        }
        if kind == NameKind::Place {
            // `Aleppo Governorate` is more than a few slips from `Aleppo`, and is worth a look all the same.
            found.extend(sound.rsplit_once(' ').into_iter().flat_map(|(before, _)| sounding(before)));
        }
        let mut nearest = Vec::new();
        for name in found.into_iter().filter_map(|name| known.get(name).copied()) {
            if !nearest.contains(&name) {
                nearest.push(name);
            }
        }
        nearest
    }
}

/// A folded name as it sounds, roughly: without articles, marks on letters, doubled letters and a final `h`, and with one
/// letter for each sound that writers spell differently. `ahrar ash sham` and `ahrar al shaam` come to one.
fn sound(folded: &str) -> String {
    let plain: String = folded.chars().flat_map(without_mark).collect();
    let words: Vec<&str> = plain.split(' ').collect();
    let last = words.len().saturating_sub(1);
    let meaning = words.iter().enumerate().filter(|&(at, word)| at == last || !ARTICLES.contains(word));
    let sounds: Vec<String> = meaning.map(|(_, word)| sound_of_word(word)).collect();
    sounds.join(" ")
}

fn sound_of_word(word: &str) -> String {
    let mut rest = word;
    let mut sound = String::with_capacity(word.len());
    while let Some(letter) = rest.chars().next() {
        let spelt = SOUNDS.iter().find(|(spelt, _)| rest.starts_with(spelt));
        let (length, heard) = match spelt {
            Some((spelt, heard)) => (spelt.len(), (*heard).to_owned()),
            None => (letter.len_utf8(), letter.to_string()),
        };
        for letter in heard.chars().filter(|letter| letter.is_alphanumeric()) {
            if !sound.ends_with(letter) || letter.is_numeric() {
                sound.push(letter);
            }
        }
        rest = rest.get(length..).unwrap_or("");
    }
    // The ending of Arabic feminine nouns is written `a`, `ah`, `eh`.
    if let Some(before) = sound.strip_suffix('h').filter(|before| before.ends_with(['a', 'i'])) {
        let length = before.len();
        sound.truncate(length);
    }
    if sound.len() > 2 && sound.ends_with('i') && word.ends_with("eh") {
        sound.pop();
        sound.push('a');
    }
    sound
}

/// A letter without the marks that scholars and languages put on it.
fn without_mark(letter: char) -> Option<char> {
    Some(match letter {
        'á' | 'à' | 'â' | 'ä' | 'ã' | 'å' | 'ā' | 'ă' | 'ą' => 'a',
        'ç' | 'ć' | 'č' => 'c',
        'ď' | 'đ' | 'ḍ' | 'ḏ' => 'd',
        'é' | 'è' | 'ê' | 'ë' | 'ē' | 'ę' | 'ě' => 'e',
        'ğ' | 'ġ' | 'ǧ' => 'g',
        'ḥ' | 'ḫ' | 'ħ' | 'ẖ' => 'h',
        'í' | 'ì' | 'î' | 'ï' | 'ī' | 'ı' => 'i',
        'ł' | 'ḷ' => 'l',
        'ñ' | 'ń' | 'ň' => 'n',
        'ó' | 'ò' | 'ô' | 'ö' | 'õ' | 'ō' | 'ø' => 'o',
        'ř' | 'ṛ' => 'r',
        'ś' | 'š' | 'ş' | 'ṣ' | 'ș' => 's',
        'ť' | 'ţ' | 'ṭ' | 'ṯ' | 'ț' => 't',
        'ú' | 'ù' | 'û' | 'ü' | 'ū' | 'ů' => 'u',
        'ý' | 'ÿ' => 'y',
        'ź' | 'ž' | 'ż' | 'ẓ' => 'z',
        // The signs for hamza and ayn, and marks that stand on their own behind a letter.
        'ʾ' | 'ʿ' | 'ʻ' | '\u{0300}'..='\u{036f}' => return None,
        letter => letter,
    })
}

/// Whether each word of one name is spelt much like its fellow in the other. `Government of Iraq` is only a few letters
/// from `Government of Syria`, and no slip of the pen.
fn alike_word_by_word(one: &str, other: &str) -> bool {
    let (one, other): (Vec<&str>, Vec<&str>) = (one.split(' ').collect(), other.split(' ').collect());
    one.len() != other.len()
        || one.iter().zip(&other).all(|(word, fellow)| word == fellow || closest(word, [*fellow]).is_some())
}

fn by_fold<'m>(
    names: impl Iterator<Item = &'m str>,
    known: impl Fn(&str) -> bool,
) -> BTreeMap<String, &'m str> {
    let mut spellings = BTreeMap::new();
    for name in names.filter(|name| known(name)) {
        spellings.entry(fold(name)).or_insert(name);
    }
    spellings
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spellings_of_one_name_sound_alike() {
        for (one, other) in [
            ("Ahrar al-Sham", "Ahrar ash-Sham"),
            ("Jaysh al-Islam", "Jaish al Islam"),
            ("Deir ez-Zor", "Dayr az Zawr"),
            ("Tall Rifa'at", "Tal Rifat"),
            ("Saraqib", "Saraqeb"),
            ("Khan Shaykhun", "Khan Sheikhoun"),
            ("Ḥamāh", "Hama"),
            ("Al-Hasakeh", "Al Hasakah"),
            ("Lattakia", "Latakia"),
            ("Liwa al-Tawḥīd", "Liwa at-Tawheed"),
            ("Ar-Raqqa", "Raqqah"),
        ] {
            assert_eq!(sound(&fold(one)), sound(&fold(other)), "{one} and {other}");
        }
    }

    #[test]
    fn different_names_do_not() {
        for (one, other) in
            [("Homs", "Hama"), ("Aleppo", "Idlib"), ("Syria", "Iraq"), ("IS", "FSA"), ("", "x")]
        {
            assert_ne!(sound(&fold(one)), sound(&fold(other)), "{one} and {other}");
        }
    }
}
