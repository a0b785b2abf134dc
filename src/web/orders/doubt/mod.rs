//! An order in doubt, or one that was given up, on its page: what is known, what is done about it, and what a person has
//! to decide. The decisions themselves are in `settle` and `give_up`; what may be decided is said in `domain`.

mod compare;
pub mod give_up;
pub mod settle;

use jiff::Timestamp;
use leptos::prelude::*;

use crate::domain::ids::OrderId;
use crate::domain::operator::{Act, Operator};
use crate::domain::order::search::ReleaseRule;
use crate::domain::order::{Event, EventKind, Order, Search, State};
use crate::web::ui::{Button, ButtonKind, ButtonLink, DataList, DataRow, Notice, Section, Tone};
use crate::words::Words;

pub use give_up::{GiveUpPage, give_up};

/// What the pages of an order in doubt are made of.
pub(super) struct Doubted<'a> {
    pub(super) words: Words,
    pub(super) operator: &'a Operator,
    pub(super) order: &'a Order,
    pub(super) events: &'a [Event],
    /// The orders of which each took the place of the one before, as far as they are still there.
    pub(super) chain: &'a [Order],
    pub(super) rule: ReleaseRule,
    pub(super) now: Timestamp,
}

/// How the search for an order stands. One that was put in doubt by a version of the desk that did not search has none.
fn search_of(order: &Order) -> Search {
    let since = order.attempt.as_ref().map_or(order.updated_at, |attempt| attempt.at);
    order.search.clone().unwrap_or_else(|| Search::from(since))
}

impl Doubted<'_> {
    /// What the page says first: what it means, and what can be done now. Nothing of an order in another state.
    pub(super) fn notice(&self) -> AnyView {
        match self.order.state {
            State::InDoubt => self.in_doubt(),
            State::Released => self.given_up(),
            _ => ().into_any(),
        }
    }

    /// How the search stands, what was found, and the way to give it up.
    pub(super) fn sections(&self) -> AnyView {
        if !matches!(self.order.state, State::InDoubt | State::Released) {
            return ().into_any();
        }
        let search = search_of(self.order);
        let compared = compare::section(self, &search);
        let giving_up = (self.order.state == State::InDoubt).then(|| self.giving_up(&search));
        view! { {compared}{self.search(&search)}{giving_up} }.into_any()
    }

    fn in_doubt(&self) -> AnyView {
        let words = self.words;
        let text = words.text("order-in-doubt-text");
        let look = self.look();
        view! {
            <Notice tone=Tone::Warning heading=words.text("order-in-doubt")>
                <p>{text}</p>
                {look}
            </Notice>
        }
        .into_any()
    }

    /// Who gave it up, when and why, and what took its place.
    fn given_up(&self) -> AnyView {
        let words = self.words;
        let told = self.events.iter().find_map(|event| match &event.kind {
            EventKind::Released { reason, .. } => Some((event, reason)),
            _ => None,
        });
        let told = told.map(|(event, reason)| {
            let (who, when) = (event.actor.name.as_str(), words.moment(event.at));
            let told = words.with("released-by", [("who", who.into()), ("when", when.into())]);
            view! { <p>{told}</p><p class="said">{reason.clone()}</p> }
        });
        let next = self.order.replaced_by.map(|next| self.replacement(next));
        let look = self.look();
        view! {
            <Notice tone=Tone::Info heading=words.text("released-heading")>
                {told}
                {next}
                <p>{words.text("released-still-looked-for")}</p>
                {look}
            </Notice>
        }
        .into_any()
    }

    /// The draft that took its place, which may have been discarded since.
    fn replacement(&self, next: OrderId) -> AnyView {
        let order = [("order", next.to_string().into())];
        if self.chain.iter().any(|other| other.id == next) {
            let text = self.words.with("released-next", order);
            view! { <p><a href=format!("/orders/{next}")>{text}</a></p> }.into_any()
        } else {
            view! { <p>{self.words.with("released-next-discarded", order)}</p> }.into_any()
        }
    }

    fn look(&self) -> Option<AnyView> {
        let (words, id) = (self.words, self.order.id.to_string());
        let view = view! {
            <form method="post" action="/actions/look-again">
                <input type="hidden" name="order" value=id/>
                <Button kind=ButtonKind::Secondary>{words.text("order-look-again")}</Button>
            </form>
        };
        self.operator.may(Act::Place).then(|| view.into_any())
    }

    fn search(&self, search: &Search) -> AnyView {
        let words = self.words;
        let asked = [("looks", search.looks.into()), ("clean", search.clean.into())];
        let asked = words.with("doubt-asked-times", asked);
        let answered = search
            .answered_at
            .map_or_else(|| words.text("doubt-never-answered"), |at| words.moment(at));
        let next = if search.next_at <= self.now {
            words.text("doubt-next-now")
        } else {
            words.moment(search.next_at)
        };
        let since = words.moment(search.since);
        view! {
            <Section id="s-search" heading=words.text("doubt-search") intro=words.text("doubt-search-intro")>
                <DataList>
                    <DataRow term=words.text("doubt-since")>{since}</DataRow>
                    <DataRow term=words.text("doubt-asked")>{asked}</DataRow>
                    <DataRow term=words.text("doubt-answered")>{answered}</DataRow>
                    <DataRow term=words.text("doubt-next")>{next}</DataRow>
                </DataList>
            </Section>
        }
        .into_any()
    }

    /// The way to the page on which the order is given up, or from when on there is one.
    fn giving_up(&self, search: &Search) -> AnyView {
        let words = self.words;
        let may_settle = self.operator.may(Act::Settle);
        let way = if self.rule.allows(search, self.now) {
            let href = format!("/orders/{}/give-up", self.order.id);
            let link = may_settle.then(|| {
                view! { <p><ButtonLink href=href>{words.text("give-up-link")}</ButtonLink></p> }
            });
            view! { <p>{words.text("give-up-possible")}</p>{link} }.into_any()
        } else {
            view! { <p>{not_yet(words, self.rule, search)}</p> }.into_any()
        };
        view! {
            <Section id="s-give-up" heading=words.text("give-up-heading") intro=words.text("give-up-intro")>{way}</Section>
        }
        .into_any()
    }
}

/// Why an order may not be given up yet.
fn not_yet(words: Words, rule: ReleaseRule, search: &Search) -> String {
    if !search.candidates.is_empty() {
        return words.text("give-up-choose-first");
    }
    let from = words.moment(rule.not_before(search));
    let values = [
        ("from", from.into()),
        ("needed", rule.clean.into()),
        ("clean", search.clean.into()),
    ];
    words.with("give-up-not-yet", values)
}
