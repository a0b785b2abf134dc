//! Domains and how control of them is proven (CertCentral: Add domain, Submit for validation, Change DCV method).

use serde::Serialize;

use super::Id;
use crate::domain::change::NewDomain;
use crate::domain::directory::{DcvMethod, ValidationKind};

/// A new domain.
#[derive(Serialize)]
pub(super) struct New<'a> {
    name: &'a str,
    organization: Id,
    #[serde(skip_serializing_if = "Option::is_none")]
    container: Option<Id>,
    #[serde(flatten)]
    submission: Submission<'a>,
}

/// What a domain is to be validated for, and how.
#[derive(Serialize)]
pub(super) struct Submission<'a> {
    validations: Vec<Kind<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    dcv_method: Option<&'static str>,
}

#[derive(Serialize)]
struct Kind<'a> {
    #[serde(rename = "type")]
    kind: &'a str,
}

/// Another way to prove control.
#[derive(Serialize)]
pub(super) struct Method {
    dcv_method: &'static str,
}

impl<'a> New<'a> {
    pub(super) fn of(new: &'a NewDomain) -> Self {
        Self {
            name: &new.name,
            organization: Id { id: new.organization.0 },
            container: new.container.map(|container| Id { id: container.0 }),
            submission: Submission::of(&new.kinds, new.dcv_method),
        }
    }
}

impl<'a> Submission<'a> {
    pub(super) fn of(kinds: &'a [ValidationKind], dcv_method: Option<DcvMethod>) -> Self {
        Self {
            validations: kinds.iter().map(|kind| Kind { kind: &kind.0 }).collect(),
            dcv_method: dcv_method.map(DcvMethod::word),
        }
    }
}

impl Method {
    pub(super) fn of(method: DcvMethod) -> Self {
        Self {
            dcv_method: method.word(),
        }
    }
}
