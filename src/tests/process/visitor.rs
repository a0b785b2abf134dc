//! A browser without a screen: keeps one cookie, follows nothing.

use pkio_desk::domain::order::OrderForm;
use reqwest::header::{CONTENT_TYPE, COOKIE, LOCATION, SET_COOKIE};
use reqwest::{Client, Method, Response};

/// What came back.
#[derive(Debug)]
pub(super) struct Page {
    pub(super) status: u16,
    /// Where the answer leads, if anywhere.
    pub(super) location: String,
    pub(super) text: String,
}

/// Somebody with a browser. Cheap to clone: both are the same session.
#[derive(Clone)]
pub(super) struct Visitor {
    client: Client,
    url: String,
    cookie: String,
}

/// A client that neither repeats nor follows.
pub(super) fn client() -> Client {
    static PROVIDER: std::sync::Once = std::sync::Once::new();
    PROVIDER.call_once(|| drop(rustls::crypto::ring::default_provider().install_default()));
    let builder = Client::builder().no_proxy().retry(reqwest::retry::never());
    builder.redirect(reqwest::redirect::Policy::none()).build().unwrap()
}

impl Visitor {
    pub(super) async fn signed_in(url: &str, username: &str, password: &str) -> Self {
        let mut visitor = Self {
            client: client(),
            url: url.to_owned(),
            cookie: String::new(),
        };
        let fields = [("username", username), ("password", password)];
        let answer = visitor
            .send(Method::POST, "/login", Some(encoded(fields)))
            .await
            .unwrap();
        assert_eq!(answer.status(), 303);
        let cookie = answer.headers()[SET_COOKIE].to_str().unwrap();
        visitor.cookie = cookie.split(';').next().unwrap().to_owned();
        visitor
    }

    /// The same browser at the same desk, which was started again and listens elsewhere.
    pub(super) fn at(&self, url: &str) -> Self {
        Self {
            url: url.to_owned(),
            ..self.clone()
        }
    }

    async fn send(&self, method: Method, path: &str, body: Option<String>) -> reqwest::Result<Response> {
        let request = self.client.request(method, format!("{}{path}", self.url));
        let request = request.header(COOKIE, &self.cookie).header("accept", "text/html");
        let request = request.header("sec-fetch-site", "same-origin");
        match body {
            Some(body) => {
                let request = request.header(CONTENT_TYPE, "application/x-www-form-urlencoded");
                request.body(body).send().await
            }
            None => request.send().await,
        }
    }

    pub(super) async fn get(&self, path: &str) -> Page {
        page(self.send(Method::GET, path, None).await.unwrap()).await
    }

    pub(super) async fn post(&self, path: &str, fields: &[(&str, &str)]) -> Page {
        self.try_post(path, fields).await.unwrap()
    }

    /// As [`Visitor::post`], to a desk that may go away meanwhile.
    pub(super) async fn try_post(&self, path: &str, fields: &[(&str, &str)]) -> reqwest::Result<Page> {
        let body = encoded(fields.iter().copied());
        Ok(page(self.send(Method::POST, path, Some(body)).await?).await)
    }

    /// Saves a form as a new draft; gives the number of the order.
    pub(super) async fn draft(&self, form: &OrderForm) -> u64 {
        let fields = form.to_fields();
        let fields = fields.iter().map(|(name, value)| (name.as_str(), value.as_str()));
        let body = encoded(fields.chain([("action", "check")]));
        let answer = page(self.send(Method::POST, "/orders/new", Some(body)).await.unwrap()).await;
        let id = answer
            .location
            .strip_prefix("/orders/")
            .and_then(|rest| rest.strip_suffix("/check"));
        id.unwrap_or_else(|| panic!("{answer:?}")).parse().unwrap()
    }

    /// Presses the button of the check page; the desk may go away meanwhile.
    pub(super) async fn place(&self, order: u64) -> reqwest::Result<Page> {
        let order = order.to_string();
        self.try_post("/actions/place-order", &[("order", &order), ("version", "1")])
            .await
    }

    /// Presses the button of an order in doubt.
    pub(super) async fn look_again(&self, order: u64) -> Page {
        self.post("/actions/look-again", &[("order", &order.to_string())]).await
    }

    /// The page of an order.
    pub(super) async fn order(&self, order: u64) -> String {
        let page = self.get(&format!("/orders/{order}")).await;
        assert_eq!(page.status, 200, "{page:?}");
        page.text
    }

    /// Whether the history shows the order in that view.
    pub(super) async fn history_shows(&self, view: &str, order: u64) -> bool {
        let page = self.get(&format!("/orders?show={view}")).await;
        assert_eq!(page.status, 200, "{page:?}");
        page.text.contains(&format!("href=\"/orders/{order}\""))
    }
}

fn encoded<'a>(fields: impl IntoIterator<Item = (&'a str, &'a str)>) -> String {
    form_urlencoded::Serializer::new(String::new())
        .extend_pairs(fields)
        .finish()
}

async fn page(response: Response) -> Page {
    let location = response
        .headers()
        .get(LOCATION)
        .map(|value| value.to_str().unwrap().to_owned());
    Page {
        status: response.status().as_u16(),
        location: location.unwrap_or_default(),
        text: response.text().await.unwrap(),
    }
}

/// An order that passes every check.
pub(super) fn good_form() -> OrderForm {
    OrderForm {
        signature_hash: "sha256".into(),
        csr: include_str!("../../domain/testdata/rsa-2048.csr").into(),
        domain_choice: "own".into(),
        common_name: "digipoort.voorbeeld.example".into(),
        organization: "2042710".into(),
        oin_choice: "exclude".into(),
        validity: "default".into(),
        payment_method: "balance".into(),
        csa_agreed: "yes".into(),
        ..OrderForm::default()
    }
}
