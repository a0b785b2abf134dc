//! What DigiCert has stored about the people an order names, to be shown beside what the order would make of them.

use std::collections::HashMap;

use tokio::task::JoinSet;
use tokio::time::{Instant, timeout_at};

use super::Connection;
use crate::causes::causes;
use crate::digicert::{Organization, Person, ReadError};

/// What is stored at DigiCert now.
#[derive(Clone, Debug, Default)]
pub struct StoredPeople {
    /// The organization with its contacts; None when none was asked for, or it is unknown.
    pub organization: Option<Organization>,
    /// Each id that was asked for, once and in that order, with the person it is. An id that is no user's may be that of
    /// one of the organization's contacts.
    pub users: Vec<(String, Option<Person>)>,
    /// Whether DigiCert answered every question; a missing person is unknown to it only then.
    pub is_complete: bool,
}

enum Answer {
    Organization(Box<Result<Organization, ReadError>>),
    User(String, Box<Result<Person, ReadError>>),
}

impl Connection {
    /// Asks for an organization and for users at the same time, and takes what comes before a person's patience ends.
    pub async fn stored_people(&self, organization_id: Option<&str>, user_ids: &[String]) -> StoredPeople {
        let deadline = Instant::now() + self.patience;
        let mut ids: Vec<String> = Vec::new();
        for id in user_ids {
            if !ids.contains(id) {
                ids.push(id.clone());
            }
        }
        let mut calls = self.ask(organization_id, &ids);
        let mut stored = StoredPeople {
            is_complete: true,
            ..StoredPeople::default()
        };
        let mut people = HashMap::new();
        while !calls.is_empty() {
            match timeout_at(deadline, calls.join_next()).await {
                Ok(Some(Ok(Answer::Organization(answer)))) => {
                    stored.organization = known(*answer, &mut stored.is_complete);
                }
                Ok(Some(Ok(Answer::User(id, answer)))) => {
                    if let Some(person) = known(*answer, &mut stored.is_complete) {
                        people.insert(id, person);
                    }
                }
                Ok(Some(Err(_)) | None) => stored.is_complete = false,
                Err(_) => {
                    tracing::warn!("the people an order names could not all be read in time");
                    stored.is_complete = false;
                    break;
                }
            }
        }
        let contact = |id: &str| stored.organization.as_ref().and_then(|found| contact_of(found, id));
        stored.users = ids
            .into_iter()
            .map(|id| {
                let person = people.remove(&id).or_else(|| contact(&id));
                (id, person)
            })
            .collect();
        stored
    }

    /// Starts all calls; those that are still under way end with the value.
    fn ask(&self, organization_id: Option<&str>, user_ids: &[String]) -> JoinSet<Answer> {
        let mut calls = JoinSet::new();
        if let Some(id) = organization_id.map(str::to_owned) {
            let digicert = self.digicert.clone();
            calls.spawn(async move { Answer::Organization(Box::new(digicert.organization(&id).await)) });
        }
        for id in user_ids.iter().cloned() {
            let digicert = self.digicert.clone();
            calls.spawn(async move {
                let person = digicert.user(&id).await;
                Answer::User(id, Box::new(person))
            });
        }
        calls
    }
}

/// What an answer brought; "there is no such thing" is an answer too.
fn known<T>(answer: Result<T, ReadError>, is_complete: &mut bool) -> Option<T> {
    match answer {
        Ok(found) => Some(found),
        Err(ReadError::NotFound) => None,
        Err(error) => {
            tracing::warn!(error = causes(&error), "a person an order names could not be read");
            *is_complete = false;
            None
        }
    }
}

/// A contact of the organization by the contact's id.
fn contact_of(organization: &Organization, id: &str) -> Option<Person> {
    let contacts = organization
        .organization_contact
        .iter()
        .chain(&organization.technical_contact)
        .chain(&organization.verified_contacts);
    let mut those = contacts.filter(|person| person.id.as_deref() == Some(id));
    those.next().cloned()
}
