//! Numbers in words: *twenty-four*, *one hundred and fifty*, *twenty-four (24)*.

use super::tokens::{Kind, Token};

/// A number at a place, in thousandths, and the place after it.
pub fn number_at(all: &[Token<'_>], at: usize) -> Option<(u64, usize)> {
    let (amount, next) = match all.get(at)?.kind {
        Kind::Number(amount) => (amount, at + 1),
        Kind::Word(_) => in_words(all, at)?,
        _ => return None,
    };
    // Many texts say it twice: "seven (7) days", "7 (seven) days".
    let again = is_mark(all, next, '(').then(|| match all.get(next + 1)?.kind {
        Kind::Number(again) => Some((again, next + 2)),
        Kind::Word(_) => in_words(all, next + 1),
        _ => None,
    });
    match again.flatten() {
        Some((same, end)) if same == amount && is_mark(all, end, ')') => Some((amount, end + 1)),
        _ => Some((amount, next)),
    }
}

/// Whether a mark stands at a place.
pub fn is_mark(all: &[Token<'_>], at: usize, mark: char) -> bool {
    all.get(at).is_some_and(|token| token.kind == Kind::Mark(mark))
}

fn in_words(all: &[Token<'_>], from: usize) -> Option<(u64, usize)> {
    let (mut total, mut current, mut at) = (0_u64, 0_u64, from);
    let mut end = None;
    loop {
        let lower = match all.get(at).map(|token| token.kind) {
            Some(Kind::Word(word)) => word.to_lowercase(),
            // A hyphen within a number, and an "and" after a hundred.
            Some(Kind::Mark('-')) if end == Some(at) && small(all, at + 1).is_some() => {
                at += 1;
                continue;
            }
            _ => break,
        };
        if let Some(own) = small(all, at) {
            // "two three" is two numbers, "twenty three" is one.
            let fits = current % 100 == 0 || (current % 10 == 0 && current % 100 >= 20 && own < 10);
            if !fits {
                break;
            }
            current += own;
        } else if lower == "hundred" && (1..100).contains(&current) {
            current *= 100;
        } else if lower == "thousand" && (1..1000).contains(&current) {
            total += current * 1000;
            current = 0;
        } else if lower == "dozen" && end.is_none() {
            current = 12;
        } else if lower == "and" && end == Some(at) && current % 100 == 0 && small(all, at + 1).is_some() {
            at += 1;
            continue;
        } else {
            break;
        }
        at += 1;
        end = Some(at);
    }
    end.map(|end| ((total + current) * 1000, end))
}

/// A word for a number below a hundred.
fn small(all: &[Token<'_>], at: usize) -> Option<u64> {
    const ONES: [&str; 20] = [
        "zero",
        "one",
        "two",
        "three",
        "four",
        "five",
        "six",
        "seven",
        "eight",
        "nine",
        "ten",
        "eleven",
        "twelve",
        "thirteen",
        "fourteen",
        "fifteen",
        "sixteen",
        "seventeen",
        "eighteen",
        "nineteen",
    ];
    const TENS: [&str; 8] = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"];
    let Kind::Word(word) = all.get(at)?.kind else { return None };
    let lower = word.to_lowercase();
    let place = |list: &[&str]| list.iter().position(|known| *known == lower);
    let ten = place(&TENS).map(|place| (place + 2) * 10);
    u64::try_from(place(&ONES).or(ten)?).ok()
}

#[cfg(test)]
mod tests {
    use super::super::tokens::tokens;
    use super::*;

    #[test]
    fn words_are_numbers() {
        let read = |text: &str| number_at(&tokens(text), 0).map(|(amount, next)| (amount / 1000, next));
        assert_eq!(read("seven days"), Some((7, 1)));
        assert_eq!(read("twenty-four hours"), Some((24, 3)));
        assert_eq!(read("one hundred and fifty hours"), Some((150, 4)));
        assert_eq!(read("Three thousand five hundred metres"), Some((3500, 4)));
        assert_eq!(read("seven (7) days"), Some((7, 4)));
        assert_eq!(read("7 (seven) days"), Some((7, 4)));
        assert_eq!(read("seven (2015)"), Some((7, 1)));
        assert_eq!(read("two three"), Some((2, 1)));
        assert_eq!(read("a dozen"), None);
        assert_eq!(read("hundred"), None);
        assert_eq!(read("two and three"), Some((2, 1)));
    }
}
