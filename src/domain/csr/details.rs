//! What a request says about its owner: subject, alternative names, and the attributes that matter here. What cannot be
//! read is passed over or shown as bytes; it is never a reason to refuse a request whose key is in order.

use std::net::{Ipv4Addr, Ipv6Addr};

use const_oid::ObjectIdentifier;
use const_oid::db::rfc4519::{
    COUNTRY_NAME, DOMAIN_COMPONENT, GIVEN_NAME, LOCALITY_NAME, ORGANIZATION_NAME, ORGANIZATIONAL_UNIT_NAME,
    POSTAL_CODE, SERIAL_NUMBER, SN, ST, STREET, TITLE, UID,
};
use const_oid::db::rfc5912::{ID_CE_SUBJECT_ALT_NAME, ID_EXTENSION_REQ};
use der::asn1::{AnyRef, OctetStringRef};
use der::{Decode, Reader, SliceReader, Tag, Tagged};

use super::{inside, within};
use crate::domain::digest::hexadecimal;

const COMMON_NAME: ObjectIdentifier = const_oid::db::rfc4519::CN;
const EMAIL_ADDRESS: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.2.840.113549.1.9.1");
const CHALLENGE_PASSWORD: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.2.840.113549.1.9.7");
/// What Microsoft's programs called the extension request before RFC 2985.
const MICROSOFT_EXTENSIONS: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.3.6.1.4.1.311.2.1.14");

/// The usual short names (RFC 4514 3, RFC 4519, X.520).
const SHORT_NAMES: &[(ObjectIdentifier, &str)] = &[
    (COMMON_NAME, "CN"),
    (ORGANIZATION_NAME, "O"),
    (ORGANIZATIONAL_UNIT_NAME, "OU"),
    (LOCALITY_NAME, "L"),
    (ST, "ST"),
    (COUNTRY_NAME, "C"),
    (SERIAL_NUMBER, "serialNumber"),
    (ObjectIdentifier::new_unwrap("2.5.4.97"), "organizationIdentifier"),
    (EMAIL_ADDRESS, "emailAddress"),
    (STREET, "STREET"),
    (POSTAL_CODE, "postalCode"),
    (TITLE, "title"),
    (GIVEN_NAME, "givenName"),
    (SN, "SN"),
    (DOMAIN_COMPONENT, "DC"),
    (UID, "UID"),
];

/// What a request says about its owner.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Details {
    /// The subject: short name or object identifier, and value, in the order of the request.
    pub subject: Vec<(String, String)>,
    /// DNS names among the alternative names.
    pub dns_names: Vec<String>,
    /// E-mail addresses among the alternative names.
    pub email_names: Vec<String>,
    /// IP addresses, addresses of pages and others among the alternative names.
    pub other_names: Vec<String>,
    /// Whether it carries a challenge password (RFC 2985 5.4.1). The password itself is not kept.
    pub has_challenge_password: bool,
}

impl Details {
    /// The common names of the subject.
    pub fn common_names(&self) -> impl Iterator<Item = &str> {
        self.values_of("CN")
    }

    /// E-mail addresses, of the subject and of the alternative names.
    pub fn email_addresses(&self) -> impl Iterator<Item = &str> {
        let further = self.email_names.iter().map(String::as_str);
        self.values_of("emailAddress").chain(further)
    }

    fn values_of(&self, name: &'static str) -> impl Iterator<Item = &str> {
        let found = self.subject.iter().filter(move |(known, _)| known == name);
        found.map(|(_, value)| value.as_str())
    }
}

/// A distinguished name: short name or object identifier, and value, in the order it stands in.
pub(in crate::domain) fn distinguished_name(mut name: SliceReader<'_>) -> Vec<(String, String)> {
    let mut found = Vec::new();
    while let Ok(names) = name.tlv_bytes() {
        let mut rest = within(names, Tag::Set);
        while let Some(name) = rest.as_mut().and_then(|names| names.tlv_bytes().ok()) {
            found.extend(inside(name).and_then(attribute_value));
        }
    }
    found
}

