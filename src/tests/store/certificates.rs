//! Certificates that were fetched: kept once, with a line in the journal where it is news, and which are missing.

use pkio_desk::domain::certificate::{Aspect, Chain, Expected, Mismatch, Verdict, read_bundle};
use pkio_desk::domain::ids::{CertificateId, OrderId, RemoteOrderId};
use pkio_desk::domain::order::{EventKind, Order, RemoteStatus};
use pkio_desk::store::{NewCertificate, StatusReading, Store};
use sea_orm::ConnectionTrait;

use super::{Fresh, anna, contract, journal, last_event, minute, placed};

contract!(
    a_certificate_is_kept_and_read_again,
    the_journal_grows_with_news_only,
    a_newer_certificate_makes_the_earlier_one_an_earlier_one,
    what_is_missing_is_named,
    what_is_held_for_another_certificate_is_due_again,
    an_order_that_goes_takes_its_certificates_along,
);

const LEAF: &str = include_str!("../../domain/testdata/certificates/leaf.pem");
const OTHER: &str = include_str!("../../domain/testdata/certificates/elliptic.pem");
const ABOVE: &str = concat!(
    include_str!("../../domain/testdata/certificates/intermediate.pem"),
    include_str!("../../domain/testdata/certificates/root.pem")
);

fn chain(leaf: &str) -> Chain {
    Chain::of(read_bundle(&[leaf, ABOVE].concat()).unwrap(), None).unwrap()
}

fn held() -> Verdict {
    Verdict {
        mismatches: vec![Mismatch {
            aspect: Aspect::OtherKey,
            ordered: "aa".to_owned(),
            found: "bb".to_owned(),
        }],
    }
}

fn new<'a>(order: OrderId, id: i64, chain: &'a Chain, verdict: &'a Verdict) -> NewCertificate<'a> {
    NewCertificate {
        id: CertificateId(id),
        order,
        chain,
        verdict,
        is_current: true,
        look_again_at: None,
        actor: None,
        at: minute(5),
    }
}

/// Keeps a held certificate of the order with that id at DigiCert, fetched at that minute.
pub(super) async fn furnish(store: &Store, remote_id: i64, at: i64) {
    let order = store.orders().find_by_remote_id(RemoteOrderId(remote_id)).await;
    let (order, chain, verdict) = (order.unwrap().unwrap(), chain(LEAF), held());
    let new = NewCertificate {
        at: minute(at),
        ..new(order.id, 70, &chain, &verdict)
    };
    assert!(store.certificates().keep(&new).await.unwrap());
}

/// An order whose certificate DigiCert has issued.
async fn issued(store: &Store, remote_id: i64, certificate: i64, at: i64) -> Order {
    let order = Box::pin(placed(store, remote_id)).await;
    let reading = StatusReading {
        status: RemoteStatus::Issued,
        certificate_id: Some(CertificateId(certificate)),
        organization_name: None,
        price: None,
        reference: None,
        at: minute(at),
    };
    Box::pin(store.orders().record_status(order.id, &reading, None))
        .await
        .unwrap();
    order
}

async fn a_certificate_is_kept_and_read_again(fresh: &Fresh) {
    let (store, chain, verdict) = (&fresh.store, chain(LEAF), Verdict::default());
    let order = placed(store, 8).await;
    let certificates = store.certificates();
    assert!(certificates.keep(&new(order.id, 70, &chain, &verdict)).await.unwrap());
    let kept = certificates.find(CertificateId(70)).await.unwrap().unwrap();
    assert_eq!(
        (kept.order, kept.fetched_at, kept.is_current),
        (order.id, minute(5), true)
    );
    assert_eq!((&kept.chain, &kept.verdict), (&chain, &verdict));
    assert_eq!(certificates.of_order(order.id).await.unwrap(), [kept]);
    assert_eq!(certificates.find(CertificateId(71)).await.unwrap(), None);
    let of_nobody = new(OrderId(999), 70, &chain, &verdict);
    assert!(!certificates.keep(&of_nobody).await.unwrap());
    // What is searched by stands in columns of its own.
    let row = fresh
        .backdoor()
        .await
        .query_one_raw(sea_orm::Statement::from_string(
            if fresh.is_sqlite() {
                sea_orm::DbBackend::Sqlite
            } else {
                sea_orm::DbBackend::Postgres
            },
            "SELECT serial_number, oin, names, spki_sha256 FROM certificates",
        ))
        .await
        .unwrap()
        .unwrap();
    let column = |name: &str| row.try_get::<String>("", name).unwrap();
    assert_eq!(column("serial_number"), "F1E2D3C4B5A69788");
    assert_eq!(column("oin"), "00000099123456789000");
    assert_eq!(column("names"), " dienst.voorbeeld.nl api.voorbeeld.nl ");
    assert_eq!(column("spki_sha256"), chain.leaf.spki_sha256());
}

