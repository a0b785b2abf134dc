//! Domains: added, submitted, and the steps of proving control.

use pkio_desk::domain::change::ChangeKind;
use serde_json::{Value, json};

use super::{ANY, Case, domain, new};

pub(super) fn cases() -> Vec<Case> {
    let mut cases = new_domains();
    let mails = [("/invitations/*/id", json!(ANY)), ("/invitations/*/sent", json!(ANY))];
    let token = [("/token/value", json!(ANY)), ("/token/expires", json!(ANY))];
    cases.extend([
        domain(ChangeKind::SubmitDomain, "by the same method", 4_815_007)
            .changes(&[("/requested", json!(ANY))])
            .changes(&mails),
        domain(ChangeKind::SubmitDomain, "for more, by another method", 4_815_005)
            .typing(&[("kinds", "ov"), ("kinds", "ev"), ("dcv_method", "dns-txt-token")])
            .changes(&[
                ("/requested", json!(ANY)),
                ("/types/1", json!("ev")),
                ("/dcv_method", json!("dns-txt-token")),
                ("/token", json!({ "value": ANY, "expires": ANY })),
                ("/invitations", Value::Null),
            ]),
        domain(ChangeKind::ChangeDcvMethod, "from one value to another", 4_815_011)
            .typing(&[("dcv_method", "http-token")])
            .changes(&[("/dcv_method", json!("http-token"))])
            .changes(&token),
        domain(ChangeKind::ChangeDcvMethod, "from a value to mails", 4_815_010)
            .typing(&[("dcv_method", "email")])
            .changes(&[
                ("/dcv_method", json!("email")),
                ("/token", Value::Null),
                ("/invitations", json!(ANY)),
            ]),
        domain(ChangeKind::NewDcvToken, "a new value", 4_815_012).changes(&token),
        domain(ChangeKind::ResendDcvEmails, "the mails once more", 4_815_006).changes(&mails),
        Case {
            first: Some("/domains/4815015/publish".to_owned()),
            ..domain(ChangeKind::CheckDcv, "what was published", 4_815_015)
        }
        .changes(&[("/validated_until", json!(ANY))]),
    ]);
    cases
}

fn new_domains() -> Vec<Case> {
    let case = |variant| new(ChangeKind::AddDomain, variant);
    vec![
        case("the least")
            .typing(&[
                ("name", "kleinste.example"),
                ("organization", "2042712"),
                ("dcv_method", ""),
            ])
            .changes(&[(
                "",
                json!({
                    "id": ANY, "name": "kleinste.example", "organization": 2_042_712, "container": 679_393,
                    "created": ANY, "dcv_method": "email", "is_active": true, "types": ["ov"], "requested": ANY,
                    "invitations": ANY,
                }),
            )]),
        case("everything, in another alphabet")
            .typing(&[
                ("name", "bücher.example"),
                ("organization", "2042713"),
                ("container", "679394"),
                ("kinds", "ov"),
                ("kinds", "ev"),
                ("dcv_method", "dns-txt-token"),
            ])
            .changes(&[(
                "",
                json!({
                    "id": ANY, "name": "xn--bcher-kva.example", "organization": 2_042_713, "container": 679_394,
                    "created": ANY, "dcv_method": "dns-txt-token", "is_active": true, "types": ["ov", "ev"],
                    "requested": ANY, "token": { "value": ANY, "expires": ANY },
                }),
            )]),
    ]
}
