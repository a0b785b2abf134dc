//! Templates: a name is used once, whatever its case, and nobody's change is overwritten unseen.

use pkio_desk::domain::order::OrderForm;
use pkio_desk::domain::template::Template;
use pkio_desk::store::{Store, TemplateChange};

use super::keys::of_schema;
use super::{Fresh, anna, bram, contract, form, minute};

contract!(
    a_template_is_read_as_it_was_saved,
    templates_are_listed_by_name_with_what_they_are_for,
    a_name_is_used_once_in_any_case,
    of_ten_who_save_a_name_one_has_it,
    a_template_is_replaced_renamed_and_deleted_at_its_version_only,
    a_private_key_is_never_kept_in_a_template,
    templates_are_in_a_backup_and_an_earlier_one_has_none,
);

async fn add(store: &Store, name: &str) -> Template {
    let (templates, form) = (store.templates(), form("dienst.voorbeeld.nl"));
    done(templates.add(&anna(), name, &form, minute(0)).await.unwrap())
}

fn done(change: TemplateChange) -> Template {
    match change {
        TemplateChange::Done(template) => template,
        other => panic!("{other:?}"),
    }
}

async fn a_template_is_read_as_it_was_saved(fresh: &Fresh) {
    let templates = fresh.store.templates();
    let odd = OrderForm {
        dns_names: "één\u{0}\n\"twee\".nl".to_owned(),
        comments: "\u{202e}".to_owned(),
        ..form("dienst.voorbeeld.nl")
    };
    let saved = done(
        templates
            .add(&anna(), "Digipoort productie", &odd, minute(3))
            .await
            .unwrap(),
    );
    let expected = Template {
        id: saved.id,
        version: 1,
        name: "Digipoort productie".to_owned(),
        owner: anna(),
        form: odd,
        created_at: minute(3),
        updated_at: minute(3),
    };
    assert_eq!(saved, expected);
    assert_eq!(templates.find(saved.id).await.unwrap(), Some(expected.clone()));
    assert_eq!(
        templates.find_by_name(" DIGIPOORT Productie").await.unwrap(),
        Some(expected)
    );
    assert_eq!(templates.find_by_name("Digipoort").await.unwrap(), None);
}

async fn templates_are_listed_by_name_with_what_they_are_for(fresh: &Fresh) {
    let store = &fresh.store;
    assert_eq!(store.templates().list().await.unwrap(), []);
    for name in ["zebra", "Éénmalig", "Appel", "appelmoes"] {
        add(store, name).await;
    }
    let new = OrderForm {
        organization_choice: "new".to_owned(),
        organization_name: "Nieuwe Zaak B.V.".to_owned(),
        dns_names: "https://B.voorbeeld.nl/ ".to_owned(),
        ..form("")
    };
    done(store.templates().add(&bram(), "mmm", &new, minute(1)).await.unwrap());
    let list = store.templates().list().await.unwrap();
    let names: Vec<&str> = list.iter().map(|it| it.name.as_str()).collect();
    assert_eq!(names, ["Appel", "appelmoes", "mmm", "zebra", "Éénmalig"]);
    let (first, other) = (&list[0], &list[2]);
    assert_eq!(
        (first.common_name.as_str(), first.organization.as_str(), &first.owner),
        ("dienst.voorbeeld.nl", "117483", &anna())
    );
    assert_eq!(
        (
            other.common_name.as_str(),
            other.organization.as_str(),
            other.updated_at
        ),
        ("B.voorbeeld.nl", "Nieuwe Zaak B.V.", minute(1))
    );
}

async fn a_name_is_used_once_in_any_case(fresh: &Fresh) {
    let (store, templates) = (&fresh.store, fresh.store.templates());
    let first = add(store, "Één").await;
    let change = templates.add(&bram(), "ÉÉN", &form("x.nl"), minute(1)).await.unwrap();
    assert_eq!(change, TemplateChange::NameTaken(first.clone()));
    let other = add(store, "Twee").await;
    let change = templates.rename(other.id, 1, "één", minute(1)).await.unwrap();
    assert_eq!(change, TemplateChange::NameTaken(first.clone()));
    let renamed = done(templates.rename(first.id, 1, "ÉÉN", minute(1)).await.unwrap());
    assert_eq!((renamed.name.as_str(), renamed.version), ("ÉÉN", 2));
    done(templates.delete(first.id, 2).await.unwrap());
    done(templates.rename(other.id, 1, "één", minute(2)).await.unwrap());
}

