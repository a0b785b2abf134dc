//! How every schedule ends: the faults are over, the desks start anew, time passes, and people decide what is left. Then
//! the desk must know of everything that DigiCert took.

use std::time::{Duration, Instant};

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
        let outcome = settle(play).await;
        play.oracle.look(play.ground).await.map_err(|wrong| format!("at the end: {wrong}"))?;
        // A request whose sender was cut off may arrive at any moment, but not after that long.
        match outcome.and_then(|()| play.oracle.is_complete()) {
            Ok(()) => return Ok(()),
            Err(wrong) if begun.elapsed() > PATIENCE => return Err(format!("at the end: {wrong}")),
            Err(_) => {}
        }
    }
}

async fn settle(play: &mut Play<'_>) -> Result<(), Wrong> {
    play.ground.calm().await;
    play.ground.let_go().await;
    play.settle().await;
    for desk in 0..play.desks.len() {
        play.restart(desk).await;
    }
    for round in 0..ROUNDS {
        play.pass(20 * 60).await;
        play.keep_house(round).await;
        play.reconcile(round).await;
        let in_doubt = play.in_doubt().await;
        if in_doubt.is_empty() {
            return Ok(());
        }
        for order in in_doubt {
            play.choose(&operator(0), &order).await;
            play.oracle.look(play.ground).await?;
            if play.oracle.truth(order.id.0).is_none() {
                play.give_up(&operator(0), order.id).await;
            }
        }
    }
    Err("people could not decide about every order in doubt".to_owned())
}
