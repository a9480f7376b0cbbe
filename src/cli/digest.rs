//! The names of inputs: every result says from which bytes it was computed.

use sha2::{Digest, Sha256};

/// SHA-256 of some bytes, as 64 lower-case hexadecimal digits.
#[must_use]
pub fn sha256(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect()
}

#[cfg(test)]
mod tests {
    /// The first example of FIPS 180-4, and the empty input.
    #[test]
    fn the_standard_s_examples() {
        let abc = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
        let empty = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";
        assert_eq!((super::sha256(b"abc").as_str(), super::sha256(b"").as_str()), (abc, empty));
    }
}
