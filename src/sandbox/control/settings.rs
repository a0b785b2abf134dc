//! What the control endpoint can change while the sandbox runs; it does not outlast a restart, except the balance.

use std::time::Duration;

use serde_json::{Value, json};

use super::{AnswerForm, Fault, misread, misread_because};
use crate::sandbox::{
    answer::{Answer, Refusal},
    config::SandboxConfig,
    lifecycle::Pace,
    money::Money,
    quirks::{Quirks, Together},
    shared::Shared,
    store::{Gate, Record},
};

/// The settings of a running sandbox.
#[derive(Clone, Debug)]
pub(crate) struct Settings {
    /// Time from a complete order to its certificate; none: only the control endpoint issues.
    pub(crate) issue_after: Option<Duration>,
    pub(crate) answer_form: AnswerForm,
    pub(crate) faults: Vec<Fault>,
    /// Whether a look-up of an unknown own reference answers an empty list instead of 404.
    pub(crate) empty_alternate: bool,
    /// Whether the account has Multi-year Plans.
    pub(crate) multi_year_plans: bool,
    pub(crate) rate_limits: bool,
    /// Whether orders are taken without keeping their own reference.
    pub(crate) ignore_reference: bool,
    /// Whether the answer to a look at an order lacks its signing request.
    pub(crate) without_csr: bool,
    /// Time from one step of an order to the next; none: all of them come at the end of `issue_after`.
    pub(crate) step_after: Option<Duration>,
    /// The gate no order passes by itself.
    pub(crate) stop_at: Option<Gate>,
    /// Whether a reissue waits for approval.
    pub(crate) reissues_need_approval: bool,
    /// Whether a revocation waits for approval.
    pub(crate) revocations_need_approval: bool,
    /// Time from a request for a validation to its end; none: only the control endpoint validates.
    pub(crate) validate_after: Option<Duration>,
    /// Whether an update of an organization wipes what it leaves out.
    pub(crate) update_wipes: bool,
    pub(crate) quirks: Quirks,
}

impl Settings {
    /// What a sandbox starts with.
    pub(crate) fn new(config: &SandboxConfig) -> Self {
        Self {
            issue_after: Some(config.issue_after),
            answer_form: AnswerForm::Natural,
            faults: Vec::new(),
            empty_alternate: false,
            multi_year_plans: true,
            rate_limits: config.rate_limits,
            ignore_reference: false,
            without_csr: false,
            step_after: config.step_after,
            stop_at: config.stop_at,
            reissues_need_approval: false,
            revocations_need_approval: false,
            validate_after: Some(config.issue_after),
            update_wipes: false,
            quirks: Quirks::default(),
        }
    }

    /// How fast things move on by themselves.
    pub(crate) fn pace(&self) -> Pace {
        Pace {
            issue_after: self.issue_after,
            validate_after: self.validate_after,
            step_after: self.step_after,
            stop_at: self.stop_at,
        }
    }
}

/// What can be changed; every member is optional.
#[derive(serde::Deserialize)]
#[serde(deny_unknown_fields)]
struct Changes {
    #[serde(alias = "answer_form")]
    form: Option<AnswerForm>,
    /// Seconds until issuance; `null` stops it.
    #[serde(default, alias = "issue_after", deserialize_with = "given")]
    seconds: Option<Option<u64>>,
    empty_alternate: Option<bool>,
    multi_year_plans: Option<bool>,
    rate_limits: Option<bool>,
    ignore_reference: Option<bool>,
    without_csr: Option<bool>,
    /// Seconds from one step of an order to the next; `null`: all at once.
    #[serde(default, deserialize_with = "given")]
    step_after: Option<Option<u64>>,
    /// `null`: no gate.
    #[serde(default, deserialize_with = "given")]
    stop_at: Option<Option<Gate>>,
    reissues_need_approval: Option<bool>,
    revocations_need_approval: Option<bool>,
    /// Seconds until a validation is done; `null` stops it.
    #[serde(default, deserialize_with = "given")]
    validate_after: Option<Option<u64>>,
    update_wipes: Option<bool>,
    /// Every oddity of answers at once; those named beside it are changed after it.
    quirks: Option<Together>,
    drop_empty_lists: Option<bool>,
    text_booleans: Option<bool>,
    text_ids: Option<bool>,
    leave_out_nulls: Option<bool>,
    lists_for_empty_objects: Option<bool>,
    upper_case_countries: Option<bool>,
    reuse_duplicates: Option<bool>,
    advance_seconds: Option<i64>,
    balance: Option<String>,
}

