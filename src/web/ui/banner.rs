//! Whether this is play money or real money, on every page.

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
