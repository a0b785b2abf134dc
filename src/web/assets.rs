//! Style, icons and islands, carried in the binary, served under names with their hash in them and cached for good.
//!
//! In the dev profile they are read from their folders at start; in release builds they are part of the program.

use std::borrow::Cow;
use std::collections::HashMap;
use std::io::Write;

use axum::extract::{Path, State};
use axum::http::header::{ACCEPT_ENCODING, CACHE_CONTROL, CONTENT_ENCODING, CONTENT_TYPE, VARY};
use axum::http::{HeaderMap, HeaderValue};
use axum::response::{IntoResponse, Response};
use rust_embed::RustEmbed;
use sha2::{Digest, Sha256};

use super::failure::Failure;
use super::state::AppState;

#[derive(RustEmbed)]
#[folder = "style/"]
struct Style;

#[derive(RustEmbed)]
#[folder = "public/"]
struct Public;

#[derive(RustEmbed)]
#[folder = ".islands/"]
#[include = "pkio-desk*"]
struct Islands;

/// The style sheets in the order of their cascade layers.
const STYLE_SHEETS: &[&str] = include!("style_sheets.in");

struct Asset {
    kind: &'static str,
    plain: Cow<'static, [u8]>,
    brotli: Option<Vec<u8>>,
}

/// All assets by the name they are served under.
pub struct Assets {
    by_name: HashMap<String, Asset>,
    style: String,
    favicon: String,
    islands: Option<String>,
}

impl Assets {
    /// Gathers, hashes and compresses them.
    #[must_use]
    pub fn gather() -> Self {
        let mut by_name = HashMap::new();
        let style: Vec<u8> = STYLE_SHEETS
            .iter()
            .filter_map(|name| Style::get(name))
            .flat_map(|sheet| sheet.data.into_owned())
            .collect();
        let style = add(
            &mut by_name,
            "desk",
            "css",
            "text/css; charset=utf-8",
            Cow::Owned(style),
            None,
        );
        let icon = Public::get("favicon.svg").map(|file| file.data).unwrap_or_default();
        let favicon = add(&mut by_name, "favicon", "svg", "image/svg+xml", icon, None);
        let islands = gather_islands(&mut by_name);
        Self {
            by_name,
            style,
            favicon,
            islands,
        }
    }

    /// The path of the style sheet.
    #[must_use]
    pub fn style(&self) -> String {
        format!("/assets/{}", self.style)
    }

    /// The path of the icon.
    #[must_use]
    pub fn favicon(&self) -> String {
        format!("/assets/{}", self.favicon)
    }

    /// Whether the browser's half was built into this program.
    #[must_use]
    pub fn has_islands(&self) -> bool {
        self.islands.is_some()
    }

    /// The name, without extension, under which the browser's half is served.
    #[must_use]
    pub fn islands_name(&self) -> Option<&str> {
        self.islands.as_deref()
    }

    /// Bytes and compressed bytes of every asset, for the benchmark.
    pub fn weights(&self) -> impl Iterator<Item = (&str, usize, Option<usize>)> {
        self.by_name
            .iter()
            .map(|(name, asset)| (name.as_str(), asset.plain.len(), asset.brotli.as_ref().map(Vec::len)))
    }
}

/// The script and the module share one hash, because the script asks for the module by name.
fn gather_islands(by_name: &mut HashMap<String, Asset>) -> Option<String> {
    let script = Islands::get("pkio-desk.js")?.data;
    let module = Islands::get("pkio-desk_bg.wasm")?.data;
    let name = format!("pkio-desk-{}", hash(&[&script, &module]));
    let compressed = |file: &str| Islands::get(file).map(|file| file.data.into_owned());
    let script = Asset {
        kind: "text/javascript; charset=utf-8",
        brotli: compressed("pkio-desk.js.br"),
        plain: script,
    };
    let module = Asset {
        kind: "application/wasm",
        brotli: compressed("pkio-desk_bg.wasm.br"),
        plain: module,
    };
    by_name.insert(format!("{name}.js"), script);
    by_name.insert(format!("{name}_bg.wasm"), module);
    Some(name)
}

fn add(
    by_name: &mut HashMap<String, Asset>,
    stem: &str,
    extension: &str,
    kind: &'static str,
    plain: Cow<'static, [u8]>,
    compressed: Option<Vec<u8>>,
) -> String {
    let name = format!("{stem}-{}.{extension}", hash(&[&plain]));
    let brotli = compressed.or_else(|| compress(&plain));
    by_name.insert(name.clone(), Asset { kind, plain, brotli });
    name
}

fn hash(parts: &[&[u8]]) -> String {
    let mut digest = Sha256::new();
    for part in parts {
        digest.update(part);
    }
    digest
        .finalize()
        .iter()
        .take(6)
        .map(|byte| format!("{byte:02x}"))
        .collect()
}

fn compress(plain: &[u8]) -> Option<Vec<u8>> {
    let mut compressed = Vec::new();
    {
        let mut writer = brotli::CompressorWriter::new(&mut compressed, 4096, 9, 22);
        writer.write_all(plain).ok()?;
        writer.flush().ok()?;
    }
    Some(compressed)
}

/// Serves an asset by its hashed name.
pub async fn serve(State(state): State<AppState>, Path(name): Path<String>, headers: HeaderMap) -> Response {
    let Some(asset) = state.assets().by_name.get(&name) else {
        return Failure::NotFound.into_response();
    };
    let takes_brotli = headers
        .get(ACCEPT_ENCODING)
        .and_then(|value| value.to_str().ok())
        .is_some_and(|kinds| kinds.split(',').any(|kind| kind.trim().split(';').next() == Some("br")));
    let mut answer = HeaderMap::new();
    answer.insert(CONTENT_TYPE, HeaderValue::from_static(asset.kind));
    answer.insert(
        CACHE_CONTROL,
        HeaderValue::from_static("public, max-age=31536000, immutable"),
    );
    answer.insert(VARY, HeaderValue::from_static("accept-encoding"));
    match &asset.brotli {
        Some(brotli) if takes_brotli => {
            answer.insert(CONTENT_ENCODING, HeaderValue::from_static("br"));
            (answer, brotli.clone()).into_response()
        }
        _ => (answer, asset.plain.to_vec()).into_response(),
    }
}

/// The icon under the name browsers guess.
pub async fn favicon(State(state): State<AppState>) -> Response {
    axum::response::Redirect::permanent(&state.assets().favicon()).into_response()
}

/// Keeps search engines out.
pub async fn robots() -> &'static str {
    "User-agent: *\nDisallow: /\n"
}
