//! The Organization Identification Number: 20 positions that end up in Subject.serialNumber and by which Digipoort
//! knows an organization.
//!
//! An OIN is text from end to end: leading zeros count and the value exceeds 2^53. Source: Logius, OIN-Stelsel,
//! chapter 6 (prefix of 8, main number of 8 or 9, suffix 0000 or 000).

/// The length of an OIN.
pub const LENGTH: usize = 20;

/// The register that a prefix names.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Register {
    /// 00000001: RSIN, of legal persons and partnerships.
    Rsin,
    /// 00000002: fiscal number.
    Fiscal,
    /// 00000003: KVK number, the Dutch trade register.
    Kvk,
    /// 00000004: a subOIN, a number without meaning.
    SubOin,
    /// 00000006: issued by Logius.
    Logius,
    /// 00000007: BRIN, of schools.
    Brin,
    /// 00000008: foreign organizations.
    Foreign,
    /// 00000009: UZI, of care providers.
    Uzi,
    /// 00000010: TRR-BD.
    TrrBd,
    /// 00000099: test numbers, free for anyone.
    Test,
}

impl Register {
    /// All registers, in the order of their prefixes.
    pub const ALL: [Self; 10] = [
        Self::Rsin,
        Self::Fiscal,
        Self::Kvk,
        Self::SubOin,
        Self::Logius,
        Self::Brin,
        Self::Foreign,
        Self::Uzi,
        Self::TrrBd,
        Self::Test,
    ];

    /// The first eight positions of its numbers.
    #[must_use]
    pub fn prefix(self) -> &'static str {
        match self {
            Self::Rsin => "00000001",
            Self::Fiscal => "00000002",
            Self::Kvk => "00000003",
            Self::SubOin => "00000004",
            Self::Logius => "00000006",
            Self::Brin => "00000007",
            Self::Foreign => "00000008",
            Self::Uzi => "00000009",
            Self::TrrBd => "00000010",
            Self::Test => "00000099",
        }
    }

    /// The word used in message keys.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Rsin => "rsin",
            Self::Fiscal => "fiscal",
            Self::Kvk => "kvk",
            Self::SubOin => "sub-oin",
            Self::Logius => "logius",
            Self::Brin => "brin",
            Self::Foreign => "foreign",
            Self::Uzi => "uzi",
            Self::TrrBd => "trr-bd",
            Self::Test => "test",
        }
    }

    fn of_prefix(prefix: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|register| register.prefix() == prefix)
    }
}

/// What an OIN looks like. None of it forbids an order: DigiCert decides what it accepts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shape {
    /// 20 positions with a known prefix and the usual suffix.
    Regular(Register),
    /// A known prefix, but another suffix than 000. Such numbers do occur.
    OddSuffix(Register),
    /// 20 positions, but no register has this prefix.
    UnknownPrefix,
    /// Not 20 letters and digits.
    WrongLength {
        /// How many positions it has.
        positions: usize,
    },
    /// It holds something other than capital letters and digits.
    StrangeCharacters,
}

/// Takes out what people type for legibility (spaces, dots, dashes) and makes letters capital.
#[must_use]
pub fn tidy(typed: &str) -> String {
    typed
        .chars()
        .filter(|c| !c.is_whitespace() && !matches!(c, '.' | '-'))
        .flat_map(char::to_uppercase)
        .collect()
}

/// The OIN of a number in the Dutch trade register: prefix, eight digits, `0000`. A number of seven digits is an old one without its zero.
#[must_use]
pub fn of_kvk(typed: &str) -> Option<String> {
    let number = tidy(typed);
    let is_number = matches!(number.len(), 7 | 8) && number.bytes().all(|b| b.is_ascii_digit());
    is_number.then(|| format!("{}{number:0>8}0000", Register::Kvk.prefix()))
}

/// The OIN of an RSIN: prefix, nine digits, `000`.
#[must_use]
pub fn of_rsin(typed: &str) -> Option<String> {
    let number = tidy(typed);
    let is_number = number.len() == 9 && number.bytes().all(|b| b.is_ascii_digit());
    is_number.then(|| format!("{}{number}000", Register::Rsin.prefix()))
}

/// Whether an RSIN passes the eleven-test that citizen and fiscal numbers share: weights 9 to 2 and -1.
#[must_use]
pub fn passes_eleven_test(rsin: &str) -> bool {
    let weights = [9, 8, 7, 6, 5, 4, 3, 2, -1];
    let digits = rsin.bytes().map(|b| i32::from(b.wrapping_sub(b'0')));
    let sum: i32 = digits.zip(weights).map(|(digit, weight)| digit * weight).sum();
    rsin.len() == weights.len() && sum % 11 == 0
}

/// Tells what a tidied OIN looks like.
#[must_use]
pub fn shape(oin: &str) -> Shape {
    if !oin.chars().all(|c| c.is_ascii_digit() || c.is_ascii_uppercase()) {
        return Shape::StrangeCharacters;
    }
    if oin.len() != LENGTH {
        return Shape::WrongLength { positions: oin.len() };
    }
    match oin.get(..8).and_then(Register::of_prefix) {
        None => Shape::UnknownPrefix,
        Some(register) if oin.ends_with("000") => Shape::Regular(register),
        Some(register) => Shape::OddSuffix(register),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shapes() {
        for (oin, expected) in [
            ("00000003271247010000", Shape::Regular(Register::Kvk)),
            ("00000001123456782000", Shape::Regular(Register::Rsin)),
            ("00000099000000001000", Shape::Regular(Register::Test)),
            ("00000003271248348001", Shape::OddSuffix(Register::Kvk)),
            ("00000007AB12CD340000", Shape::Regular(Register::Brin)),
            ("12345678901234567890", Shape::UnknownPrefix),
            ("0000000327124701", Shape::WrongLength { positions: 16 }),
            ("", Shape::WrongLength { positions: 0 }),
            ("0000000327124701000é", Shape::StrangeCharacters),
            ("0000000327124701000o", Shape::StrangeCharacters),
        ] {
            assert_eq!(shape(oin), expected, "{oin}");
        }
    }

    #[test]
    fn numbers_of_registers_become_oins() {
        for (typed, kvk) in [
            ("27124701", Some("00000003271247010000")),
            ("2712 4701", Some("00000003271247010000")),
            ("7124701", Some("00000003071247010000")),
            ("271247011", None),
            ("2712470x", None),
            ("", None),
        ] {
            assert_eq!(of_kvk(typed).as_deref(), kvk, "{typed}");
        }
        for (typed, rsin, passes) in [
            ("123456782", Some("00000001123456782000"), true),
            ("0012.34.567", Some("00000001001234567000"), false),
            ("12345678", None, false),
        ] {
            assert_eq!(of_rsin(typed).as_deref(), rsin, "{typed}");
            assert_eq!(passes_eleven_test(&tidy(typed)), passes, "{typed}");
        }
    }

    #[test]
    fn tidying_keeps_leading_zeros() {
        assert_eq!(tidy(" 00000003 2712.4701-0000 "), "00000003271247010000");
        assert_eq!(tidy("00000007ab12cd340000"), "00000007AB12CD340000");
    }
}
