//! Which clause of the older text is which of the newer one, by its words.

use std::collections::BTreeMap;

use super::unjudged::{Token, tokens, words_of};
use super::{NEW, OLD, Text};
use crate::model::joint::{Joint, Side};

/// For each number of a clause or an article of the older text, the number of the one of the newer text that has its words, or its
/// heading; where no other in either text has them.
pub(super) fn numbers(joint: &Joint, old: Text<'_>, new: Text<'_>) -> BTreeMap<String, String> {
    let mut numbers = BTreeMap::new();
    let clauses = |side: Side, text: Text<'_>| {
        let mut by_words: BTreeMap<Vec<Token>, Vec<String>> = BTreeMap::new();
        for clause in &text.model.clauses {
            let words = words_of(text, clause);
            let words = if side == NEW { words } else { joint.in_names_of_first(&words) };
            let tokens =
                tokens(&words, &|word| text.model.labels.contains_key(word).then_some(Token::ClauseNumber));
            by_words.entry(tokens).or_default().push(clause.label.clone());
        }
        by_words
    };
    let articles = |text: Text<'_>| {
        let mut by_heading: BTreeMap<String, Vec<String>> = BTreeMap::new();
        for article in text.model.articles.iter().filter(|article| !article.title.is_empty()) {
            by_heading.entry(article.title.clone()).or_default().push(article.label.clone());
        }
        by_heading
    };
    pair(&clauses(OLD, old), &clauses(NEW, new), &mut numbers);
    pair(&articles(old), &articles(new), &mut numbers);
    numbers
}

fn pair<K: Ord>(
    old: &BTreeMap<K, Vec<String>>,
    new: &BTreeMap<K, Vec<String>>,
    numbers: &mut BTreeMap<String, String>,
) {
    for (key, own) in old {
        if let ([own], Some([theirs])) = (own.as_slice(), new.get(key).map(Vec::as_slice)) {
            numbers.insert(own.clone(), theirs.clone());
        }
    }
}
