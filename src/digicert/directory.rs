//! The calls that read what the account holds besides orders. Somebody may conclude from what they do not bring that it
//! does not exist: nothing is left out in silence.

use serde_json::Value;

use super::client::DigiCert;
use super::failure::ReadError;
use super::list::unreadable;
use super::wire::pages::{self, MOST_ENTRIES, Page};
use super::wire::records::{self, Depth, Emails};
use crate::domain::directory::{Container, DcvMethod, Domain, Organization, User};
use crate::domain::ids::{OrganizationId, RemoteDomainId};

/// Whose validations and proofs of control come along.
const WITH_VALIDATION: (&str, &str) = ("include_validation", "true");
const WITH_DCV: (&str, &str) = ("include_dcv", "true");

impl DigiCert {
    /// A page of the organizations, active or not, without their contacts (CertCentral: List organizations). By id
    /// upwards: what is created while pages are read comes at the end.
    ///
    /// # Errors
    /// As for every reading call, and where the page cannot be read in whole.
    pub async fn organization_page(&self, offset: u32) -> Result<Page<Organization>, ReadError> {
        self.organizations_from(offset, None).await
    }

    /// All organizations, active or not, whose name holds `name` or whose id it is, without their contacts (CertCentral:
    /// List organizations, `filters[search]`). Whoever asks compares what comes.
    ///
    /// # Errors
    /// As for every reading call, and where a page cannot be read in whole.
    pub async fn organizations_named(&self, name: &str) -> Result<Vec<Organization>, ReadError> {
        let mut found = Vec::new();
        let mut next = Some(0);
        while let Some(offset) = next {
            let page = self.organizations_from(offset, Some(name)).await?;
            found.extend(page.records);
            next = page.next;
        }
        Ok(found)
    }

    async fn organizations_from(&self, offset: u32, search: Option<&str>) -> Result<Page<Organization>, ReadError> {
        let query = (&[WITH_VALIDATION][..], search);
        let listed = |entry| records::organization(entry, Depth::Listed);
        self.page("organization", "organizations", query, offset, listed).await
    }

    /// An organization with its contacts, and all that is told of its validations (CertCentral: Organization info,
    /// Validation details).
    ///
    /// # Errors
    /// As for every reading call, of either of the two.
    pub async fn organization_record(&self, id: OrganizationId) -> Result<Organization, ReadError> {
        let number = id.to_string();
        let answer = self.read(&["organization", &number], &[WITH_VALIDATION]).await?;
        let mut organization = records::organization(answer, Depth::Whole).map_err(unreadable)?;
        is_the_one(organization.id == id)?;
        let answer: Value = self.read(&["organization", &number, "validation"], &[]).await?;
        let details = records::validations(&answer).map_err(unreadable)?;
        organization.validations = records::merge(organization.validations, details);
        Ok(organization)
    }

    /// A page of the domains, active or not (CertCentral: List domains).
    ///
    /// # Errors
    /// As for every reading call, and where the page cannot be read in whole.
    pub async fn domain_page(&self, offset: u32) -> Result<Page<Domain>, ReadError> {
        self.domains_from(offset, None).await
    }

    /// All domains, active or not, of just this name in ASCII. That List domains knows `filters[search]` is not
    /// documented; where it does not, all domains are looked through.
    ///
    /// # Errors
    /// As for every reading call, and where a page cannot be read in whole.
    pub async fn domains_named(&self, name: &str) -> Result<Vec<Domain>, ReadError> {
        let mut found = Vec::new();
        let mut next = Some(0);
        while let Some(offset) = next {
            let page = self.domains_from(offset, Some(name)).await?;
            let are_it = |domain: &Domain| domain.name.eq_ignore_ascii_case(name.trim());
            found.extend(page.records.into_iter().filter(are_it));
            next = page.next;
        }
        Ok(found)
    }

    async fn domains_from(&self, offset: u32, search: Option<&str>) -> Result<Page<Domain>, ReadError> {
        let query = (&[WITH_DCV, WITH_VALIDATION][..], search);
        self.page("domain", "domains", query, offset, records::domain).await
    }

    /// A domain and what is to be done to prove control of it (CertCentral: Domain info); where that is to answer a mail,
    /// with the addresses it goes to.
    ///
    /// # Errors
    /// As for every reading call, of either of the two.
    pub async fn domain_record(&self, id: RemoteDomainId) -> Result<Domain, ReadError> {
        let number = id.to_string();
        let answer = self.read(&["domain", &number], &[WITH_DCV, WITH_VALIDATION]).await?;
        let mut domain = records::domain(answer).map_err(unreadable)?;
        is_the_one(domain.id == id)?;
        if domain.dcv.method.as_deref() == Some(DcvMethod::Email.word()) {
            let emails: Emails = self.read(&["domain", &number, "dcv", "emails"], &[]).await?;
            emails.add_to(&mut domain.dcv);
        }
        Ok(domain)
    }

    /// All containers, which people call divisions (CertCentral: List containers). The list was never seen in pages; one
    /// that says it has more is read on.
    ///
    /// # Errors
    /// As for every reading call, and where the list cannot be read in whole.
    pub async fn container_records(&self) -> Result<Vec<Container>, ReadError> {
        let answer = self.read(&["container"], &[]).await?;
        let first = pages::read(answer, "containers", 0, records::container).map_err(unreadable)?;
        let (mut containers, mut next) = (first.records, first.next);
        while let Some(offset) = next {
            let page = self
                .page("container", "containers", (&[], None), offset, records::container)
                .await?;
            containers.extend(page.records);
            next = page.next;
        }
        Ok(containers)
    }

    /// A page of the account's users (CertCentral: List users).
    ///
    /// # Errors
    /// As for every reading call, and where the page cannot be read in whole.
    pub async fn user_page(&self, offset: u32) -> Result<Page<User>, ReadError> {
        self.page("user", "users", (&[], None), offset, records::user).await
    }

    /// One page of the list `key`, in a fixed order; `query` is what else is asked for, and what is searched.
    async fn page<T>(
        &self,
        path: &str,
        key: &str,
        (query, search): (&[(&str, &str)], Option<&str>),
        offset: u32,
        record: impl Fn(Value) -> Result<T, serde_json::Error>,
    ) -> Result<Page<T>, ReadError> {
        let (limit, from) = (MOST_ENTRIES.to_string(), offset.to_string());
        let mut pairs = query.to_vec();
        if let Some(search) = search.map(str::trim).filter(|search| !search.is_empty()) {
            pairs.push(("filters[search]", search));
        }
        pairs.extend([("sort", "id"), ("limit", limit.as_str()), ("offset", from.as_str())]);
        let answer = self.read(&[path], &pairs).await?;
        pages::read(answer, key, offset, record).map_err(unreadable)
    }
}

/// Whether the record that came is the one that was asked for: nobody may take another's state for its own.
pub(super) fn is_the_one(is_it: bool) -> Result<(), ReadError> {
    let other = || unreadable(serde::de::Error::custom("another record than was asked for"));
    if is_it { Ok(()) } else { Err(other()) }
}
