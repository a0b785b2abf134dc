//! The draft that renews an order: one at a time, until something comes of it.

use pkio_desk::domain::ids::{OrderId, Reference};
use pkio_desk::domain::order::{OrderForm, RemoteStatus};
use pkio_desk::store::{Claim, RenewalDraft};

use super::history_list::status;
use super::history_search::{known, told};
use super::{Fresh, anna, attempt, contract, lease, minute, remote};

contract!(an_order_is_renewed_by_one_draft);

async fn an_order_is_renewed_by_one_draft(fresh: &Fresh) {
    let orders = fresh.store.orders();
    let order = known(fresh, &told(7)).await;
    let renew = async || {
        let drafted = orders
            .draft_renewal(order, &anna(), &OrderForm::blank(), minute(1))
            .await;
        drafted.unwrap()
    };
    let RenewalDraft::Begun(draft) = renew().await else {
        panic!("it is begun")
    };
    assert_eq!(renew().await, RenewalDraft::BegunBefore(draft.clone()));
    orders.discard(draft.id, draft.version).await.unwrap();
    assert!(matches!(renew().await, RenewalDraft::Begun(other) if other.id != draft.id));
    // One that DigiCert revoked renews nothing any more.
    let RenewalDraft::BegunBefore(draft) = renew().await else {
        panic!("it was begun before")
    };
    let claim = orders
        .claim(draft.id, draft.version, &attempt("renewal"), &lease(), None)
        .await;
    assert!(matches!(claim, Ok(Claim::Claimed(_))), "{claim:?}");
    let mark = Reference("renewal".to_owned());
    orders
        .record_placed(draft.id, &mark, &remote(702), minute(2))
        .await
        .unwrap();
    assert!(matches!(renew().await, RenewalDraft::BegunBefore(_)));
    status(fresh, draft.id, RemoteStatus::Revoked).await;
    assert!(matches!(renew().await, RenewalDraft::Begun(other) if other.id != draft.id));
    let nobody = orders
        .draft_renewal(OrderId(404), &anna(), &OrderForm::blank(), minute(1))
        .await;
    assert_eq!(nobody.unwrap(), RenewalDraft::Missing);
}
