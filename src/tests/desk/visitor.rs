//! A browser as far as these tests need one: it keeps its cookie, says where its forms come from, follows nothing.

use std::net::SocketAddr;
use std::sync::Mutex;

use pkio_desk::domain::ids::OrderId;
use pkio_desk::domain::order::OrderForm;
use reqwest::header::{COOKIE, HeaderMap, SET_COOKIE};
use reqwest::{Client, Method};
use scraper::{ElementRef, Html, Selector};

use super::harness::Desk;

/// One person's browser.
pub(super) struct Visitor {
    client: Client,
    base: String,
    cookie: Mutex<Option<String>>,
}

/// What the desk answered.
#[derive(Debug)]
pub(super) struct Page {
    pub(super) status: u16,
    pub(super) headers: HeaderMap,
    /// The body as text; what is none is replaced.
    pub(super) body: String,
    pub(super) bytes: Vec<u8>,
}

/// Name and value of form fields.
pub(super) type Fields = Vec<(String, String)>;

impl Visitor {
    pub(super) fn new(client: Client, address: SocketAddr) -> Self {
        Self {
            client,
            base: format!("http://{address}"),
            cookie: Mutex::default(),
        }
    }

    /// Another tab of the same browser.
    pub(super) fn tab(&self) -> Self {
        Self {
            client: self.client.clone(),
            base: self.base.clone(),
            cookie: Mutex::new(self.cookie()),
        }
    }

    /// The cookie as the browser sends it: `name=value`.
    pub(super) fn cookie(&self) -> Option<String> {
        self.cookie.lock().unwrap().clone()
    }

    /// The same browser with that cookie, for sessions that were ended or planted.
    pub(super) fn with_cookie(self, cookie: Option<String>) -> Self {
        *self.cookie.lock().unwrap() = cookie;
        self
    }

    /// Any request, with these headers besides the cookie.
    pub(super) async fn send(
        &self,
        method: Method,
        path: &str,
        headers: &[(&str, &str)],
        body: impl Into<reqwest::Body>,
    ) -> Page {
        let mut request = self.client.request(method, format!("{}{path}", self.base)).body(body);
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        if let Some(cookie) = self.cookie() {
            request = request.header(COOKIE, cookie);
        }
        let answer = request.send().await.unwrap();
        for set in answer.headers().get_all(SET_COOKIE) {
            let pair = set.to_str().unwrap().split(';').next().unwrap_or_default();
            let is_removed = pair.ends_with('=') || set.to_str().unwrap().contains("Max-Age=0");
            *self.cookie.lock().unwrap() = (!is_removed).then(|| pair.to_owned());
        }
        let (status, headers) = (answer.status().as_u16(), answer.headers().clone());
        let bytes = answer.bytes().await.unwrap();
        Page {
            status,
            headers,
            body: String::from_utf8_lossy(&bytes).into_owned(),
            bytes: bytes.to_vec(),
        }
    }

    /// A file that a form of the desk leads to: status, headers and bytes.
    pub(super) async fn download(&self, path: &str) -> (u16, HeaderMap, Vec<u8>) {
        let request = self.client.request(Method::POST, format!("{}{path}", self.base));
        let request = request
            .header("origin", &self.base)
            .header("sec-fetch-site", "same-origin")
            .header(COOKIE, self.cookie().unwrap_or_default());
        let answer = request.send().await.unwrap();
        let (status, headers) = (answer.status().as_u16(), answer.headers().clone());
        (status, headers, answer.bytes().await.unwrap().to_vec())
    }

    pub(super) async fn get(&self, path: &str) -> Page {
        self.send(Method::GET, path, &[("accept", "text/html")], String::new())
            .await
    }

    /// The page at that address, which must be there.
    pub(super) async fn page(&self, path: &str) -> Page {
        let page = self.get(path).await;
        assert_eq!(page.status, 200, "{path}: {}", page.text("main").join(" "));
        page
    }

