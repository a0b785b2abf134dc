//! Tests the DigiCert key: whose it is, and what it may do.

use std::io::Write;
use std::time::Duration;

use anyhow::{Context, bail};
use secrecy::SecretString;

use crate::config::DigiCertArgs;
use crate::digicert::{DigiCert, DigiCertConfig, ReadError, Timeouts};

/// The variable the key may stand in.
const KEY_VARIABLE: &str = "PKIO_DIGICERT_API_KEY";

/// Asks DigiCert whose key it is and prints the answer.
pub(super) async fn run(args: DigiCertArgs) -> anyhow::Result<()> {
    let digicert = client(&args, api_key(&args)?)?;
    let me = match digicert.me().await {
        Ok(me) => me,
        Err(ReadError::Denied(errors)) => {
            let reasons = errors
                .iter()
                .map(|error| format!("{} ({})", error.message, error.code))
                .collect::<Vec<_>>();
            bail!(
                "{} does not accept the key: {}",
                digicert.base_url(),
                reasons.join("; ")
            );
        }
        Err(error) => return Err(error).with_context(|| format!("{} could not be asked", digicert.base_url())),
    };
    let roles = me
        .access_roles
        .iter()
        .filter_map(|role| role.name.as_deref())
        .collect::<Vec<_>>()
        .join(", ");
    let account = me.account_id.as_deref().unwrap_or("unknown");
    let kind = if me.is_service_user() {
        "a service user, for which an order that creates an organization must name an organization contact"
    } else {
        "a person"
    };
    let may = if me.is_view_only() {
        "view only: it cannot place orders"
    } else {
        "not marked view only; a restriction of the key itself shows only when it is used"
    };
    let mut out = std::io::stdout().lock();
    writeln!(
        out,
        "Address:  {} ({})",
        digicert.base_url(),
        digicert.instance().word()
    )?;
    writeln!(out, "Account:  {account}")?;
    writeln!(out, "Key of:   {}, {kind}", me.name())?;
    writeln!(out, "Roles:    {roles}")?;
    writeln!(out, "The key:  {may}")?;
    Ok(())
}

/// The key, from its file or the environment.
pub(super) fn api_key(args: &DigiCertArgs) -> anyhow::Result<SecretString> {
    let key = match &args.digicert_api_key_file {
        Some(file) => {
            std::fs::read_to_string(file).with_context(|| format!("The key file {} cannot be read", file.display()))?
        }
        None => std::env::var(KEY_VARIABLE).unwrap_or_default(),
    };
    let key = key.trim();
    if key.is_empty() {
        bail!(
            "There is no DigiCert API key. Put it into a file and name that with --digicert-api-key-file, or set \
             {KEY_VARIABLE}. To try the desk without one, add --demo."
        );
    }
    Ok(SecretString::from(key))
}

/// The client for a configuration.
pub(super) fn client(args: &DigiCertArgs, api_key: SecretString) -> anyhow::Result<DigiCert> {
    let mut config = DigiCertConfig::new(args.digicert_url.clone(), api_key);
    let placing = Duration::from_secs(args.place_timeout);
    let reading = Duration::from_secs(args.read_timeout);
    // Connecting must give up before the whole call does: only then is it certain that nothing was sent.
    let connect = Duration::from_secs(10).min(placing / 2).min(reading / 2);
    config.timeouts = Timeouts {
        connect,
        reading,
        placing,
    };
    config.reference_is_sent = args.send_reference;
    DigiCert::new(config).context("DigiCert cannot be reached as configured")
}
