//! Two desks on one database, and two people who place the same order at the same moment: one request leaves.

use super::gate::{Fate, Gate, Stop};
use super::ground::Ground;
use super::program::{Desk, Folder, PASSWORD};
use super::sandbox::SandboxProgram;
use super::visitor::{Page, Visitor, good_form};

const SENT_ALREADY: &str = "This order had been sent already. Nothing was sent again.";
const BEING_SENT: &str = "The order is being sent";

/// What two people do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Race {
    /// Each clicks once.
    Clicks,
    /// The same, and DigiCert takes its time, so that the later one comes while the order is being sent.
    WhileSending,
    /// Each has the page open in two tabs, and clicks in both.
    Tabs,
    /// Each clicks, and sends the form once more by loading the answer anew.
    Reloads,
}

impl Race {
    const ALL: [Self; 4] = [Self::Clicks, Self::WhileSending, Self::Tabs, Self::Reloads];
}

/// Two desks, and somebody signed in at each.
struct Scene {
    ground: Ground,
    sandbox: SandboxProgram,
    gate: Gate,
    ada: Visitor,
    bram: Visitor,
    _desks: [Desk; 2],
}

impl Scene {
    async fn begin() -> Self {
        let ground = Ground::postgres().await;
        ground.folder.add_person("bram", "administrator");
        let beside = Folder::on_database(ground.url());
        let sandbox = SandboxProgram::start();
        let gate = Gate::before(sandbox.address()).await;
        let desks = [&ground.folder, &beside].map(|folder| Desk::start(folder.serve_with(&gate.base_url())));
        Self {
            ada: desks[0].visitor().await,
            bram: Visitor::signed_in(&desks[1].url, "bram", PASSWORD).await,
            ground,
            sandbox,
            gate,
            _desks: desks,
        }
    }

    /// One order; gives how often somebody pressed the button.
    async fn run(&self, race: Race) -> usize {
        let order = self.ada.draft(&good_form()).await;
        let page = format!("/orders/{order}");
        self.sandbox.forget_calls().await;
        let both = [&self.ada, &self.bram];
        let answers = match race {
            Race::Clicks | Race::Reloads => clicks(both, order).await,
            Race::WhileSending => self.clicks_while_sending(order).await,
            Race::Tabs => clicks([both[0], both[1], both[0], both[1]], order).await,
        };
        let mut clicked = answers.len() + usize::from(race == Race::WhileSending);
        for answer in answers {
            assert_eq!(
                (answer.status, answer.location.as_str()),
                (302, page.as_str()),
                "{race:?} {answer:?}"
            );
        }
        let mut told = 0;
        for visitor in both {
            let page = visitor.order(order).await;
            assert!(!page.contains(BEING_SENT), "{race:?} {page}");
            told += usize::from(page.contains(SENT_ALREADY));
        }
        match race {
            Race::Tabs => assert!(told > 0, "{race:?}"),
            _ => assert_eq!(told, 1, "{race:?}"),
        }
        if race == Race::Reloads {
            for answer in clicks(both, order).await {
                assert_eq!(answer.location, page);
                clicked += 1;
            }
        }
        self.was_sent_once(order, race).await;
        clicked
    }

    /// The order is held on its way until the later click has its answer.
    async fn clicks_while_sending(&self, order: u64) -> Vec<Page> {
        self.gate.hold(Stop::Request);
        let [mut ada, mut bram] = [&self.ada, &self.bram].map(|visitor| {
            let visitor = visitor.clone();
            tokio::spawn(async move { visitor.place(order).await.unwrap() })
        });
        self.gate.holds_one().await;
        let (later, visitor, first) = tokio::select! {
            later = &mut ada => (later.unwrap(), &self.ada, bram),
            later = &mut bram => (later.unwrap(), &self.bram, ada),
        };
        // It leads to a page which says that the order is on its way.
        assert_eq!(later.location, format!("/orders/{order}"));
        let page = visitor.get(&later.location).await.text;
        assert!(page.contains(BEING_SENT) && page.contains(SENT_ALREADY), "{page}");
        // The page has told it; the next one shall be told as well.
        visitor.place(order).await.unwrap();
        self.gate.let_go(Fate::On);
        vec![later, first.await.unwrap()]
    }

    async fn was_sent_once(&self, order: u64, race: Race) {
        assert_eq!(self.sandbox.attempts().await, 1, "{race:?}");
        let row = self.ground.row(order).await;
        let there = self.sandbox.by_reference().await;
        assert_eq!(row.state, "placed", "{race:?}");
        assert_eq!(row.remote_id, there.get(&row.reference.unwrap()).copied(), "{race:?}");
    }
}

/// Everybody presses the button at once.
async fn clicks<const N: usize>(visitors: [&Visitor; N], order: u64) -> Vec<Page> {
    let clicks = visitors.map(|visitor| {
        let visitor = visitor.clone();
        tokio::spawn(async move { visitor.place(order).await.unwrap() })
    });
    let mut answers = Vec::new();
    for click in clicks {
        answers.push(click.await.unwrap());
    }
    answers
}

/// So many orders, a new scene after each `SCENE`.
async fn race(races: usize) {
    const SCENE: usize = 100;
    let (mut clicked, mut orders) = (0, 0);
    while orders < races {
        let scene = Scene::begin().await;
        for number in 0..SCENE.min(races - orders) {
            clicked += scene.run(Race::ALL[number % Race::ALL.len()]).await;
            orders += 1;
        }
        let rows = scene.ground.rows().await;
        let placed = rows.values().filter(|row| row.state == "placed").count();
        assert_eq!(scene.sandbox.orders().await.len(), placed);
        let Scene { ground, _desks, .. } = scene;
        drop(_desks);
        ground.remove().await;
    }
    crate::tally::line(&format!(
        "{orders} races of two desks on one PostgreSQL: {clicked} clicks, one request for each order"
    ));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
#[ignore = "needs PostgreSQL; make test starts one"]
async fn two_desks_send_an_order_once() {
    race(100).await;
}

mod long {
    #[tokio::test(flavor = "multi_thread", worker_threads = 4)]
    #[ignore = "takes minutes; make test-long runs it"]
    async fn two_desks_send_each_of_many_orders_once() {
        super::race(500).await;
    }
}
