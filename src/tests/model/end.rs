//! How every schedule ends: the faults are over, the desks start anew, time passes, and people decide what is left. Then
//! the desk must know of everything that DigiCert took.

use std::time::{Duration, Instant};

use pkio_desk::domain::order::{Order, State};

use super::oracle::Wrong;
use super::people::operator;
use super::run::Play;

/// More rounds than any search takes: a quarter of an hour, three looks, and another three after each wrong candidate.
const ROUNDS: usize = 12;

/// So long DigiCert may take, by the machine's clock, to come to an end with what it was sent.
const PATIENCE: Duration = Duration::from_secs(5);

pub(super) async fn end(play: &mut Play<'_>) -> Result<(), Wrong> {
    let begun = Instant::now();
    loop {
        let outcome = Box::pin(settle(play)).await;
        play.oracle
            .look(play.ground)
            .await
            .map_err(|wrong| format!("at the end: {wrong}"))?;
        // A request whose sender was cut off may arrive at any moment, but not after that long.
        match outcome.and_then(|()| play.oracle.is_complete()) {
            Ok(()) => return play.oracle.count_posts(play.ground),
            Err(wrong) if begun.elapsed() > PATIENCE => return Err(format!("at the end: {wrong}")),
            Err(_) => {}
        }
    }
}

async fn settle(play: &mut Play<'_>) -> Result<(), Wrong> {
    play.ground.calm().await;
    play.settle().await;
    play.oracle.look(play.ground).await?;
    if play.oracle.is_complete().is_ok() {
        return Ok(());
    }
    for desk in 0..play.desks.len() {
        play.restart(desk).await;
    }
    for round in 0..ROUNDS {
        play.pass(61 * 60);
        play.keep_house(round).await;
        play.orders(round).reconcile().await.unwrap();
        for order in play.unknown().await {
            decide(play, &order).await?;
        }
        play.oracle.look(play.ground).await?;
        if play.oracle.is_complete().is_ok() {
            return Ok(());
        }
    }
    Err("people could not decide about every order in doubt".to_owned())
}

/// What a person does about an order that may exist.
async fn decide(play: &mut Play<'_>, order: &Order) -> Result<(), Wrong> {
    let person = operator(0);
    play.choose(&person, order).await?;
    if order.state == State::InDoubt && play.oracle.truth(order.id.0).is_none() {
        play.give_up(&person, order.id).await;
    }
    Ok(())
}
