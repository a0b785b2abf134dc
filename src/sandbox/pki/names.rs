//! Distinguished names in the order PKIoverheid certificates have them: country, organization, serial number, name.

use der::{
    Any,
    asn1::{ObjectIdentifier, PrintableStringRef, SetOfVec, Utf8StringRef},
};
use x509_cert::{
    attr::AttributeTypeAndValue,
    name::{Name, RdnSequence, RelativeDistinguishedName},
};

use const_oid::db::rfc4519;

/// The parts of a name; absent ones are left out.
#[derive(Clone, Copy, Debug)]
pub(crate) struct NameParts<'a> {
    pub(crate) country: &'a str,
    pub(crate) organization: &'a str,
    pub(crate) organization_identifier: Option<&'a str>,
    pub(crate) serial_number: Option<&'a str>,
    pub(crate) common_name: &'a str,
}

/// `organizationIdentifier` (ITU-T X.520), in the issuers' names.
const ORGANIZATION_IDENTIFIER: ObjectIdentifier = ObjectIdentifier::new_unwrap("2.5.4.97");

impl NameParts<'_> {
    /// The name with each part as an element of its own, in the order of the members.
    pub(crate) fn to_name(self) -> der::Result<Name> {
        let country = self.country.to_ascii_uppercase();
        let mut elements = vec![
            (rfc4519::COUNTRY_NAME, printable(&country)?),
            (rfc4519::ORGANIZATION_NAME, utf8(self.organization)?),
        ];
        if let Some(identifier) = self.organization_identifier {
            elements.push((ORGANIZATION_IDENTIFIER, utf8(identifier)?));
        }
        if let Some(number) = self.serial_number {
            elements.push((rfc4519::SERIAL_NUMBER, printable(number)?));
        }
        elements.push((rfc4519::COMMON_NAME, utf8(self.common_name)?));
        let elements = elements.into_iter().map(|(oid, value)| {
            let pair = AttributeTypeAndValue { oid, value };
            SetOfVec::try_from(vec![pair]).map(RelativeDistinguishedName)
        });
        elements.collect::<der::Result<Vec<_>>>().map(RdnSequence)
    }
}

fn printable(text: &str) -> der::Result<Any> {
    PrintableStringRef::new(text).and_then(|value| Any::encode_from(&value))
}

fn utf8(text: &str) -> der::Result<Any> {
    Utf8StringRef::new(text).and_then(|value| Any::encode_from(&value))
}
