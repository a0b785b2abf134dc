//! The lists of organizations and domains.

use jiff::ToSpan;
use pkio_desk::domain::directory::{Organization, Part, Standing};
use pkio_desk::domain::ids::{ContainerId, OrganizationId};
use pkio_desk::store::{
    DomainQuery, DomainSort, NumbersTyped, OrganizationQuery, OrganizationSort, StandingFilter, Total,
};

use super::directory::{domain, found, list, organization, text, validation};
use super::{Fresh, anna, contract, form, minute, placed};

contract!(
    organizations_are_found_by_any_part_of_what_they_are_known_by,
    organizations_are_filtered_as_the_domain_judges_them,
    organizations_are_paged_in_every_order_forth_and_back,
    a_row_says_how_many_domains_and_open_orders,
    domains_are_found_filtered_and_sorted,
);

async fn organizations_are_found_by_any_part_of_what_they_are_known_by(fresh: &Fresh) {
    let directory = fresh.store.directory();
    let mut listed = vec![
        organization(101, "De Balans B.V.", "Utrecht"),
        organization(102, "Gemeente Éénrum", "Éénrum"),
        organization(103, "100%_zeker \"N.V.\"", "Ge"),
    ];
    listed[0].details.assumed_name = "Libra".to_owned();
    directory.put_organizations(&listed, minute(0)).await.unwrap();
    let numbers = NumbersTyped {
        oin: "00000001812345670000".to_owned(),
        kvk_number: "12345678".to_owned(),
        register: "kvk".to_owned(),
    };
    let kept = directory
        .keep_numbers(OrganizationId(101), 0, &numbers, &anna(), minute(0))
        .await;
    kept.unwrap();
    // The numbers stay findable when the organization is read again.
    listed[0].details.telephone = "030".to_owned();
    directory.put_organizations(&listed, minute(1)).await.unwrap();
    for (typed, expected) in [
        ("", vec![103, 101, 102]),
        ("balans", vec![101]),
        ("BALANS  utr", vec![101]),
        ("libra", vec![101]),
        ("alan", vec![101]),
        ("12345678", vec![101]),
        ("0000000181234567", vec![101]),
        ("101", vec![101]),
        ("ÉÉN", vec![102]),
        ("ge", vec![103, 102]),
        ("de", vec![101]),
        ("li", vec![101]),
        ("de balans", vec![101]),
        ("balans xx", vec![]),
        ("00%_z", vec![103]),
        ("\"n.v.\"", vec![103]),
        ("zeker%", vec![]),
        ("OR NEAR( *", vec![]),
        ("bal\0ans", vec![]),
    ] {
        assert_eq!(found(&fresh.store, &text(typed)).await, expected, "{typed:?}");
    }
}

async fn organizations_are_filtered_as_the_domain_judges_them(fresh: &Fresh) {
    let directory = fresh.store.directory();
    let validations = [
        vec![],
        vec![validation("active", None)],
        vec![validation("active", Some(minute(20)))],
        vec![validation("active", Some(minute(60 * 24 * 40)))],
        vec![validation("active", Some(minute(5)))],
        vec![validation("pending", None)],
        vec![validation("active", Some(minute(5))), validation("pending", None)],
        vec![validation("expired", Some(minute(50)))],
    ];
    let listed: Vec<_> = (1..)
        .zip(validations)
        .map(|(id, validations)| Organization {
            validations,
            is_active: id % 2 == 0,
            container: Some(ContainerId(id % 3)),
            ..organization(id, "Organisatie", "A")
        })
        .collect();
    directory.put_organizations(&listed, minute(0)).await.unwrap();
    for standing in Standing::ALL {
        let query = OrganizationQuery {
            standing: Some(StandingFilter::Is(standing)),
            ..text("")
        };
        let expected = listed.iter().filter(|it| it.standing(minute(10)) == standing);
        let expected: Vec<_> = expected.map(|it| it.id.0).collect();
        assert!(!expected.is_empty(), "{standing:?}");
        assert_eq!(found(&fresh.store, &query).await, expected, "{standing:?}");
    }
    let ending = OrganizationQuery {
        standing: Some(StandingFilter::EndsWithin(30)),
        ..text("")
    };
    assert_eq!(found(&fresh.store, &ending).await, [3]);
    let both = OrganizationQuery {
        is_active: Some(true),
        container: Some(ContainerId(0)),
        country: Some("NL".to_owned()),
        ..text("organ")
    };
    assert_eq!(found(&fresh.store, &both).await, [6]);
    let elsewhere = OrganizationQuery {
        country: Some("BE".to_owned()),
        ..text("")
    };
    assert_eq!(found(&fresh.store, &elsewhere).await, Vec::<i64>::new());
}

