//! What holds on every page: whether this is play money or real money, and that DigiCert does not answer.

use leptos::prelude::*;

use super::{Icon, IconName};
use crate::domain::instance::Instance;

/// The strip at the top of every page that names the CertCentral instance.
#[component]
pub fn Banner(
    /// The instance; it decides colour and icon.
    instance: Instance,
    /// Its name, in bold.
    #[prop(into)]
    name: String,
    /// What that means for money.
    #[prop(into)]
    text: String,
) -> impl IntoView {
    let icon = if instance.costs_money() {
        IconName::Money
    } else {
        IconName::Sandbox
    };
    let label = name.clone();
    view! {
        <section class="banner" data-instance=instance.word() aria-label=label>
            <p class="banner-text">
                <Icon name=icon />
                <span>
                    <strong>{name}</strong>
                    " "
                    {text}
                </span>
            </p>
        </section>
    }
}

/// The strip below the header of every page while DigiCert does not answer.
#[component]
pub fn SilenceBanner(
    /// Since when, and what works meanwhile.
    #[prop(into)]
    text: String,
) -> impl IntoView {
    view! {
        <div class="silence" role="status">
            <p class="silence-text">
                <Icon name=IconName::Warning />
                <span>{text}</span>
            </p>
        </div>
    }
}
