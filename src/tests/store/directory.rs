//! The mirror of what the account holds, and its lists.

use jiff::Timestamp;
use pkio_desk::domain::directory::{
    Contacts, Container, Dcv, Domain, Organization, OrganizationContact, OrganizationDetails, Part, PersonDetails,
    User, Validation, ValidationKind,
};
use pkio_desk::domain::ids::{ContainerId, OrganizationId, RemoteDomainId, UserId};
use pkio_desk::store::{ListPage, NumbersKept, NumbersTyped, OrganizationQuery, OrganizationRow, Store};

use super::{Fresh, anna, bram, contract, minute};

contract!(
    a_list_leaves_the_contacts_that_are_known,
    what_was_read_later_stays,
    what_is_listed_no_more_is_marked_and_comes_back,
    those_read_longest_ago_are_read_next,
    each_part_says_how_its_reading_went,
    lookalikes_are_found_by_name_and_address,
    a_list_of_domains_leaves_what_is_to_be_published,
    containers_and_users_are_kept,
    numbers_are_kept_with_who_entered_them,
);

pub(super) fn organization(id: i64, name: &str, city: &str) -> Organization {
    Organization {
        id: OrganizationId(id),
        details: OrganizationDetails {
            name: name.to_owned(),
            address: format!("Straat {id}"),
            zip: "3511 AA".to_owned(),
            city: city.to_owned(),
            country: "NL".to_owned(),
            ..OrganizationDetails::default()
        },
        is_active: true,
        container: Some(ContainerId(1)),
        validations: Vec::new(),
        contacts: None,
    }
}

pub(super) fn person(first_name: &str, last_name: &str) -> PersonDetails {
    PersonDetails {
        first_name: first_name.to_owned(),
        last_name: last_name.to_owned(),
        email: format!("{}@voorbeeld.example", first_name.to_lowercase()),
        job_title: "CISO".to_owned(),
        ..PersonDetails::default()
    }
}

pub(super) fn with_contact(organization: Organization, person: PersonDetails) -> Organization {
    let contact = OrganizationContact {
        person,
        ..OrganizationContact::default()
    };
    Organization {
        contacts: Some(Contacts {
            organization_contact: Some(contact),
            ..Contacts::default()
        }),
        ..organization
    }
}

pub(super) fn validation(status: &str, until: Option<Timestamp>) -> Validation {
    Validation {
        kind: ValidationKind("ov".to_owned()),
        description: String::new(),
        status: Some(status.to_owned()),
        since: None,
        until,
        people: Vec::new(),
        details: Vec::new(),
    }
}

pub(super) fn domain(id: i64, name: &str, organization: i64) -> Domain {
    Domain {
        id: RemoteDomainId(id),
        name: name.to_owned(),
        is_active: true,
        organization: Some(OrganizationId(organization)),
        organization_name: format!("Organisatie {organization}"),
        container: None,
        created: None,
        validations: Vec::new(),
        dcv_until: None,
        dcv: Dcv::default(),
    }
}

pub(super) async fn list(store: &Store, query: &OrganizationQuery) -> ListPage<OrganizationRow> {
    let page = store.directory().organizations(query, minute(10), None, 50).await;
    page.unwrap()
}

pub(super) async fn found(store: &Store, query: &OrganizationQuery) -> Vec<i64> {
    let rows = list(store, query).await.rows;
    rows.iter().map(|row| row.record.id.0).collect()
}

pub(super) fn text(text: &str) -> OrganizationQuery {
    OrganizationQuery {
        text: text.to_owned(),
        ..OrganizationQuery::default()
    }
}

async fn a_list_leaves_the_contacts_that_are_known(fresh: &Fresh) {
    let directory = fresh.store.directory();
    let full = with_contact(organization(7, "De Balans", "Utrecht"), person("Ada", "de Wit"));
    directory.put_organization(&full, minute(1)).await.unwrap();
    let listed = organization(7, "De Balans B.V.", "Utrecht");
    directory
        .put_organizations(std::slice::from_ref(&listed), minute(2))
        .await
        .unwrap();
    let known = directory.organization(OrganizationId(7)).await.unwrap().unwrap();
    assert_eq!(known.record.contacts, full.contacts);
    assert_eq!(known.record.details, listed.details);
    assert_eq!(
        (known.read_at, known.detailed_at, known.gone_at),
        (minute(2), Some(minute(1)), None)
    );
    assert_eq!(directory.organization(OrganizationId(8)).await.unwrap(), None);
}

