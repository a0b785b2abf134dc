//! A part of a page with its own heading.

use leptos::prelude::*;

/// Where the heading of a section stands.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum SectionLayout {
    /// Beside the content where there is room: forms.
    #[default]
    Beside,
    /// Above the content: pages of details.
    Stacked,
}

/// A part of a page: heading, introduction, content.
#[component]
pub fn Section(
    /// Its id on the page, to which links lead; the heading gets `<id>-heading`.
    #[prop(into)]
    id: String,
    /// Its heading.
    #[prop(into)]
    heading: String,
    /// One or two sentences about it.
    #[prop(optional_no_strip, into)]
    intro: Option<String>,
    /// The level of its heading: 2, or 3 inside another section.
    #[prop(default = 2)]
    level: u8,
    /// Where the heading stands.
    #[prop(optional)]
    layout: SectionLayout,
    /// Buttons or links that concern all of it.
    #[prop(optional_no_strip, into)]
    actions: Option<AnyView>,
    /// The content.
    children: Children,
) -> impl IntoView {
    let heading_id = format!("{id}-heading");
    let title = if level == 3 {
        view! { <h3 class="section-heading" id=heading_id.clone()>{heading}</h3> }.into_any()
    } else {
        view! { <h2 class="section-heading" id=heading_id.clone()>{heading}</h2> }.into_any()
    };
    let layout = match layout {
        SectionLayout::Beside => "beside",
        SectionLayout::Stacked => "stacked",
    };
    let intro = intro.map(|intro| view! { <p class="section-intro">{intro}</p> });
    let actions = actions.map(|actions| view! { <div class="section-actions">{actions}</div> });
    view! {
        <section class="section" id=id data-layout=layout data-level=level.to_string() aria-labelledby=heading_id>
            <div class="section-frame">
                <div class="section-header">
                    <div>{title}{intro}</div>
                    {actions}
                </div>
                <div class="section-body">{children()}</div>
            </div>
        </section>
    }
}
