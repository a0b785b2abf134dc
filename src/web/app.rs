//! The pages and their paths. Every route is rendered asynchronously, so statuses are right and pages are whole.

use leptos::prelude::*;
use leptos_meta::provide_meta_context;
use leptos_router::components::{Route, Router, Routes};
use leptos_router::{SsrMode, path};

use super::changes::{ChangeCheckPage, ChangePage, ChangesPage, EditChangePage, NewDomainPage, NewOrganizationPage};
use super::connection::SettingsPage;
use super::contacts::{AppointPage, ContactPage, ContactsPage, EditContactPage, ErasePage, ErasedPage, NewContactPage};
use super::domains::{DomainPage, DomainsPage};
use super::failure::Failure;
use super::home::HomePage;
use super::layout::Layout;
use super::orders::{
    ApprovePage, CertificatePage, CheckPage, EditPage, GiveUpPage, HeldPage, HistoryPage, NewPage, NewViewPage,
    OrderPage, SectionPage, ViewPage, ViewsPage,
};
use super::organizations::{OrganizationPage, OrganizationsPage};
use super::own_account::OwnAccountPage;
use super::page::FailurePage;
use super::people::{NewPersonPage, PeoplePage, PersonPage};
use super::rules::RulesPage;
use super::sign_in::SignInPage;
use super::templates::{DeleteTemplatePage, SaveTemplatePage, TemplatePage, TemplatesPage};

/// The application: the layout with the page of the path in it, or the page of a failure.
#[component]
pub fn App() -> impl IntoView {
    provide_meta_context();
    if let Some(failure) = use_context::<Failure>() {
        return view! { <Router><Layout><FailurePage failure/></Layout></Router> }.into_any();
    }
    let missing = || view! { <FailurePage failure=Failure::NotFound/> };
    let mode = SsrMode::Async;
    view! {
        <Router>
            <Layout>
                <Routes fallback=missing>
                    <Route path=path!("/") view=HomePage ssr=mode.clone()/>
                    <Route path=path!("/login") view=SignInPage ssr=mode.clone()/>
                    <Route path=path!("/account") view=OwnAccountPage ssr=mode.clone()/>
                    <Route path=path!("/orders") view=HistoryPage ssr=mode.clone()/>
                    <Route path=path!("/orders/new") view=NewPage ssr=mode.clone()/>
                    <Route path=path!("/orders/views") view=ViewsPage ssr=mode.clone()/>
                    <Route path=path!("/orders/views/new") view=NewViewPage ssr=mode.clone()/>
                    <Route path=path!("/orders/views/:id") view=ViewPage ssr=mode.clone()/>
                    <Route path=path!("/orders/:id") view=OrderPage ssr=mode.clone()/>
                    <Route path=path!("/orders/:id/edit") view=EditPage ssr=mode.clone()/>
                    <Route path=path!("/orders/:id/edit/:section") view=SectionPage ssr=mode.clone()/>
                    <Route path=path!("/orders/:id/check") view=CheckPage ssr=mode.clone()/>
                    <Route path=path!("/orders/:id/approve") view=ApprovePage ssr=mode.clone()/>
                    <Route path=path!("/orders/:id/give-up") view=GiveUpPage ssr=mode.clone()/>
                    <Route path=path!("/orders/:id/certificate") view=CertificatePage ssr=mode.clone()/>
                    <Route path=path!("/orders/:id/certificate/held") view=HeldPage ssr=mode.clone()/>
                    <Route path=path!("/orders/:id/template") view=SaveTemplatePage ssr=mode.clone()/>
                    <Route path=path!("/templates") view=TemplatesPage ssr=mode.clone()/>
                    <Route path=path!("/templates/:id") view=TemplatePage ssr=mode.clone()/>
                    <Route path=path!("/templates/:id/delete") view=DeleteTemplatePage ssr=mode.clone()/>
                    <Route path=path!("/organizations") view=OrganizationsPage ssr=mode.clone()/>
                    <Route path=path!("/organizations/new") view=NewOrganizationPage ssr=mode.clone()/>
                    <Route path=path!("/organizations/:id") view=OrganizationPage ssr=mode.clone()/>
                    <Route path=path!("/contacts") view=ContactsPage ssr=mode.clone()/>
                    <Route path=path!("/contacts/new") view=NewContactPage ssr=mode.clone()/>
                    <Route path=path!("/contacts/erased") view=ErasedPage ssr=mode.clone()/>
                    <Route path=path!("/contacts/:id") view=ContactPage ssr=mode.clone()/>
                    <Route path=path!("/contacts/:id/edit") view=EditContactPage ssr=mode.clone()/>
                    <Route path=path!("/contacts/:id/erase") view=ErasePage ssr=mode.clone()/>
                    <Route path=path!("/contacts/:id/appoint") view=AppointPage ssr=mode.clone()/>
                    <Route path=path!("/domains") view=DomainsPage ssr=mode.clone()/>
                    <Route path=path!("/domains/new") view=NewDomainPage ssr=mode.clone()/>
                    <Route path=path!("/domains/:id") view=DomainPage ssr=mode.clone()/>
                    <Route path=path!("/changes") view=ChangesPage ssr=mode.clone()/>
                    <Route path=path!("/changes/:id") view=ChangePage ssr=mode.clone()/>
                    <Route path=path!("/changes/:id/edit") view=EditChangePage ssr=mode.clone()/>
                    <Route path=path!("/changes/:id/check") view=ChangeCheckPage ssr=mode.clone()/>
                    <Route path=path!("/rules") view=RulesPage ssr=mode.clone()/>
                    <Route path=path!("/settings") view=SettingsPage ssr=mode.clone()/>
                    <Route path=path!("/people") view=PeoplePage ssr=mode.clone()/>
                    <Route path=path!("/people/new") view=NewPersonPage ssr=mode.clone()/>
                    <Route path=path!("/people/:id") view=PersonPage ssr=mode/>
                </Routes>
            </Layout>
        </Router>
    }
    .into_any()
}
