//! What people see after the desk was killed without warning. Each step at which it may be killed is in `kill`.

use super::program::Folder;
use super::sandbox::SandboxProgram;
use super::visitor::good_form;

/// Longer than the desk lives.
const NEVER: u64 = 3_000;

#[tokio::test]
async fn an_order_whose_answer_was_lost_in_a_crash_is_found_by_the_next_start() {
    let sandbox = SandboxProgram::start();
    let folder = Folder::new();
    let desk = folder.desk(&sandbox);
    let ada = desk.visitor().await;
    let order = ada.draft(&good_form()).await;
    sandbox.fault_for_order("delay-after-taking", NEVER).await;
    let click = tokio::spawn({
        let ada = ada.clone();
        async move { ada.place(order).await }
    });
    sandbox.has_taken(1).await;
    desk.program.kill();
    assert!(click.await.unwrap().is_err());

    let desk = folder.desk(&sandbox);
    let err = &desk.program.err;
    err.line("orders were being sent when the desk last stopped");
    err.line("an order in doubt was found");
    let ada = desk.visitor().await;
    assert!(ada.history_shows("placed", order).await);
    assert!(!ada.history_shows("in-doubt", order).await);
    assert!(!ada.history_shows("sending", order).await);
    let again = ada.place(order).await.unwrap();
    assert_eq!(again.location, format!("/orders/{order}"));
    let page = ada.order(order).await;
    assert!(page.contains("This order had been sent already. Nothing was sent again."));
    let there = sandbox.orders().await;
    assert_eq!(there.len(), 1);
    assert!(page.contains(&there[0].to_string()), "{page}");
    let edited = ada.get(&format!("/orders/{order}/edit")).await;
    assert_eq!(edited.status, 409);
}

#[tokio::test]
async fn an_order_that_never_arrived_stays_in_doubt_after_a_crash() {
    let sandbox = SandboxProgram::start();
    let folder = Folder::new();
    let desk = folder.desk(&sandbox);
    let ada = desk.visitor().await;
    let order = ada.draft(&good_form()).await;
    // The connection was cut: whether DigiCert read anything, nobody here can know.
    sandbox.fault_for_order("cut-before-reading", 0).await;
    ada.place(order).await.unwrap();
    desk.program.kill();

    let desk = folder.desk(&sandbox);
    let ada = desk.visitor().await;
    assert!(ada.history_shows("in-doubt", order).await);
    ada.look_again(order).await;
    let page = ada.order(order).await;
    assert!(page.contains("DigiCert knows no order with this reference."), "{page}");
    ada.place(order).await.unwrap();
    assert!(ada.history_shows("in-doubt", order).await);
    assert_eq!(sandbox.orders().await.len(), 0);
}

mod long {
    use super::*;

    const ORDERS: usize = 40;

    /// Kills the desk at the first, second, third … order on its way, starts it again, goes on.
    #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
    #[ignore = "takes minutes; make test-long runs it"]
    async fn a_desk_killed_again_and_again_never_sends_an_order_twice() {
        let sandbox = SandboxProgram::start();
        let folder = Folder::new();
        let mut orders = Vec::new();
        let mut crashes = 0;
        loop {
            let desk = folder.desk(&sandbox);
            let ada = desk.visitor().await;
            while orders.len() < ORDERS {
                orders.push(ada.draft(&good_form()).await);
            }
            let mut left = Vec::new();
            for order in &orders {
                if ada.history_shows("in-doubt", *order).await {
                    ada.look_again(*order).await;
                } else if ada.history_shows("drafts", *order).await {
                    left.push(*order);
                }
            }
            if left.is_empty() {
                break;
            }
            crashes += 1;
            let number = left.len().min(crashes % 4 + 1);
            let clicks: Vec<_> = left
                .into_iter()
                .flat_map(|order| [order, order])
                .map(|order| {
                    let ada = ada.clone();
                    tokio::spawn(async move { ada.place(order).await })
                })
                .collect();
            // A line that comes when a request leaves; which one differs from crash to crash.
            let text = if crashes % 2 == 0 {
                "DigiCert took an order"
            } else {
                "an order is being sent"
            };
            desk.program.err.lines(text, number);
            desk.program.kill();
            for click in clicks {
                let _ = click.await.unwrap();
            }
        }
        let desk = folder.desk(&sandbox);
        let ada = desk.visitor().await;
        let (mut placed, mut in_doubt) = (0, 0);
        for order in orders {
            ada.look_again(order).await;
            placed += usize::from(ada.history_shows("placed", order).await);
            in_doubt += usize::from(ada.history_shows("in-doubt", order).await);
        }
        crate::tally::line(&format!(
            "{crashes} crashes: {placed} orders placed, {in_doubt} in doubt, none sent twice"
        ));
        assert_eq!(placed + in_doubt, ORDERS);
        assert_eq!(sandbox.orders().await.len(), placed);
        assert!(sandbox.each_reference_once().await);
    }
}
