//! Forms in parts (`multipart/form-data`), and the file with the CSR.

use pkio_desk::domain::ids::OrderId;
use pkio_desk::domain::operator::Role;
use pkio_desk::domain::order::OrderForm;

use super::forms;
use super::harness::desk;
use super::sections::version;
use super::visitor::with;

#[test]
fn a_form_in_parts_is_read_like_any_other_and_a_file_takes_the_place_of_the_pasted_csr() {
    desk(async |desk| {
        let rik = desk.person(Role::Requester).await;
        let typed = OrderForm {
            csr: "pasted".to_owned(),
            dns_names: "één.nl,\r\n \"--twee.nl".to_owned(),
            ..forms::valid()
        };
        let fields = with(&typed, &[("action", "save")]);
        let answer = rik
            .post_with_files("/orders/new", &fields, &[("csr_file", "", b"")])
            .await;
        let id = OrderId(1);
        assert_eq!(answer.location(), format!("/orders/{id}/edit"), "{}", answer.body);
        assert_eq!(desk.order(id).await.form, typed);
        let form = rik.page(&format!("/orders/{id}/edit")).await;
        assert_eq!(form.attribute("form.form", "enctype"), ["multipart/form-data"]);
        for (page, file) in [("edit", "een.csr"), ("edit/certificate", "twee.csr")] {
            let fields = with(&typed, &[("action", "save"), ("version", &version(desk, id).await)]);
            let text = format!("# {file}\n{}", forms::CSR);
            let files = [("csr_file", file, text.as_bytes())];
            let answer = rik
                .post_with_files(&format!("/orders/{id}/{page}"), &fields, &files)
                .await;
            assert_eq!(answer.status, 303, "{}", answer.body);
            assert_eq!(desk.order(id).await.form.csr, text);
        }
        // A file that is far too large is a finding, and everything typed is still there.
        let fields = with(&typed, &[("action", "check"), ("version", &version(desk, id).await)]);
        let large = vec![b'A'; 100 * 1024];
        let answer = rik
            .post_with_files(
                &format!("/orders/{id}/edit"),
                &fields,
                &[("csr_file", "film.csr", &large)],
            )
            .await;
        assert_eq!(answer.status, 422);
        assert_eq!(answer.attribute(".error-summary a", "href")[0], "#f-csr");
        let names = answer.value(&format!("/orders/{id}/edit"), "dns_names").unwrap();
        assert_eq!(names, typed.dns_names.replace("\r\n", "\n"));
        // Half a form must not overwrite a whole one.
        let before = desk.order(id).await;
        let headers = [
            ("content-type", "multipart/form-data; boundary=x"),
            ("sec-fetch-site", "same-origin"),
        ];
        let half = format!(
            "--x\r\nContent-Disposition: form-data; name=\"version\"\r\n\r\n{}\r\n",
            before.version
        );
        let answer = rik
            .send(reqwest::Method::POST, &format!("/orders/{id}/edit"), &headers, half)
            .await;
        assert_eq!(answer.status, 400);
        assert!(answer.says("Nothing was saved."));
        assert_eq!(desk.order(id).await, before);
    });
}
