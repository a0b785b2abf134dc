//! The desk asked to stop, as service managers ask: it finishes what it began, and does not wait for those who dawdle.

use std::io::Write;
use std::net::TcpStream;

use super::program::Folder;
use super::sandbox::SandboxProgram;
use super::visitor::good_form;

#[tokio::test]
async fn an_order_under_way_is_finished_and_recorded_before_the_desk_stops() {
    let sandbox = SandboxProgram::start();
    let folder = Folder::new();
    let desk = folder.desk(&sandbox);
    let ada = desk.visitor().await;
    let order = ada.draft(&good_form()).await;
    sandbox.fault_for_order("delay-after-taking", 2).await;
    let click = tokio::spawn({
        let ada = ada.clone();
        async move { ada.place(order).await }
    });
    sandbox.has_taken(1).await;
    desk.program.terminate();
    let answer = click.await.unwrap().unwrap();
    assert_eq!((answer.status, answer.location), (302, format!("/orders/{order}")));
    let (status, said) = desk.program.end();
    assert_eq!(status.code(), Some(0), "{said:?}");

    let (_desk, ada) = folder.desk(&sandbox).visited().await;
    assert!(ada.history_shows("placed", order).await);
    assert_eq!(sandbox.orders().await.len(), 1);
}

#[tokio::test]
async fn an_order_whose_browser_went_away_is_recorded_before_the_desk_stops() {
    let sandbox = SandboxProgram::start();
    let folder = Folder::new();
    let desk = folder.desk(&sandbox);
    let ada = desk.visitor().await;
    let order = ada.draft(&good_form()).await;
    sandbox.fault_for_order("delay-after-taking", 2).await;
    let click = tokio::spawn(async move { ada.place(order).await });
    sandbox.has_taken(1).await;
    click.abort();
    assert!(click.await.unwrap_err().is_cancelled());
    desk.program.terminate();
    let (status, said) = desk.program.end();
    assert_eq!(status.code(), Some(0), "{said:?}");

    let (_desk, ada) = folder.desk(&sandbox).visited().await;
    assert!(ada.history_shows("placed", order).await);
}

#[tokio::test]
async fn connections_on_which_nobody_speaks_do_not_keep_the_desk_from_stopping() {
    let sandbox = SandboxProgram::start();
    let folder = Folder::new();
    let desk = folder.desk(&sandbox);
    let ada = desk.visitor().await;
    let address = desk.url.strip_prefix("http://").unwrap();
    let silent = TcpStream::connect(address).unwrap();
    let mut halting = TcpStream::connect(address).unwrap();
    halting.write_all(b"GET /orders HTTP/1.1\r\nhost: desk\r\n").unwrap();
    let mut promising = TcpStream::connect(address).unwrap();
    promising
        .write_all(b"POST /login HTTP/1.1\r\nhost: desk\r\ncontent-length: 100\r\n\r\nusername=")
        .unwrap();
    // Kept alive by the browser; and by now the three above have been accepted.
    ada.get("/orders").await;
    desk.program.terminate();
    let (status, said) = desk.program.end();
    assert_eq!(status.code(), Some(0), "{said:?}");
    drop((silent, halting, promising));
}