async fn organizations_are_paged_in_every_order_forth_and_back(fresh: &Fresh) {
    let directory = fresh.store.directory();
    let listed: Vec<_> = (1..=7)
        .map(|id| Organization {
            validations: (id > 3)
                .then(|| validation("active", Some(minute(0) + (id % 2 + 1).hours())))
                .into_iter()
                .collect(),
            ..organization(
                id,
                ["a", "É", "b.1"][usize::try_from(id % 3).unwrap()],
                ["x", "Y"][usize::try_from(id % 2).unwrap()],
            )
        })
        .collect();
    directory.put_organizations(&listed, minute(0)).await.unwrap();
    for sort in [
        OrganizationSort::Name,
        OrganizationSort::City,
        OrganizationSort::Country,
        OrganizationSort::Id,
        OrganizationSort::ValidatedUntil,
    ] {
        for is_descending in [false, true] {
            let query = OrganizationQuery {
                sort,
                is_descending,
                ..text("")
            };
            let page = async |cursor: Option<&pkio_desk::store::ListCursor>| {
                let cursor: Option<pkio_desk::store::ListCursor> = cursor.map(|it| it.to_string().parse().unwrap());
                directory
                    .organizations(&query, minute(0), cursor.as_ref(), 3)
                    .await
                    .unwrap()
            };
            let first = page(None).await;
            let second = page(first.next.as_ref()).await;
            let third = page(second.next.as_ref()).await;
            let ids: Vec<_> = [&first, &second, &third]
                .iter()
                .flat_map(|page| page.rows.iter().map(|row| row.record.id.0))
                .collect();
            let all = found(&fresh.store, &query).await;
            assert_eq!((ids.len(), &ids), (7, &all), "{query:?}");
            assert_eq!((&first.previous, &third.next), (&None, &None));
            assert_eq!(page(third.previous.as_ref()).await, second, "{query:?}");
            assert_eq!(page(second.previous.as_ref()).await.rows, first.rows, "{query:?}");
            assert_eq!((first.total, third.total), (Total::Exactly(7), Total::Exactly(7)));
        }
    }
    let backwards = OrganizationQuery {
        is_descending: true,
        ..text("")
    };
    let (mut forth, back) = (
        found(&fresh.store, &text("")).await,
        found(&fresh.store, &backwards).await,
    );
    forth.reverse();
    assert_eq!(forth, back);
}

async fn a_row_says_how_many_domains_and_open_orders(fresh: &Fresh) {
    let (store, directory) = (&fresh.store, fresh.store.directory());
    let listed = [organization(117_483, "Een", "A"), organization(5, "Twee", "A")];
    directory.put_organizations(&listed, minute(0)).await.unwrap();
    for id in 1..=3 {
        directory
            .put_domains(&[domain(id, "voorbeeld.nl", 117_483)], minute(id))
            .await
            .unwrap();
    }
    directory
        .mark_unseen_gone(Part::Domains, minute(2), minute(3))
        .await
        .unwrap();
    store.orders().draft(&anna(), &form("a.nl"), minute(0)).await.unwrap();
    placed(store, 8).await;
    let issued = placed(store, 9).await;
    let status = pkio_desk::domain::order::RemoteStatus::Issued;
    let backdoor = fresh.backdoor().await;
    let update = format!(
        "UPDATE orders SET remote_status = '{}' WHERE id = {}",
        status.word(),
        issued.id.0
    );
    sea_orm::ConnectionTrait::execute_unprepared(&backdoor, &update)
        .await
        .unwrap();
    let rows = list(store, &text("")).await.rows;
    let counts: Vec<_> = rows.iter().map(|row| (row.domains, row.open_orders)).collect();
    assert_eq!(counts, [(2, 2), (0, 0)]);
}

async fn domains_are_found_filtered_and_sorted(fresh: &Fresh) {
    let directory = fresh.store.directory();
    let mut listed = vec![
        domain(1, "voorbeeld.nl", 2),
        domain(2, "balans.nl", 3),
        domain(3, "aap.nl", 1),
    ];
    listed[0].dcv_until = Some(minute(30));
    listed[1].dcv_until = Some(minute(5));
    listed[2].dcv.method = Some("email".to_owned());
    listed[2].is_active = false;
    directory.put_domains(&listed, minute(0)).await.unwrap();
    let ids = async |query: DomainQuery| {
        let page = directory.domains(&query, minute(10), None, 50).await.unwrap();
        page.rows.iter().map(|row| row.record.id.0).collect::<Vec<_>>()
    };
    let query = DomainQuery::default;
    let stands = |standing| DomainQuery {
        standing: Some(StandingFilter::Is(standing)),
        ..DomainQuery::default()
    };
    assert_eq!(ids(query()).await, [3, 2, 1]);
    assert_eq!(
        ids(DomainQuery {
            sort: DomainSort::Organization,
            ..query()
        })
        .await,
        [3, 1, 2]
    );
    assert_eq!(
        ids(DomainQuery {
            sort: DomainSort::DcvUntil,
            is_descending: true,
            ..query()
        })
        .await,
        [1, 2, 3]
    );
    assert_eq!(
        ids(DomainQuery {
            text: "beeld".to_owned(),
            ..query()
        })
        .await,
        [1]
    );
    assert_eq!(
        ids(DomainQuery {
            text: "organisatie 3".to_owned(),
            ..query()
        })
        .await,
        [2]
    );
    assert_eq!(
        ids(DomainQuery {
            method: Some("email".to_owned()),
            ..query()
        })
        .await,
        [3]
    );
    assert_eq!(
        ids(DomainQuery {
            is_active: Some(true),
            ..query()
        })
        .await,
        [2, 1]
    );
    assert_eq!(
        ids(DomainQuery {
            organization: Some(OrganizationId(2)),
            ..query()
        })
        .await,
        [1]
    );
    assert_eq!(ids(stands(Standing::Valid)).await, [1]);
    assert_eq!(ids(stands(Standing::Expired)).await, [2]);
    assert_eq!(ids(stands(Standing::None)).await, [3]);
    let of = directory.domains_of(OrganizationId(3), 9).await.unwrap();
    assert_eq!(of, listed[1..2]);
}
