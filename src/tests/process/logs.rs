//! Log lines: for machines where asked for, traceable to a request, without what must not be in them.

use serde_json::Value;

use super::program::{Desk, Folder};
use super::sandbox::SandboxProgram;
use super::visitor::good_form;

/// The request id of a line, from the outermost span that has one.
fn request_id(line: &Value) -> Option<&str> {
    let spans = line["spans"].as_array()?;
    spans
        .iter()
        .find_map(|span| span["request_id"].as_str())
        .filter(|id| !id.is_empty())
}

#[tokio::test]
async fn json_lines_parse_and_name_the_request() {
    let sandbox = SandboxProgram::start();
    let folder = Folder::new();
    let mut serve = folder.serve(&sandbox);
    serve
        .env("PKIO_LOG_FORMAT", "json")
        .env("PKIO_LOG", "info,tower_http=debug");
    let desk = Desk::start(serve);
    let ada = desk.visitor().await;
    let order = ada.draft(&good_form()).await;
    ada.place(order).await.unwrap();
    ada.get("/orders?q=canary-typed").await;
    desk.program.terminate();
    let (status, said) = desk.program.end();
    assert_eq!(status.code(), Some(0));
    let lines: Vec<Value> = said.iter().map(|line| serde_json::from_str(line).unwrap()).collect();
    let find = |message: &str| {
        let found = lines.iter().find(|line| line["fields"]["message"] == message);
        found.unwrap_or_else(|| panic!("{message} is not in {said:#?}"))
    };
    let sent = request_id(find("an order is being sent"));
    assert!(sent.is_some(), "{said:#?}");
    assert_eq!(request_id(find("DigiCert took an order")), sent);
    let by_machine = lines
        .iter()
        .filter(|line| line["target"].as_str().unwrap().starts_with("tower_http"));
    assert!(by_machine.clone().count() >= 8);
    for line in by_machine {
        assert!(request_id(line).is_some(), "{line}");
    }
    assert_eq!(find("the desk is ready")["level"], "INFO");
    assert!(
        !said.iter().any(|line| line.contains("canary-typed")),
        "a query was logged"
    );
}

#[tokio::test]
async fn lines_for_people_carry_no_colours_into_files() {
    let sandbox = SandboxProgram::start();
    let folder = Folder::new();
    let desk = folder.desk(&sandbox);
    desk.program.terminate();
    let (_, said) = desk.program.end();
    assert!(!said.is_empty());
    assert!(!said.iter().any(|line| line.contains('\u{1b}')), "{said:?}");
}