    /// A form submitted from a page of the desk.
    pub(super) async fn post<K: AsRef<str>, V: AsRef<str>>(&self, path: &str, fields: &[(K, V)]) -> Page {
        let headers = [
            ("accept", "text/html"),
            ("content-type", "application/x-www-form-urlencoded"),
            ("origin", self.base.as_str()),
            ("sec-fetch-site", "same-origin"),
        ];
        self.send(Method::POST, path, &headers, encoded(fields)).await
    }

    /// A form with files submitted from a page of the desk: field, file name, bytes.
    pub(super) async fn post_with_files(
        &self,
        path: &str,
        fields: &[(String, String)],
        files: &[(&str, &str, &[u8])],
    ) -> Page {
        let boundary = "----a browser makes one up";
        let mut body = Vec::new();
        let mut part = |head: String, content: &[u8]| {
            body.extend(format!("--{boundary}\r\nContent-Disposition: form-data; {head}\r\n\r\n").into_bytes());
            body.extend(content);
            body.extend(b"\r\n");
        };
        for (name, value) in fields {
            part(format!("name=\"{name}\""), value.as_bytes());
        }
        for (name, file_name, bytes) in files {
            let head = format!("name=\"{name}\"; filename=\"{file_name}\"\r\nContent-Type: application/octet-stream");
            part(head, bytes);
        }
        body.extend(format!("--{boundary}--\r\n").into_bytes());
        let content_type = format!("multipart/form-data; boundary=\"{boundary}\"");
        let headers = [
            ("accept", "text/html"),
            ("content-type", content_type.as_str()),
            ("origin", self.base.as_str()),
            ("sec-fetch-site", "same-origin"),
        ];
        self.send(Method::POST, path, &headers, body).await
    }

    /// Saves one section of a draft, as it stands in that form, over that version.
    pub(super) async fn save_section(
        &self,
        id: OrderId,
        section: &str,
        form: &OrderForm,
        more: &[(&str, &str)],
    ) -> Page {
        let fields = with(form, more);
        self.post(&format!("/orders/{id}/edit/{section}"), &fields).await
    }

    pub(super) async fn sign_in(&self, username: &str, password: &str) -> Page {
        self.post("/login", &[("username", username), ("password", password)])
            .await
    }

    /// Starts a draft and gives its id.
    pub(super) async fn draft(&self, form: &OrderForm) -> OrderId {
        let answer = self.post("/orders/new", &with(form, &[("action", "save")])).await;
        assert_eq!(answer.status, 303, "{}", answer.body);
        let id = answer
            .location()
            .trim_start_matches("/orders/")
            .trim_end_matches("/edit");
        id.parse().unwrap()
    }

    /// Saves a draft over that version.
    pub(super) async fn save(&self, id: OrderId, version: i64, form: &OrderForm, action: &str) -> Page {
        let fields = with(form, &[("version", &version.to_string()), ("action", action)]);
        self.post(&format!("/orders/{id}/edit"), &fields).await
    }

    /// The button of the check page as it stands now.
    pub(super) async fn place(&self, desk: &Desk, id: OrderId) -> Page {
        let version = desk.order(id).await.version;
        self.place_version(id, version).await
    }

    /// The button of the check page with all that stands beside it, as a browser presses it.
    pub(super) async fn press_place(&self, id: OrderId) -> Page {
        let page = self.page(&format!("/orders/{id}/check")).await;
        self.post("/actions/place-order", &page.fields("/actions/place-order"))
            .await
    }

    /// The button of a check page that was opened earlier.
    pub(super) async fn place_version(&self, id: OrderId, version: i64) -> Page {
        let fields = [("order", id.to_string()), ("version", version.to_string())];
        self.post("/actions/place-order", &fields).await
    }

    pub(super) async fn look_again(&self, id: OrderId) -> Page {
        self.post("/actions/look-again", &[("order", id.to_string())]).await
    }

