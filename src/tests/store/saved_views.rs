//! The saved views of the history.

use pkio_desk::domain::ids::{OperatorId, SavedViewId};
use pkio_desk::store::{SavedView, SavedViews, ViewKept};

use super::{Fresh, contract, minute};

contract!(
    a_view_is_offered_to_its_owner_and_a_shared_one_to_everybody,
    a_name_is_used_once_by_each_person,
    only_its_owner_changes_a_view,
);

const ANNA: OperatorId = OperatorId(1);
const BRAM: OperatorId = OperatorId(2);

async fn create(views: &SavedViews, owner: OperatorId, name: &str, is_shared: bool) -> ViewKept {
    let kept = views.create(owner, "Anna", name, is_shared, "status=issued&sort=ends", minute(1));
    kept.await.unwrap()
}

async fn kept(views: &SavedViews, owner: OperatorId, name: &str, is_shared: bool) -> SavedView {
    match create(views, owner, name, is_shared).await {
        ViewKept::Kept(view) => view,
        other => panic!("{other:?}"),
    }
}

async fn names(views: &SavedViews, operator: OperatorId) -> Vec<String> {
    let list = views.list(operator).await.unwrap();
    list.into_iter().map(|view| view.name).collect()
}

async fn a_view_is_offered_to_its_owner_and_a_shared_one_to_everybody(fresh: &Fresh) {
    let views = fresh.store.saved_views();
    let view = kept(&views, ANNA, "Te verlengen", false).await;
    kept(&views, ANNA, "alles", true).await;
    kept(&views, BRAM, "Balie", true).await;
    assert_eq!(names(&views, ANNA).await, ["alles", "Te verlengen", "Balie"]);
    assert_eq!(names(&views, BRAM).await, ["Balie", "alles"]);
    assert_eq!(views.find(view.id, BRAM).await.unwrap(), None);
    assert_eq!(views.find(view.id, ANNA).await.unwrap(), Some(view.clone()));
    assert_eq!(
        (view.parameters.as_str(), view.owner_name.as_str(), view.updated_at),
        ("status=issued&sort=ends", "Anna", minute(1))
    );
}

async fn a_name_is_used_once_by_each_person(fresh: &Fresh) {
    let views = fresh.store.saved_views();
    let view = kept(&views, ANNA, "Te doen", false).await;
    assert_eq!(create(&views, ANNA, " te  DOEN", true).await, ViewKept::NameTaken);
    kept(&views, BRAM, "Te doen", false).await;
    let other = kept(&views, ANNA, "Anders", false).await;
    let taken = views.rename(other.id, ANNA, "Te Doen", false, minute(2)).await;
    assert_eq!(taken.unwrap(), ViewKept::NameTaken);
    // Its own name in other letters is no other name.
    let renamed = views.rename(view.id, ANNA, "TE DOEN", true, minute(2)).await.unwrap();
    let expected = SavedView {
        name: "TE DOEN".to_owned(),
        is_shared: true,
        updated_at: minute(2),
        ..view
    };
    assert_eq!(renamed, ViewKept::Kept(expected));
}

async fn only_its_owner_changes_a_view(fresh: &Fresh) {
    let views = fresh.store.saved_views();
    let view = kept(&views, ANNA, "Gedeeld", true).await;
    let renamed = views.rename(view.id, BRAM, "Gekaapt", true, minute(2)).await;
    assert_eq!(renamed.unwrap(), ViewKept::Missing);
    assert!(!views.delete(view.id, BRAM).await.unwrap());
    assert!(!views.delete(SavedViewId(99), ANNA).await.unwrap());
    assert_eq!(views.find(view.id, BRAM).await.unwrap(), Some(view.clone()));
    assert!(views.delete(view.id, ANNA).await.unwrap());
    assert_eq!(names(&views, BRAM).await, Vec::<String>::new());
}
