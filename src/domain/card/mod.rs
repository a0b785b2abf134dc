//! A credit card, typed for one request (CertCentral: Order PKIo Private Services Server, `credit_card`).
//!
//! It lives in memory from the button to the request and is wiped when dropped. It is never part of a form that is
//! stored, cannot be serialised, compared or shown, and its debug output holds nothing of it.

use jiff::civil::Date;
use secrecy::zeroize::Zeroizing;
use secrecy::{ExposeSecret, SecretString};

use super::findings::Findings;
use super::rules;

/// The longest name on a card that is sent.
const HOLDER_MAX: usize = 255;

/// The card fields of the check page, as typed. Wiped when dropped.
#[derive(Default)]
pub struct CardForm {
    number: Zeroizing<String>,
    expiration_month: Zeroizing<String>,
    expiration_year: Zeroizing<String>,
    cvv: Zeroizing<String>,
    cardholder_name: Zeroizing<String>,
    save: Zeroizing<String>,
    default: Zeroizing<String>,
}

impl CardForm {
    /// The fields on the page, in its order.
    pub const FIELDS: [&'static str; 7] = [
        "card_number",
        "card_expiration_month",
        "card_expiration_year",
        "card_cvv",
        "cardholder_name",
        "save_credit_card",
        "set_as_default",
    ];

    /// Takes the value of one field; other names are passed over.
    pub fn put(&mut self, name: &str, value: Zeroizing<String>) {
        let slot = match name {
            "card_number" => &mut self.number,
            "card_expiration_month" => &mut self.expiration_month,
            "card_expiration_year" => &mut self.expiration_year,
            "card_cvv" => &mut self.cvv,
            "cardholder_name" => &mut self.cardholder_name,
            "save_credit_card" => &mut self.save,
            "set_as_default" => &mut self.default,
            _ => return,
        };
        *slot = value;
    }

    /// Applies the rules of cards.
    #[must_use]
    pub fn check(&self, today: Date) -> (Findings, Option<CreditCard>) {
        let mut findings = Findings::default();
        let f = &mut findings;
        let number = self.check_number(f);
        let expiry = self.check_expiry(today, f);
        let cvv = digits(&self.cvv).filter(|cvv| (3..=4).contains(&cvv.len()));
        if self.cvv.trim().is_empty() {
            f.add(&rules::CARD_CVV_MISSING, "card_cvv");
        } else if cvv.is_none() {
            f.add(&rules::CARD_CVV_SHAPE, "card_cvv");
        }
        let holder = Zeroizing::new(self.cardholder_name.trim().to_owned());
        let length = holder.chars().count();
        if holder.is_empty() {
            f.add(&rules::CARD_HOLDER_MISSING, "cardholder_name");
        } else if length > HOLDER_MAX {
            let args = vec![("length", length.to_string()), ("most", HOLDER_MAX.to_string())];
            f.add_with(&rules::CARD_HOLDER_TOO_LONG, "cardholder_name", args);
        }
        if self.save.trim() == "no" && self.default.trim() == "yes" {
            f.add(&rules::CARD_DEFAULT_NOT_KEPT, "set_as_default");
        }
        let card = match (number, expiry, cvv) {
            (Some(number), Some((month, year)), Some(cvv)) if !findings.has_errors() => Some(CreditCard {
                number: secret(&number),
                expiration_month: format!("{month:02}"),
                expiration_year: year.to_string(),
                cvv: secret(&cvv),
                cardholder_name: secret(&holder),
                save: match self.save.trim() {
                    "yes" => Some(true),
                    "no" => Some(false),
                    _ => None,
                },
                set_as_default: self.default.trim() == "yes",
            }),
            _ => None,
        };
        (findings, card)
    }

    fn check_number(&self, findings: &mut Findings) -> Option<Zeroizing<String>> {
        if self.number.trim().is_empty() {
            findings.add(&rules::CARD_NUMBER_MISSING, "card_number");
            return None;
        }
        let number = digits(&self.number).filter(|number| (12..=19).contains(&number.len()) && passes_luhn(number));
        if number.is_none() {
            findings.add(&rules::CARD_NUMBER_WRONG, "card_number");
        }
        number
    }