async fn the_journal_grows_with_news_only(fresh: &Fresh) {
    let (store, right, wrong) = (&fresh.store, chain(LEAF), chain(OTHER));
    let order = placed(store, 8).await;
    let (fits, held) = (Verdict::default(), held());
    let certificates = store.certificates();
    for (chain, verdict, actor) in [
        (&wrong, &held, None),
        (&wrong, &held, Some(anna())),
        (&right, &fits, Some(anna())),
        (&right, &fits, None),
    ] {
        let new = NewCertificate {
            actor: actor.as_ref(),
            ..new(order.id, 70, chain, verdict)
        };
        assert!(certificates.keep(&new).await.unwrap());
    }
    assert_eq!(
        journal(store, &order).await,
        [
            "drafted",
            "sending",
            "placed",
            "certificate-held",
            "certificate-fetched"
        ]
    );
    let event = last_event(store, &order).await;
    assert_eq!(event.actor, anna());
    let expected = EventKind::CertificateFetched {
        certificate_id: CertificateId(70),
        serial_number: "F1E2D3C4B5A69788".to_owned(),
    };
    assert_eq!(event.kind, expected);
    let events = store.orders().events(order.id).await.unwrap();
    let EventKind::CertificateHeld { reasons, .. } = &events[1].kind else {
        panic!("{:?}", events[1])
    };
    assert_eq!(*reasons, held.mismatches);
}

async fn a_newer_certificate_makes_the_earlier_one_an_earlier_one(fresh: &Fresh) {
    let (store, one, two, fits) = (&fresh.store, chain(LEAF), chain(OTHER), Verdict::default());
    let order = placed(store, 8).await;
    let certificates = store.certificates();
    certificates.keep(&new(order.id, 70, &one, &fits)).await.unwrap();
    certificates.keep(&new(order.id, 71, &two, &fits)).await.unwrap();
    let of_order = |kept: Vec<pkio_desk::store::KeptCertificate>| -> Vec<_> {
        kept.into_iter().map(|it| (it.id.0, it.is_current)).collect()
    };
    let kept = certificates.of_order(order.id).await.unwrap();
    assert_eq!(of_order(kept), [(71, true), (70, false)]);
    // An earlier one that is fetched late stays an earlier one.
    let late = NewCertificate {
        is_current: false,
        ..new(order.id, 69, &one, &fits)
    };
    certificates.keep(&late).await.unwrap();
    let kept = certificates.of_order(order.id).await.unwrap();
    assert_eq!(of_order(kept)[0], (71, true));
}

async fn what_is_missing_is_named(fresh: &Fresh) {
    let (store, chain, fits) = (&fresh.store, chain(LEAF), Verdict::default());
    let old = issued(store, 8, 70, 3).await;
    let newer = issued(store, 9, 71, 6).await;
    let other = placed(store, 10).await;
    let certificates = store.certificates();
    let since = |at| certificates.missing_since(minute(at), 10);
    assert_eq!(since(0).await.unwrap(), [newer.id, old.id]);
    assert_eq!(since(5).await.unwrap(), [newer.id]);
    let below = |id, is_ours| certificates.missing_below(id, is_ours, 10);
    for is_ours in [true, false] {
        assert_eq!(below(None, is_ours).await.unwrap(), [newer.id, old.id]);
        assert_eq!(below(Some(newer.id), is_ours).await.unwrap(), [old.id]);
        assert_eq!(below(Some(old.id), is_ours).await.unwrap(), []);
    }
    certificates.keep(&new(newer.id, 71, &chain, &fits)).await.unwrap();
    assert_eq!(below(None, true).await.unwrap(), [old.id]);
    // A reissue gives the order another certificate, which is missing again.
    let reissued = StatusReading {
        status: RemoteStatus::Issued,
        certificate_id: Some(CertificateId(72)),
        organization_name: None,
        price: None,
        reference: None,
        at: minute(7),
    };
    store.orders().record_status(newer.id, &reissued, None).await.unwrap();
    assert_eq!(below(None, true).await.unwrap(), [newer.id, old.id]);
    store.orders().record_vanished(old.id, true, minute(8)).await.unwrap();
    assert_eq!(below(None, true).await.unwrap(), [newer.id]);
    // So is one that waits to be fetched.
    let ready = StatusReading {
        status: RemoteStatus::WaitingPickup,
        certificate_id: Some(CertificateId(73)),
        at: minute(9),
        ..reissued
    };
    store.orders().record_status(other.id, &ready, None).await.unwrap();
    assert_eq!(below(None, true).await.unwrap(), [other.id, newer.id]);
}

async fn what_is_held_for_another_certificate_is_due_again(fresh: &Fresh) {
    let (store, chain, held) = (&fresh.store, chain(LEAF), held());
    let order = issued(store, 8, 70, 3).await;
    let certificates = store.certificates();
    let again = NewCertificate {
        look_again_at: Some(minute(60)),
        ..new(order.id, 70, &chain, &held)
    };
    certificates.keep(&again).await.unwrap();
    assert_eq!(certificates.due_again(minute(59), 10).await.unwrap(), []);
    assert_eq!(certificates.due_again(minute(60), 10).await.unwrap(), [order.id]);
    certificates
        .keep(&new(order.id, 70, &chain, &Verdict::default()))
        .await
        .unwrap();
    assert_eq!(certificates.due_again(minute(60), 10).await.unwrap(), []);
}

async fn an_order_that_goes_takes_its_certificates_along(fresh: &Fresh) {
    let (store, chain) = (&fresh.store, chain(LEAF));
    let order = placed(store, 8).await;
    let verdict = Expected::default().check(&chain);
    store
        .certificates()
        .keep(&new(order.id, 70, &chain, &verdict))
        .await
        .unwrap();
    let connection = fresh.backdoor().await;
    connection
        .execute_unprepared("DELETE FROM orders WHERE remote_id = 8")
        .await
        .unwrap();
    connection.close().await.unwrap();
    assert_eq!(store.certificates().find(CertificateId(70)).await.unwrap(), None);
}
