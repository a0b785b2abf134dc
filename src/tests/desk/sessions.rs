//! What becomes of a request whose session cannot be written.

use pkio_desk::domain::operator::Role;
use pkio_desk::domain::order::State;
use sea_orm::ConnectionTrait;

use super::forms;
use super::harness::desk;

#[test]
fn a_session_that_cannot_be_written_after_the_work_was_done_ends_in_a_page() {
    desk(async |desk| {
        desk.expect_error("failed to save session");
        desk.expect_error("the database refused a statement");
        desk.expect_error("response failed");
        let rik = desk.person(Role::Requester).await;
        let id = rik.draft(&forms::valid()).await;
        rik.order_page(id).await;
        let backdoor = desk.fresh.backdoor().await;
        let trigger =
            "CREATE TRIGGER unwritable BEFORE UPDATE ON sessions BEGIN SELECT RAISE(ABORT, 'unwritable'); END";
        backdoor.execute_unprepared(trigger).await.unwrap();
        let answer = rik.place(desk, id).await;
        backdoor.execute_unprepared("DROP TRIGGER unwritable").await.unwrap();
        backdoor.close().await.unwrap();
        assert_eq!(answer.status, 500);
        assert!(
            answer.says("Look at the order before you do anything again"),
            "{}",
            answer.body
        );
        // The order itself was placed, once.
        desk.expect_posts(1).await;
        assert_eq!(desk.state(id).await, State::Placed);
    });
}