async fn what_was_read_later_stays(fresh: &Fresh) {
    let directory = fresh.store.directory();
    directory
        .put_organization(&organization(7, "Nieuw", "Utrecht"), minute(5))
        .await
        .unwrap();
    directory
        .put_organizations(&[organization(7, "Oud", "Utrecht")], minute(4))
        .await
        .unwrap();
    directory
        .put_domain(&domain(1, "nieuw.nl", 7), minute(5))
        .await
        .unwrap();
    directory
        .put_domains(&[domain(1, "oud.nl", 7)], minute(4))
        .await
        .unwrap();
    let known = directory.organization(OrganizationId(7)).await.unwrap().unwrap();
    assert_eq!(
        (known.record.details.name.as_str(), known.read_at),
        ("Nieuw", minute(5))
    );
    let known = directory.domain(RemoteDomainId(1)).await.unwrap().unwrap();
    assert_eq!((known.record.name.as_str(), known.read_at), ("nieuw.nl", minute(5)));
}

async fn what_is_listed_no_more_is_marked_and_comes_back(fresh: &Fresh) {
    let directory = fresh.store.directory();
    let both = [organization(1, "Een", "A"), organization(2, "Twee", "B")];
    directory.put_organizations(&both, minute(1)).await.unwrap();
    directory.put_organizations(&both[..1], minute(3)).await.unwrap();
    let gone = directory
        .mark_unseen_gone(Part::Organizations, minute(2), minute(4))
        .await
        .unwrap();
    assert_eq!((gone, found(&fresh.store, &text("")).await), (1, vec![1]));
    let with_gone = OrganizationQuery {
        with_gone: true,
        ..text("")
    };
    let rows = list(&fresh.store, &with_gone).await.rows;
    assert_eq!((rows[1].record.id.0, rows[1].gone_at), (2, Some(minute(4))));
    directory.put_organizations(&both, minute(5)).await.unwrap();
    assert_eq!(found(&fresh.store, &text("")).await, [1, 2]);
    for part in [Part::Containers, Part::Users, Part::Domains] {
        assert_eq!(directory.mark_unseen_gone(part, minute(9), minute(9)).await.unwrap(), 0);
    }
}

async fn those_read_longest_ago_are_read_next(fresh: &Fresh) {
    let directory = fresh.store.directory();
    let listed: Vec<_> = (1..=4).map(|id| organization(id, "O", "A")).collect();
    directory.put_organizations(&listed, minute(0)).await.unwrap();
    directory.put_organization(&listed[0], minute(3)).await.unwrap();
    directory.put_organization(&listed[2], minute(2)).await.unwrap();
    directory.put_organization(&listed[3], minute(8)).await.unwrap();
    let ids = |ids: Vec<OrganizationId>| ids.into_iter().map(|id| id.0).collect::<Vec<_>>();
    assert_eq!(ids(directory.oldest_detail(9, minute(5)).await.unwrap()), [2, 3, 1]);
    assert_eq!(ids(directory.oldest_detail(1, minute(5)).await.unwrap()), [2]);
}

async fn each_part_says_how_its_reading_went(fresh: &Fresh) {
    let directory = fresh.store.directory();
    assert!(
        directory
            .reads()
            .await
            .unwrap()
            .iter()
            .all(|(_, reading)| *reading == Default::default())
    );
    directory.read_began(Part::Domains, minute(1)).await.unwrap();
    directory.read_ended(Part::Domains, 12, minute(2)).await.unwrap();
    directory.read_began(Part::Domains, minute(3)).await.unwrap();
    directory.read_failed(Part::Domains, "503", minute(4)).await.unwrap();
    let (part, reading) = directory.reads().await.unwrap().swap_remove(3);
    assert_eq!(
        (part, reading.begun_at, reading.finished_at),
        (Part::Domains, Some(minute(3)), Some(minute(2)))
    );
    assert_eq!(
        (reading.count, reading.failure),
        (12, Some((minute(4), "503".to_owned())))
    );
    directory.read_ended(Part::Domains, 13, minute(5)).await.unwrap();
    let (_, reading) = directory.reads().await.unwrap().swap_remove(3);
    assert_eq!((reading.count, reading.failure), (13, None));
}