    pub(super) async fn refresh(&self, id: OrderId) -> Page {
        self.post("/actions/refresh-order", &[("order", id.to_string())]).await
    }

    pub(super) async fn order_page(&self, id: OrderId) -> Page {
        self.page(&format!("/orders/{id}")).await
    }
}

impl Page {
    /// The header of that name, or nothing.
    pub(super) fn header(&self, name: &str) -> &str {
        self.headers.get(name).map_or("", |value| value.to_str().unwrap())
    }

    /// Where a redirect leads.
    pub(super) fn location(&self) -> &str {
        self.header("location")
    }

    pub(super) fn html(&self) -> Html {
        Html::parse_document(&self.body)
    }

    /// The text of every element that fits, with white space reduced.
    pub(super) fn text(&self, selector: &str) -> Vec<String> {
        self.select(selector, |element| {
            let text: String = element.text().collect();
            text.split_whitespace().collect::<Vec<_>>().join(" ")
        })
    }

    /// An attribute of every element that fits.
    pub(super) fn attribute(&self, selector: &str, name: &str) -> Vec<String> {
        self.select(selector, |element| element.attr(name).unwrap_or_default().to_owned())
    }

    pub(super) fn title(&self) -> String {
        self.text("title").concat()
    }

    /// What a page with a notice says first.
    pub(super) fn notices(&self) -> Vec<String> {
        self.text("main .notice")
    }

    /// Whether the text stands in the main part of the page.
    pub(super) fn says(&self, words: &str) -> bool {
        self.text("main").concat().contains(words)
    }

    /// The fields a browser would submit from the form that goes to that address, buttons left out.
    pub(super) fn fields(&self, action: &str) -> Fields {
        let html = self.html();
        let form = selector(&format!("form[action='{action}']"));
        let form = html.select(&form).next().expect("the form");
        let controls = selector("input, textarea, select");
        form.select(&controls).filter_map(field).collect()
    }

    /// The value of one field of that form.
    pub(super) fn value(&self, action: &str, name: &str) -> Option<String> {
        let fields = self.fields(action).into_iter();
        fields.rev().find(|(known, _)| known == name).map(|(_, value)| value)
    }

    fn select<T>(&self, wanted: &str, read: impl Fn(ElementRef<'_>) -> T) -> Vec<T> {
        self.html().select(&selector(wanted)).map(read).collect()
    }
}

fn field(control: ElementRef<'_>) -> Option<(String, String)> {
    let name = control.attr("name")?.to_owned();
    let kind = control.attr("type").unwrap_or_default();
    if matches!(kind, "radio" | "checkbox") && control.attr("checked").is_none() {
        return None;
    }
    let value = match control.value().name() {
        // The HTML parser drops the first line break, as a browser does.
        "textarea" => control.text().collect(),
        "select" => {
            let options = selector("option");
            let chosen = control
                .select(&options)
                .find(|option| option.attr("selected").is_some());
            let chosen = chosen.or_else(|| control.select(&options).next());
            chosen
                .and_then(|option| option.attr("value"))
                .unwrap_or_default()
                .to_owned()
        }
        _ => control.attr("value").unwrap_or_default().to_owned(),
    };
    Some((name, value))
}

pub(super) fn selector(text: &str) -> Selector {
    Selector::parse(text).unwrap()
}

/// Fields as a browser submits them.
pub(super) fn encoded<K: AsRef<str>, V: AsRef<str>>(fields: &[(K, V)]) -> String {
    let mut encoder = form_urlencoded::Serializer::new(String::new());
    encoder.extend_pairs(fields.iter().map(|(name, value)| (name.as_ref(), value.as_ref())));
    encoder.finish()
}

/// The fields of a form and more.
pub(super) fn with(form: &OrderForm, more: &[(&str, &str)]) -> Fields {
    let more = more
        .iter()
        .map(|(name, value)| ((*name).to_owned(), (*value).to_owned()));
    form.to_fields().into_iter().chain(more).collect()
}
