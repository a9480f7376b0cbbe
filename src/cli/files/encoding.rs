//! Telling a drafter in which encoding a file seems to be, when it is not UTF-8.

use std::fmt;

/// Why some bytes are no text to us.
#[derive(Debug, PartialEq, Eq)]
pub struct NotText {
    /// From 1.
    line: usize,
    /// From 1, counted from the beginning of the file.
    byte: usize,
    /// What the bytes look like.
    seems: Option<Encoding>,
}

/// The encodings in which agreements of the last decades lie about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Encoding {
    Utf16,
    /// Cyrillic.
    Windows1251,
    /// Arabic.
    Windows1256,
    /// Western European.
    Windows1252,
}

/// The text of some bytes, if they are UTF-8.
///
/// # Errors
/// Where they are not, or are full of NUL bytes, which is what UTF-16 looks like.
pub fn decode(bytes: Vec<u8>) -> Result<String, NotText> {
    let first_nul = bytes.iter().position(|byte| *byte == 0);
    match String::from_utf8(bytes) {
        Ok(text) => match first_nul {
            // NUL is a character, but no text of ours has one; UTF-16 has one in every Latin letter.
            Some(at) if seems_utf16(text.as_bytes()) => Err(NotText {
                line: line_of(text.as_bytes(), at),
                byte: at + 1,
                seems: Some(Encoding::Utf16),
            }),
            _ => Ok(text),
        },
        Err(error) => {
            let at = error.utf8_error().valid_up_to();
            let bytes = error.as_bytes();
            Err(NotText { line: line_of(bytes, at), byte: at + 1, seems: guess(bytes) })
        }
    }
}

fn line_of(bytes: &[u8], at: usize) -> usize {
    bytes.iter().take(at).filter(|byte| **byte == b'\n').count() + 1
}

fn seems_utf16(bytes: &[u8]) -> bool {
    let nuls = bytes.iter().filter(|byte| **byte == 0).count();
    bytes.starts_with(&[0xff, 0xfe]) || bytes.starts_with(&[0xfe, 0xff]) || nuls * 10 > bytes.len()
}

/// Letters beyond ASCII stand alone in Western European words and side by side in Cyrillic and Arabic ones. Between those
/// two, the commonest letters decide: in Windows-1251 and Russian о е а и н т с р в л, in Windows-1256 and Arabic
/// ا ل ي م و ن ر ت ب ة.
fn guess(bytes: &[u8]) -> Option<Encoding> {
    const RUSSIAN: [u8; 10] = [0xee, 0xe5, 0xe0, 0xe8, 0xed, 0xf2, 0xf1, 0xf0, 0xe2, 0xeb];
    const ARABIC: [u8; 10] = [0xc7, 0xe1, 0xed, 0xe3, 0xe6, 0xe4, 0xd1, 0xca, 0xc8, 0xc9];
    if seems_utf16(bytes) {
        return Some(Encoding::Utf16);
    }
    let count = |set: &[u8]| bytes.iter().filter(|byte| set.contains(byte)).count();
    let high = bytes.iter().filter(|byte| **byte >= 0x80).count();
    let side_by_side = bytes.windows(2).filter(|pair| pair.iter().all(|byte| *byte >= 0xc0)).count();
    let (russian, arabic) = (count(&RUSSIAN), count(&ARABIC));
    if high == 0 {
        None
    } else if side_by_side * 3 < high {
        Some(Encoding::Windows1252)
    } else if russian > arabic {
        Some(Encoding::Windows1251)
    } else {
        Some(Encoding::Windows1256)
    }
}

impl fmt::Display for NotText {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "it is not UTF-8 (line {}, byte {})", self.line, self.byte)?;
        let (encoding, name) = match self.seems {
            None => return Ok(()),
            Some(Encoding::Utf16) => ("UTF-16", "UTF-16"),
            Some(Encoding::Windows1251) => ("Windows-1251", "WINDOWS-1251"),
            Some(Encoding::Windows1252) => ("Windows-1252", "WINDOWS-1252"),
            Some(Encoding::Windows1256) => ("Windows-1256", "WINDOWS-1256"),
        };
        write!(f, "; it looks like {encoding}: convert it with `iconv -f {name} -t UTF-8`")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// "party" and the words for ceasefire, in several encodings, as `iconv` writes them.
    #[test]
    fn each_encoding_is_named_with_its_place() {
        let russian = b"# a\nparty \xcf\xf0\xe5\xea\xf0\xe0\xf9\xe5\xed\xe8\xe5 \xee\xe3\xed\xff".to_vec();
        let arabic = b"party \xe6\xde\xdd \xc5\xd8\xe1\xc7\xde \xc7\xe1\xe4\xc7\xd1".to_vec();
        let french = b"party \"C\xf4te d'Ivoire\", known as \"R\xe9publique\".".to_vec();
        let utf16: Vec<u8> =
            [0xff, 0xfe].into_iter().chain("party A.".encode_utf16().flat_map(u16::to_le_bytes)).collect();
        let without_mark: Vec<u8> = "party A.".encode_utf16().flat_map(u16::to_be_bytes).collect();
        let seems = |bytes: Vec<u8>| decode(bytes).unwrap_err();
        let at = |line, byte, seems| NotText { line, byte, seems: Some(seems) };
        assert_eq!(seems(russian), at(2, 11, Encoding::Windows1251));
        assert_eq!(seems(arabic), at(1, 7, Encoding::Windows1256));
        assert_eq!(seems(french), at(1, 9, Encoding::Windows1252));
        assert_eq!(seems(utf16), at(1, 1, Encoding::Utf16));
        assert_eq!(seems(without_mark), at(1, 1, Encoding::Utf16));
        assert_eq!(decode("حلب".into()).as_deref(), Ok("حلب"));
    }
}
