//! Looking after people: adding, changing, disabling, new passwords.

use secrecy::SecretString;

use super::password::{self, WeakPassword, check_new_password};
use super::sign_in::{PER_ACCOUNT, throttle_key};
use super::{Accounts, AccountsError};
use crate::domain::ids::OperatorId;
use crate::domain::operator::{DEFAULT_TIME_ZONE, Operator, Role};
use crate::store::{self, NewOperator, OperatorRecord};

/// A person as shown to those who look after people.
#[derive(Clone, Debug)]
pub struct Person {
    /// Who it is.
    pub operator: Operator,
    /// Whether they are kept from signing in.
    pub disabled: bool,
}

impl From<OperatorRecord> for Person {
    fn from(record: OperatorRecord) -> Self {
        Self {
            operator: record.operator,
            disabled: record.disabled,
        }
    }
}

/// A person to add.
pub struct NewPerson {
    /// The name they sign in with.
    pub username: String,
    /// The name others see; the former where left empty.
    pub name: String,
    /// What they are trusted with.
    pub role: Role,
    /// Their first password.
    pub password: SecretString,
}

/// What became of adding a person.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Added {
    /// They are in the store.
    Added(OperatorId),
    /// Somebody has that name.
    NameTaken,
    /// The name is empty, too long, or holds white space.
    UnusableName,
    /// The password is not taken.
    Weak(WeakPassword),
}

/// What became of changing a person's role.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RoleChange {
    /// It is in the store.
    Changed,
    /// There is no such person.
    Missing,
    /// Nobody would be left to look after people.
    LastAdministrator,
}

/// What became of setting somebody's password.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PasswordSet {
    /// It is in the store, and the person's sessions have ended.
    Set,
    /// There is no such person.
    Missing,
    /// The password is not taken.
    Weak(WeakPassword),
}

/// What became of changing one's own password.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PasswordChange {
    /// It is in the store, and the person's sessions have ended.
    Changed,
    /// There is no such person.
    Missing,
    /// The new password is not taken.
    Weak(WeakPassword),
    /// The present password is wrong.
    WrongPassword,
    /// The present password was wrong too often; try again later.
    Throttled,
}

impl Accounts {
    /// Everybody, by name.
    ///
    /// # Errors
    /// The store failed.
    pub async fn people(&self) -> Result<Vec<Person>, AccountsError> {
        Ok(self
            .store
            .operators()
            .list()
            .await?
            .into_iter()
            .map(Person::from)
            .collect())
    }

    /// One person.
    ///
    /// # Errors
    /// The store failed.
    pub async fn person(&self, id: OperatorId) -> Result<Option<Person>, AccountsError> {
        Ok(self.store.operators().find(id).await?.map(Person::from))
    }

    /// One person by the name they sign in with.
    ///
    /// # Errors
    /// The store failed.
    pub async fn person_named(&self, username: &str) -> Result<Option<Person>, AccountsError> {
        Ok(self
            .store
            .operators()
            .find_by_username(username.trim())
            .await?
            .map(Person::from))
    }

    /// Adds a person.
    ///
    /// # Errors
    /// The store failed.
    pub async fn add(&self, person: NewPerson) -> Result<Added, AccountsError> {
        let username = person.username.trim();
        if username.is_empty() || username.chars().count() > 64 || username.chars().any(char::is_whitespace) {
            return Ok(Added::UnusableName);
        }
        if let Err(weak) = check_new_password(username, &person.password) {
            return Ok(Added::Weak(weak));
        }
        let name = Some(person.name.trim())
            .filter(|name| !name.is_empty())
            .unwrap_or(username);
        let hash = password::hash(person.password).await?;
        let new = NewOperator {
            username: username.to_owned(),
            name: name.to_owned(),
            role: person.role,
            password_hash: hash,
            locale: None,
            time_zone: DEFAULT_TIME_ZONE.to_owned(),
        };
        Ok(match self.store.operators().add(&new, self.clock.now()).await? {
            store::Added::Added(record) => Added::Added(record.operator.id),
            store::Added::NameTaken => Added::NameTaken,
        })
    }

    /// Changes what a person is trusted with and whether they may sign in. The last administrator stays one.
    ///
    /// # Errors
    /// The store failed.
    pub async fn set_role(&self, id: OperatorId, role: Role, disabled: bool) -> Result<RoleChange, AccountsError> {
        let _turn = self.changing.lock().await;
        let people = self.people().await?;
        let Some(person) = people.iter().find(|person| person.operator.id == id) else {
            return Ok(RoleChange::Missing);
        };
        let is_administrator = |person: &Person| person.operator.role == Role::Administrator && !person.disabled;
        let others = people
            .iter()
            .filter(|other| other.operator.id != id && is_administrator(other))
            .count();
        if is_administrator(person) && others == 0 && (role != Role::Administrator || disabled) {
            return Ok(RoleChange::LastAdministrator);
        }
        if person.operator.role != role {
            self.store.operators().set_role(id, role).await?;
        }
        if person.disabled != disabled {
            self.store.operators().set_disabled(id, disabled).await?;
        }
        Ok(RoleChange::Changed)
    }

    /// Sets a person's password and ends their sessions.
    ///
    /// # Errors
    /// The store failed.
    pub async fn set_password(&self, id: OperatorId, password: SecretString) -> Result<PasswordSet, AccountsError> {
        let Some(person) = self.person(id).await? else {
            return Ok(PasswordSet::Missing);
        };
        if let Err(weak) = check_new_password(&person.operator.username, &password) {
            return Ok(PasswordSet::Weak(weak));
        }
        let hash = password::hash(password).await?;
        self.store.operators().set_password_hash(id, &hash).await?;
        Ok(PasswordSet::Set)
    }

    /// Changes one's own password, which ends all one's sessions.
    ///
    /// # Errors
    /// The store failed.
    pub async fn change_own_password(
        &self,
        operator: &Operator,
        present: SecretString,
        new: SecretString,
    ) -> Result<PasswordChange, AccountsError> {
        let Some(record) = self.store.operators().find(operator.id).await? else {
            return Ok(PasswordChange::Missing);
        };
        let by_account = throttle_key(&operator.username);
        if self.has_failed_often(&by_account, PER_ACCOUNT).await? {
            return Ok(PasswordChange::Throttled);
        }
        let matches = password::verify(present, Some(record.password_hash)).await?;
        if !matches {
            self.store
                .throttle()
                .record_failure(&by_account, self.clock.now())
                .await?;
            return Ok(PasswordChange::WrongPassword);
        }
        Ok(match self.set_password(operator.id, new).await? {
            PasswordSet::Set => PasswordChange::Changed,
            PasswordSet::Missing => PasswordChange::Missing,
            PasswordSet::Weak(weak) => PasswordChange::Weak(weak),
        })
    }

    /// Changes one's own language and time zone.
    ///
    /// # Errors
    /// The store failed.
    pub async fn set_own_settings(
        &self,
        operator: &Operator,
        locale: Option<&str>,
        time_zone: &str,
    ) -> Result<(), AccountsError> {
        self.store
            .operators()
            .set_profile(operator.id, &operator.name, locale, time_zone)
            .await?;
        Ok(())
    }

    /// The epoch of a person's sessions now, to go on with one's own session after a new password.
    ///
    /// # Errors
    /// The store failed.
    pub async fn sessions_epoch(&self, id: OperatorId) -> Result<Option<i64>, AccountsError> {
        Ok(self
            .store
            .operators()
            .find(id)
            .await?
            .map(|record| record.sessions_epoch))
    }
}