async fn of_ten_who_save_a_name_one_has_it(fresh: &Fresh) {
    let tasks: Vec<_> = (0..10)
        .map(|number| {
            let templates = fresh.store.templates();
            let name = if number % 2 == 0 { "Naam" } else { "NAAM" };
            tokio::spawn(async move { templates.add(&anna(), name, &form("x.nl"), minute(number)).await })
        })
        .collect();
    let mut saved = 0;
    for task in tasks {
        match task.await.unwrap().unwrap() {
            TemplateChange::Done(_) => saved += 1,
            TemplateChange::NameTaken(other) => assert_eq!(other.name.to_lowercase(), "naam"),
            other => panic!("{other:?}"),
        }
    }
    assert_eq!((saved, fresh.store.templates().list().await.unwrap().len()), (1, 1));
}

async fn a_template_is_replaced_renamed_and_deleted_at_its_version_only(fresh: &Fresh) {
    let templates = fresh.store.templates();
    let first = add(&fresh.store, "Naam").await;
    let change = templates
        .replace(first.id, 1, &form("ander.nl"), minute(1))
        .await
        .unwrap();
    let replaced = done(change);
    assert_eq!(
        (
            replaced.version,
            replaced.form.common_name.as_str(),
            replaced.updated_at
        ),
        (2, "ander.nl", minute(1))
    );
    assert_eq!(
        (&replaced.name, &replaced.owner, replaced.created_at),
        (&first.name, &first.owner, first.created_at)
    );
    assert_eq!(templates.list().await.unwrap()[0].common_name, "ander.nl");
    for change in [
        templates.replace(first.id, 1, &form("z.nl"), minute(2)).await.unwrap(),
        templates.rename(first.id, 1, "Ander", minute(2)).await.unwrap(),
        templates.delete(first.id, 1).await.unwrap(),
    ] {
        assert_eq!(change, TemplateChange::Conflict(replaced.clone()));
    }
    assert_eq!(templates.find(first.id).await.unwrap(), Some(replaced.clone()));
    assert_eq!(
        templates.delete(first.id, 2).await.unwrap(),
        TemplateChange::Done(replaced)
    );
    for change in [
        templates.replace(first.id, 2, &form("z.nl"), minute(3)).await.unwrap(),
        templates.rename(first.id, 2, "Ander", minute(3)).await.unwrap(),
        templates.delete(first.id, 2).await.unwrap(),
    ] {
        assert_eq!(change, TemplateChange::Missing);
    }
    assert_ne!(add(&fresh.store, "Naam").await.id, first.id);
}

async fn a_private_key_is_never_kept_in_a_template(fresh: &Fresh) {
    let key = "-----BEGIN PRIVATE KEY-----\nMIIEvQIBADANBg\n-----END PRIVATE KEY-----";
    let pasted = OrderForm {
        comments: key.to_owned(),
        ..form("x.nl")
    };
    let saved = done(
        fresh
            .store
            .templates()
            .add(&anna(), "Naam", &pasted, minute(0))
            .await
            .unwrap(),
    );
    assert_eq!(saved.form.comments, "");
}

async fn templates_are_in_a_backup_and_an_earlier_one_has_none(fresh: &Fresh) {
    let from = Fresh::sqlite().await;
    let saved = add(&from.store, "Naam").await;
    let mut file = Vec::new();
    from.store.backup(&mut file, minute(9)).await.unwrap();
    let file = String::from_utf8(file).unwrap();
    let report = fresh.store.restore(file.as_bytes(), minute(0)).await.unwrap();
    assert_eq!(report.rows["templates"], 1);
    assert_eq!(
        fresh.store.templates().find(saved.id).await.unwrap(),
        Some(saved.clone())
    );
    // The next one gets a number of its own.
    assert_eq!(add(&fresh.store, "Twee").await.id.0, saved.id.0 + 1);

    let earlier = Fresh::sqlite().await;
    super::draft(&earlier.store).await;
    let mut file = Vec::new();
    earlier.store.backup(&mut file, minute(9)).await.unwrap();
    let older = of_schema(&String::from_utf8(file).unwrap(), 7);
    assert!(!older.contains("templates"));
    let to = Fresh::sqlite().await;
    assert_eq!(
        to.store.restore(older.as_bytes(), minute(0)).await.unwrap().rows["orders"],
        1
    );
    for other in [from, earlier, to] {
        other.remove().await;
    }
}
