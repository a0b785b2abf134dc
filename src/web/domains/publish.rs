//! What is to be done to prove control of a domain, ready to copy (CertCentral: Domain control validation methods).

use leptos::prelude::*;

use crate::domain::directory::{DcvMethod, Domain};
use crate::web::ui::{CodeBlock, DataList, DataRow, Notice, Tone, or_dash};
use crate::words::Words;

/// Where the record of a CNAME points: DigiCert's own name for it.
const CNAME_TARGET: &str = "dcv.digicert.com";

/// The file with the token, below the domain's web address.
const FILE: &str = ".well-known/pki-validation/fileauth.txt";

/// What to publish, or where mails were sent.
pub(in crate::web) fn publish(words: Words, domain: &Domain) -> AnyView {
    let method = domain.dcv.method.as_deref().and_then(DcvMethod::of_word);
    let name = domain.dcv.name_scope.clone().unwrap_or_else(|| domain.name.clone());
    match (method, &domain.dcv.token) {
        (Some(DcvMethod::Email), _) => mails(words, domain),
        (Some(method), Some(token)) => record(words, domain, method, &name, token),
        (Some(_), None) => view! { <Notice tone=Tone::Info heading=words.text("dcv-no-token")/> }.into_any(),
        (None, _) => view! { <Notice tone=Tone::Info heading=words.text("dcv-no-method")/> }.into_any(),
    }
}

/// The key of what to do with a record, and the record; nothing where mails are answered, or nothing is known yet.
pub(in crate::web) fn to_publish(domain: &Domain) -> Option<(&'static str, String)> {
    let method = domain.dcv.method.as_deref().and_then(DcvMethod::of_word)?;
    let token = domain.dcv.token.as_deref()?;
    let name = domain.dcv.name_scope.as_deref().unwrap_or(&domain.name);
    Some(match method {
        DcvMethod::Email => return None,
        DcvMethod::Http => ("dcv-publish-file", format!("http://{name}/{FILE}\n{token}")),
        DcvMethod::DnsTxt | DcvMethod::DnsCname => record_of(method, name, token),
    })
}

fn record_of(method: DcvMethod, name: &str, token: &str) -> (&'static str, String) {
    match method {
        DcvMethod::DnsTxt => ("dcv-publish-txt", format!("{name}. IN TXT \"{token}\"")),
        DcvMethod::DnsCname => ("dcv-publish-cname", format!("{token}.{name}. IN CNAME {CNAME_TARGET}.")),
        DcvMethod::Http | DcvMethod::Email => ("dcv-publish-file", token.to_owned()),
    }
}

fn record(words: Words, domain: &Domain, method: DcvMethod, name: &str, token: &str) -> AnyView {
    let (text, copied) = record_of(method, name, token);
    let address = (method == DcvMethod::Http).then(|| {
        let address = format!("http://{name}/{FILE}");
        view! { <DataRow term=words.text("dcv-file-address")><code>{address}</code></DataRow> }
    });
    let token = token.to_owned();
    let until = domain.dcv.token_until.map(|at| words.moment(at)).unwrap_or_default();
    view! {
        <p>{words.text(text)}</p>
        <CodeBlock label=words.text("dcv-copy") text=copied/>
        <DataList>
            {address}
            <DataRow term=words.text("field-dcv-token")><code>{token}</code></DataRow>
            <DataRow term=words.text("dcv-token-until")>{or_dash(&until)}</DataRow>
        </DataList>
    }
    .into_any()
}

fn mails(words: Words, domain: &Domain) -> AnyView {
    if domain.dcv.emails.is_empty() {
        return view! { <Notice tone=Tone::Info heading=words.text("dcv-no-mails")/> }.into_any();
    }
    let items = domain
        .dcv
        .emails
        .iter()
        .map(|email| {
            let sent = email
                .sent_at
                .map(|at| words.with("dcv-mail-sent", [("when", words.moment(at).into())]));
            let source = email.source.clone().map(|source| view! { " "<code>{source}</code> });
            view! { <li>{email.address.clone()}{source}" "{sent}</li> }
        })
        .collect_view();
    view! { <p>{words.text("dcv-mails")}</p><ul>{items}</ul> }.into_any()
}
