//! Words that nobody guesses and nothing else has.

use rand::Rng;
use rand::distributions::Uniform;

/// Lower-case letters and digits without those that are mistaken for each other: five random bits each.
pub(crate) fn word(length: usize) -> String {
    const LETTERS: &[u8; 32] = b"abcdefghjkmnpqrstuvwxyz023456789";
    let pick = Uniform::new(0, LETTERS.len());
    let mut random = rand::rngs::OsRng;
    (0..length)
        .filter_map(|_| LETTERS.get(random.sample(pick)).copied().map(char::from))
        .collect()
}