    /// A card is good to the end of its month.
    fn check_expiry(&self, today: Date, findings: &mut Findings) -> Option<(i8, i16)> {
        for (typed, field) in [
            (&self.expiration_month, "card_expiration_month"),
            (&self.expiration_year, "card_expiration_year"),
        ] {
            if typed.trim().is_empty() {
                findings.add(&rules::CARD_EXPIRY_MISSING, field);
            }
        }
        if self.expiration_month.trim().is_empty() || self.expiration_year.trim().is_empty() {
            return None;
        }
        let month = self
            .expiration_month
            .trim()
            .parse()
            .ok()
            .filter(|month| (1..=12).contains(month));
        let year = self.expiration_year.trim().parse().ok();
        let year = year.map(|year: i16| {
            if (0..=99).contains(&year) {
                year.saturating_add(2000)
            } else {
                year
            }
        });
        let (Some(month), Some(year)) = (month, year.filter(|year| (2000..=2099).contains(year))) else {
            findings.add(&rules::CARD_EXPIRY_SHAPE, "card_expiration_month");
            return None;
        };
        if (year, month) < (today.year(), today.month()) {
            findings.add(&rules::CARD_EXPIRED, "card_expiration_month");
            return None;
        }
        Some((month, year))
    }
}

/// A card that passed the checks. It can only be read by whoever writes the request.
pub struct CreditCard {
    /// The digits.
    pub number: SecretString,
    /// Two digits.
    pub expiration_month: String,
    /// Four digits.
    pub expiration_year: String,
    /// Three or four digits.
    pub cvv: SecretString,
    /// First and last name.
    pub cardholder_name: SecretString,
    /// Whether DigiCert keeps it; nothing where nothing was chosen.
    pub save: Option<bool>,
    /// Whether it becomes the account's default.
    pub set_as_default: bool,
}

impl std::fmt::Debug for CreditCard {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("CreditCard([not shown])")
    }
}

impl std::fmt::Debug for CardForm {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("CardForm([not shown])")
    }
}

impl CreditCard {
    /// A text without the number, however it is grouped, and without the holder. The security code is too short to be
    /// told from other digits; where it stands beside one of the others it goes too.
    #[must_use]
    pub fn taken_out_of(&self, text: &str) -> String {
        let number = self.number.expose_secret();
        let mut clean = without_digits(text, number);
        let holder = self.cardholder_name.expose_secret();
        clean = clean.replace(holder, WITHHELD);
        if clean != text {
            clean = without_digits(&clean, self.cvv.expose_secret());
        }
        clean
    }
}

/// What stands in place of a card or another secret, wherever a request or an answer is shown or kept.
pub const WITHHELD: &str = "[withheld]";

/// A text without a row of digits, also where spaces or dashes stand between them.
fn without_digits(text: &str, digits: &str) -> String {
    let mut clean = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        match digits_at(rest, digits) {
            Some(length) => {
                clean.push_str(WITHHELD);
                rest = rest.get(length..).unwrap_or_default();
            }
            None => {
                clean.push(first);
                rest = rest.get(first.len_utf8()..).unwrap_or_default();
            }
        }
    }
    clean
}

/// How long the row of digits is that a text begins with, if it does.
fn digits_at(text: &str, digits: &str) -> Option<usize> {
    let mut wanted = digits.chars().peekable();
    for (place, c) in text.char_indices() {
        match wanted.peek() {
            None => return Some(place),
            Some(digit) if *digit == c => {
                wanted.next();
            }
            Some(_) if place > 0 && matches!(c, ' ' | '-') => {}
            Some(_) => return None,
        }
    }
    wanted.peek().is_none().then_some(text.len())
}

fn secret(text: &Zeroizing<String>) -> SecretString {
    SecretString::from(text.as_str())
}

/// The digits of a number typed with spaces and dashes; nothing where there is anything else in it.
fn digits(typed: &str) -> Option<Zeroizing<String>> {
    // As long as what was typed from the beginning: a string that grows leaves its parts behind in memory.
    let mut digits = Zeroizing::new(String::with_capacity(typed.len()));
    for c in typed.chars().filter(|c| !c.is_whitespace() && *c != '-') {
        if !c.is_ascii_digit() {
            return None;
        }
        digits.push(c);
    }
    Some(digits)
}

/// The check digit of card numbers (ISO/IEC 7812-1, annex B).
fn passes_luhn(digits: &str) -> bool {
    let sum: u32 = digits
        .bytes()
        .rev()
        .enumerate()
        .map(|(place, digit)| {
            let digit = u32::from(digit.saturating_sub(b'0'));
            match (place % 2, digit) {
                (0, digit) => digit,
                (_, digit) if digit > 4 => digit * 2 - 9,
                (_, digit) => digit * 2,
            }
        })
        .sum();
    sum.is_multiple_of(10)
}

#[cfg(test)]
mod tests;
