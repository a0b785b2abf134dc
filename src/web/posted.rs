//! What a form submitted: its fields as text, in the order of the page. Nothing is refused here but too much of it.

use axum::body::to_bytes;
use axum::extract::Request;
use axum::http::Uri;
use axum::http::request::Parts;

use super::failure::Failure;
use super::visit::Visit;

/// More than the largest form needs: a signing request, its names and a page of comments.
const MOST_BYTES: usize = 256 * 1024;

/// The head of a request and the fields of its urlencoded body.
///
/// # Errors
/// [`Failure::TooLarge`]. A body that breaks off is answered the same way: nobody is there to read it.
pub(crate) async fn fields(request: Request) -> Result<(Parts, Vec<(String, String)>), Failure> {
    let (parts, body) = request.into_parts();
    let bytes = to_bytes(body, MOST_BYTES).await.map_err(|_| Failure::TooLarge)?;
    let fields = form_urlencoded::parse(&bytes)
        .map(|(name, value)| (name.into_owned(), value.into_owned()))
        .collect();
    Ok((parts, fields))
}

/// The first value submitted under that name; empty where there is none.
pub(crate) fn value(fields: &[(String, String)], name: &str) -> String {
    fields
        .iter()
        .find(|(known, _)| known == name)
        .map(|(_, value)| value.clone())
        .unwrap_or_default()
}

/// The head of a request as if another path had been asked for: the page on which a second form stands.
///
/// # Errors
/// It is no path.
pub(crate) fn at(mut parts: Parts, path: &str) -> Result<Parts, Failure> {
    parts.uri = path.parse::<Uri>().map_err(|_| Failure::Unforeseen)?;
    if let Some(visit) = parts.extensions.get_mut::<Visit>() {
        path.clone_into(&mut visit.path);
    }
    Ok(parts)
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a failed assumption should fail the test")]
mod tests {
    use axum::body::Body;

    use super::*;

    #[tokio::test]
    async fn fields_keep_their_order_and_repeat() {
        let request = Request::new(Body::from("names=a&names=b&comment=caf%C3%A9+%26+more&empty="));
        let (_, fields) = fields(request).await.unwrap();
        let expected = [
            ("names", "a"),
            ("names", "b"),
            ("comment", "café & more"),
            ("empty", ""),
        ];
        assert_eq!(
            fields,
            expected.map(|(name, value)| (name.to_owned(), value.to_owned()))
        );
        assert_eq!(value(&fields, "names"), "a");
        assert_eq!(value(&fields, "absent"), "");
    }

    #[tokio::test]
    async fn too_much_is_refused() {
        let request = Request::new(Body::from("x".repeat(MOST_BYTES + 1)));
        assert_eq!(fields(request).await.unwrap_err(), Failure::TooLarge);
    }
}