impl Changes {
    /// The oddities of answers after the change.
    fn quirks(&self, now: Quirks) -> Quirks {
        let now = self.quirks.map_or(now, Together::quirks);
        Quirks {
            drop_empty_lists: self.drop_empty_lists.unwrap_or(now.drop_empty_lists),
            text_booleans: self.text_booleans.unwrap_or(now.text_booleans),
            text_ids: self.text_ids.unwrap_or(now.text_ids),
            leave_out_nulls: self.leave_out_nulls.unwrap_or(now.leave_out_nulls),
            lists_for_empty_objects: self.lists_for_empty_objects.unwrap_or(now.lists_for_empty_objects),
            upper_case_countries: self.upper_case_countries.unwrap_or(now.upper_case_countries),
            reuse_duplicates: self.reuse_duplicates.unwrap_or(now.reuse_duplicates),
        }
    }
}

/// Tells a member that is `null` from one that is absent.
fn given<'de, D, T>(source: D) -> Result<Option<Option<T>>, D::Error>
where
    D: serde::Deserializer<'de>,
    T: serde::Deserialize<'de>,
{
    serde::Deserialize::deserialize(source).map(Some)
}

/// Changes what a JSON object names, and answers every setting.
pub(crate) fn change(shared: &Shared, body: Value) -> Result<Answer, Refusal> {
    let changes: Changes = serde_json::from_value(body).map_err(|error| misread_because(&error))?;
    if let Some(balance) = &changes.balance {
        let balance: Money = balance.parse().map_err(|_| misread("The balance is no amount."))?;
        shared.world().commit(vec![Record::Balance(balance)])?;
    }
    if let Some(seconds) = changes.advance_seconds {
        shared.clock.advance(seconds);
    }
    let mut settings = shared.settings();
    settings.quirks = changes.quirks(settings.quirks);
    settings.update_wipes = changes.update_wipes.unwrap_or(settings.update_wipes);
    if let Some(seconds) = changes.validate_after {
        settings.validate_after = seconds.map(Duration::from_secs);
    }
    if let Some(seconds) = changes.step_after {
        settings.step_after = seconds.map(Duration::from_secs);
    }
    settings.stop_at = changes.stop_at.unwrap_or(settings.stop_at);
    settings.reissues_need_approval = changes
        .reissues_need_approval
        .unwrap_or(settings.reissues_need_approval);
    settings.revocations_need_approval = changes
        .revocations_need_approval
        .unwrap_or(settings.revocations_need_approval);
    if let Some(form) = changes.form {
        settings.answer_form = form;
    }
    if let Some(seconds) = changes.seconds {
        settings.issue_after = seconds.map(Duration::from_secs);
    }
    settings.empty_alternate = changes.empty_alternate.unwrap_or(settings.empty_alternate);
    settings.multi_year_plans = changes.multi_year_plans.unwrap_or(settings.multi_year_plans);
    settings.rate_limits = changes.rate_limits.unwrap_or(settings.rate_limits);
    settings.ignore_reference = changes.ignore_reference.unwrap_or(settings.ignore_reference);
    settings.without_csr = changes.without_csr.unwrap_or(settings.without_csr);
    drop(settings);
    Ok(Answer::ok(show(shared)))
}

/// Every setting.
pub(crate) fn show(shared: &Shared) -> Value {
    let settings = shared.settings();
    json!({
        "answer_form": settings.answer_form,
        "issue_after": settings.issue_after.map(|after| after.as_secs()),
        "step_after": settings.step_after.map(|after| after.as_secs()),
        "stop_at": settings.stop_at,
        "reissues_need_approval": settings.reissues_need_approval,
        "revocations_need_approval": settings.revocations_need_approval,
        "empty_alternate": settings.empty_alternate,
        "multi_year_plans": settings.multi_year_plans,
        "rate_limits": settings.rate_limits,
        "ignore_reference": settings.ignore_reference,
        "without_csr": settings.without_csr,
        "validate_after": settings.validate_after.map(|after| after.as_secs()),
        "update_wipes": settings.update_wipes,
        "drop_empty_lists": settings.quirks.drop_empty_lists,
        "text_booleans": settings.quirks.text_booleans,
        "text_ids": settings.quirks.text_ids,
        "leave_out_nulls": settings.quirks.leave_out_nulls,
        "lists_for_empty_objects": settings.quirks.lists_for_empty_objects,
        "upper_case_countries": settings.quirks.upper_case_countries,
        "reuse_duplicates": settings.quirks.reuse_duplicates,
    })
}