async fn lookalikes_are_found_by_name_and_address(fresh: &Fresh) {
    let directory = fresh.store.directory();
    let mut listed = vec![
        organization(1, "De Balans B.V.", "Utrecht"),
        organization(2, "Iets Anders", "Utrecht"),
        organization(3, "Derde", "Utrecht"),
    ];
    listed[1].details.assumed_name = "de balans nv".to_owned();
    directory.put_organizations(&listed, minute(0)).await.unwrap();
    let ids = async |details: &OrganizationDetails, except| {
        let found = directory.lookalikes(details, except).await.unwrap();
        found.iter().map(|it| it.id.0).collect::<Vec<_>>()
    };
    let same_name = organization(9, "De-Balans", "Gent").details;
    assert_eq!(ids(&same_name, None).await, [1, 2]);
    assert_eq!(ids(&same_name, Some(OrganizationId(1))).await, [2]);
    let same_address = organization(3, "Heel Anders", "Gent").details;
    assert_eq!(ids(&same_address, None).await, [3]);
    assert_eq!(ids(&OrganizationDetails::default(), None).await, Vec::<i64>::new());
}

async fn a_list_of_domains_leaves_what_is_to_be_published(fresh: &Fresh) {
    let directory = fresh.store.directory();
    let mut full = domain(1, "voorbeeld.nl", 2);
    full.dcv.method = Some("dns-txt-token".to_owned());
    full.dcv.token = Some("abc".to_owned());
    directory.put_domain(&full, minute(1)).await.unwrap();
    let mut listed = domain(1, "voorbeeld.nl", 2);
    listed.dcv.method = full.dcv.method.clone();
    directory.put_domains(&[listed.clone()], minute(2)).await.unwrap();
    let known = directory.domain(RemoteDomainId(1)).await.unwrap().unwrap();
    assert_eq!((known.record.dcv, known.detailed_at), (full.dcv, Some(minute(1))));
    listed.dcv.method = Some("email".to_owned());
    directory.put_domains(&[listed.clone()], minute(3)).await.unwrap();
    let known = directory.domain(RemoteDomainId(1)).await.unwrap().unwrap();
    assert_eq!(known.record.dcv, listed.dcv);
}

async fn containers_and_users_are_kept(fresh: &Fresh) {
    let directory = fresh.store.directory();
    let container = |id, name: &str| Container {
        id: ContainerId(id),
        parent_id: None,
        name: name.to_owned(),
        is_active: true,
    };
    let user = User {
        id: UserId(4),
        username: "ada".to_owned(),
        person: person("Ada", "de Wit"),
        roles: vec!["Administrator".to_owned()],
        container: Some(ContainerId(1)),
        status: "active".to_owned(),
    };
    directory
        .put_containers(&[container(2, "B"), container(1, "A")], minute(2))
        .await
        .unwrap();
    directory
        .put_containers(&[container(2, "Oud")], minute(1))
        .await
        .unwrap();
    directory
        .put_users(std::slice::from_ref(&user), minute(2))
        .await
        .unwrap();
    assert_eq!(
        directory.containers().await.unwrap(),
        [container(1, "A"), container(2, "B")]
    );
    assert_eq!(directory.users().await.unwrap(), std::slice::from_ref(&user));
    directory
        .mark_unseen_gone(Part::Users, minute(3), minute(3))
        .await
        .unwrap();
    assert_eq!(directory.users().await.unwrap(), []);
    assert_eq!(directory.user(UserId(4)).await.unwrap(), Some(user));
}

async fn numbers_are_kept_with_who_entered_them(fresh: &Fresh) {
    let directory = fresh.store.directory();
    let id = OrganizationId(7);
    let typed = |oin: &str| NumbersTyped {
        oin: oin.to_owned(),
        ..NumbersTyped::default()
    };
    assert_eq!(directory.numbers(id).await.unwrap(), None);
    let first = directory
        .keep_numbers(id, 0, &typed("1"), &anna(), minute(1))
        .await
        .unwrap();
    let NumbersKept::Kept(first) = first else {
        panic!("{first:?}")
    };
    assert_eq!(
        (first.version, &first.entered_by, first.entered_at),
        (1, &anna(), minute(1))
    );
    let again = directory
        .keep_numbers(id, 0, &typed("1"), &bram(), minute(2))
        .await
        .unwrap();
    assert_eq!(again, NumbersKept::Kept(first.clone()));
    let late = directory
        .keep_numbers(id, 0, &typed("2"), &bram(), minute(2))
        .await
        .unwrap();
    assert_eq!(late, NumbersKept::Conflict(first.clone()));
    let second = directory
        .keep_numbers(id, 1, &typed("2"), &bram(), minute(3))
        .await
        .unwrap();
    let NumbersKept::Kept(second) = second else {
        panic!("{second:?}")
    };
    assert_eq!(directory.numbers(id).await.unwrap(), Some(second.clone()));
    assert_eq!(directory.numbers_entered(id).await.unwrap(), [second, first]);
}
