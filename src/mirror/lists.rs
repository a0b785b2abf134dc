//! Reading a list to its end. Only then is it known what is not there any more.

use jiff::Timestamp;

use super::{Mirror, MirrorError};
use crate::causes::causes;
use crate::digicert::{Page, ReadError};
use crate::domain::directory::Part;
use crate::store::StoreError;

impl Mirror {
    /// Reads a list to its end, and remembers how it went.
    pub(super) async fn read_list(&self, part: Part) -> Result<(), MirrorError> {
        let began = self.clock.now();
        let directory = self.store.directory();
        directory.read_began(part, began).await?;
        match self.read_pages(part, began).await {
            Ok(count) => {
                let now = self.clock.now();
                directory.mark_unseen_gone(part, began, now).await?;
                directory.read_ended(part, count, now).await?;
                tracing::info!(part = part.word(), count, "a list was read from DigiCert");
                Ok(())
            }
            Err(MirrorError::Unanswered(error)) => {
                self.note_failure(part, &error).await?;
                Err(MirrorError::Unanswered(error))
            }
            Err(error) => Err(error),
        }
    }

    /// Remembers why a list could not be read.
    pub(super) async fn note_failure(&self, part: Part, error: &ReadError) -> Result<(), StoreError> {
        let directory = self.store.directory();
        directory.read_failed(part, &causes(error), self.clock.now()).await
    }

    async fn read_pages(&self, part: Part, began: Timestamp) -> Result<u64, MirrorError> {
        let directory = self.store.directory();
        if part == Part::Containers {
            let found = self.digicert.container_records().await?;
            directory.put_containers(&found, began).await?;
            return Ok(count(&found));
        }
        let (mut offset, mut read) = (0, 0_u64);
        loop {
            self.go_on().await?;
            let (number, next) = match part {
                Part::Users => {
                    let Page { records, next, .. } = self.digicert.user_page(offset).await?;
                    directory.put_users(&records, began).await?;
                    (count(&records), next)
                }
                Part::Domains => {
                    let Page { records, next, .. } = self.digicert.domain_page(offset).await?;
                    directory.put_domains(&records, began).await?;
                    (count(&records), next)
                }
                Part::Organizations | Part::Containers => {
                    let Page { records, next, .. } = self.digicert.organization_page(offset).await?;
                    directory.put_organizations(&records, began).await?;
                    (count(&records), next)
                }
            };
            read = read.saturating_add(number);
            match next {
                Some(next) => offset = next,
                None => return Ok(read),
            }
        }
    }
}

fn count<T>(records: &[T]) -> u64 {
    u64::try_from(records.len()).unwrap_or(u64::MAX)
}