/// Reads the subject's relative names and the attributes, which are whole `[0]` or nothing.
pub(super) fn read(subject: SliceReader<'_>, attributes: &[u8]) -> Details {
    let mut details = Details {
        subject: distinguished_name(subject),
        ..Details::default()
    };
    let whole = AnyRef::from_der(attributes).ok();
    let mut rest = whole.and_then(|whole| SliceReader::new(whole.value()).ok());
    while let Some(attribute) = rest.as_mut().and_then(|attributes| attributes.tlv_bytes().ok()) {
        let _ = inside(attribute).and_then(|fields| details.take_attribute(fields));
    }
    details
}

impl Details {
    fn take_attribute(&mut self, mut fields: SliceReader<'_>) -> Option<()> {
        match fields.decode().ok()? {
            CHALLENGE_PASSWORD => self.has_challenge_password = true,
            ID_EXTENSION_REQ | MICROSOFT_EXTENSIONS => {
                let mut values = within(fields.tlv_bytes().ok()?, Tag::Set)?;
                let mut extensions = inside(values.tlv_bytes().ok()?)?;
                while let Ok(extension) = extensions.tlv_bytes() {
                    let _ = inside(extension).and_then(|fields| self.take_extension(fields));
                }
            }
            _ => {}
        }
        Some(())
    }

    fn take_extension(&mut self, mut fields: SliceReader<'_>) -> Option<()> {
        if fields.decode::<ObjectIdentifier>().ok()? != ID_CE_SUBJECT_ALT_NAME {
            return None;
        }
        let _is_critical: Option<bool> = fields.decode().ok()?;
        let value: OctetStringRef<'_> = fields.decode().ok()?;
        self.take_names(value.as_bytes())
    }

    /// The alternative names of an extension; nothing where it is none.
    pub(in crate::domain) fn take_names(&mut self, names: &[u8]) -> Option<()> {
        let mut names = inside(names)?;
        while let Ok(name) = names.decode::<AnyRef<'_>>() {
            self.take_name(name);
        }
        Some(())
    }

    /// One `GeneralName` (RFC 5280 4.2.1.6).
    fn take_name(&mut self, name: AnyRef<'_>) {
        let Tag::ContextSpecific { number, .. } = name.tag() else {
            return;
        };
        let text = || latin1(name.value());
        match number.value() {
            1 => self.email_names.push(text()),
            2 => self.dns_names.push(text()),
            6 => self.other_names.push(text()),
            7 => self.other_names.push(ip_address(name.value())),
            _ => self.other_names.push(format!("#{}", hexadecimal(name.value()))),
        }
    }
}

fn ip_address(bytes: &[u8]) -> String {
    if let Ok(octets) = <[u8; 4]>::try_from(bytes) {
        Ipv4Addr::from(octets).to_string()
    } else if let Ok(octets) = <[u8; 16]>::try_from(bytes) {
        Ipv6Addr::from(octets).to_string()
    } else {
        format!("#{}", hexadecimal(bytes))
    }
}

/// `AttributeTypeAndValue` (RFC 5280 4.1.2.4), named.
fn attribute_value(mut fields: SliceReader<'_>) -> Option<(String, String)> {
    let kind: ObjectIdentifier = fields.decode().ok()?;
    let value = fields.read_slice(fields.remaining_len()).ok()?;
    let known = SHORT_NAMES.iter().find(|(oid, _)| *oid == kind);
    let name = known.map_or_else(|| kind.to_string(), |(_, name)| (*name).to_owned());
    // What is no string is shown as RFC 4514 2.4 writes it.
    let text = string(value).unwrap_or_else(|| format!("#{}", hexadecimal(value)));
    Some((name, text))
}

/// The text of a `DirectoryString` or an `IA5String`.
fn string(value: &[u8]) -> Option<String> {
    let value = AnyRef::from_der(value).ok()?;
    match value.tag() {
        Tag::Utf8String => String::from_utf8(value.value().to_vec()).ok(),
        Tag::PrintableString | Tag::Ia5String | Tag::NumericString | Tag::VisibleString => Some(latin1(value.value())),
        // T.61, which everybody reads as Latin-1.
        Tag::TeletexString => Some(latin1(value.value())),
        Tag::BmpString => utf16(value.value()),
        _ => None,
    }
}

fn latin1(bytes: &[u8]) -> String {
    bytes.iter().copied().map(char::from).collect()
}

fn utf16(bytes: &[u8]) -> Option<String> {
    let units = bytes.chunks(2).map(|unit| unit.try_into().map(u16::from_be_bytes));
    String::from_utf16(&units.collect::<Result<Vec<_>, _>>().ok()?).ok()
}
