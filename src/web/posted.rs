//! What a form submitted: its fields as text and its files as bytes, in the order of the page. Nothing is refused here
//! but too much of it, or what no browser sends.

use axum::body::{Body, Bytes, to_bytes};
use axum::extract::{FromRequest, Multipart, Request};
use axum::http::Uri;
use axum::http::header::CONTENT_TYPE;
use axum::http::request::Parts;

use super::failure::Failure;
use super::visit::Visit;

/// More than the largest form needs: a signing request, its names and a page of comments.
const MOST_BYTES: usize = 256 * 1024;

/// What a form submitted.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Submission {
    /// Names and values of its fields.
    pub(crate) fields: Vec<(String, String)>,
    /// The files that were chosen.
    pub(crate) files: Vec<Upload>,
}

/// A file chosen on a form.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Upload {
    /// The name of the field it was chosen for.
    pub(crate) field: String,
    /// What is in it.
    pub(crate) bytes: Bytes,
}

/// The head of a request and the fields of its body; files are passed over.
///
/// # Errors
/// See [`submission`].
pub(crate) async fn fields(request: Request) -> Result<(Parts, Vec<(String, String)>), Failure> {
    let (parts, submission) = submission(request).await?;
    Ok((parts, submission.fields))
}

/// The head of a request and what its body holds, urlencoded or in parts.
///
/// # Errors
/// [`Failure::TooLarge`]. A body that breaks off is answered the same way: nobody is there to read it.
/// [`Failure::Unreadable`] for parts that do not parse: to take the first few would lose the others.
pub(crate) async fn submission(request: Request) -> Result<(Parts, Submission), Failure> {
    let (parts, body) = request.into_parts();
    let bytes = to_bytes(body, MOST_BYTES).await.map_err(|_| Failure::TooLarge)?;
    let content_type = parts.headers.get(CONTENT_TYPE);
    let is_in_parts = content_type.is_some_and(|kind| kind.as_bytes().starts_with(b"multipart/form-data"));
    if is_in_parts {
        let submission = in_parts(&parts, bytes).await?;
        return Ok((parts, submission));
    }
    let fields = form_urlencoded::parse(&bytes)
        .map(|(name, value)| (name.into_owned(), value.into_owned()))
        .collect();
    let submission = Submission {
        fields,
        files: Vec::new(),
    };
    Ok((parts, submission))
}

/// The parts of a body (RFC 7578). A browser sends a part without a file name or bytes where no file was chosen.
async fn in_parts(head: &Parts, bytes: Bytes) -> Result<Submission, Failure> {
    let request = Request::from_parts(head.clone(), Body::from(bytes));
    let mut parts = Multipart::from_request(request, &())
        .await
        .map_err(|_| Failure::Unreadable)?;
    let mut submission = Submission::default();
    while let Some(part) = parts.next_field().await.map_err(|_| Failure::Unreadable)? {
        let Some(field) = part.name().map(str::to_owned) else {
            continue;
        };
        let is_file = part.file_name().is_some();
        let bytes = part.bytes().await.map_err(|_| Failure::Unreadable)?;
        if !is_file {
            let value = String::from_utf8_lossy(&bytes).into_owned();
            submission.fields.push((field, value));
        } else if !bytes.is_empty() {
            submission.files.push(Upload { field, bytes });
        }
    }
    Ok(submission)
}

/// The first value submitted under that name; empty where there is none.
pub(crate) fn value(fields: &[(String, String)], name: &str) -> String {
    fields
        .iter()
        .find(|(known, _)| known == name)
        .map(|(_, value)| value.clone())
        .unwrap_or_default()
}

/// The version of what is changed, which a form carries along; nothing where it carries none.
pub(crate) fn version(fields: &[(String, String)]) -> Option<i64> {
    value(fields, "version").parse().ok()
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

    fn in_parts(body: &str, content_type: &str) -> Request {
        Request::builder()
            .header(CONTENT_TYPE, content_type)
            .body(Body::from(body.to_owned()))
            .unwrap()
    }

    #[tokio::test]
    async fn parts_are_fields_and_files() {
        let body = "--x\r\nContent-Disposition: form-data; name=\"csr\"\r\n\r\none\r\ntwo é\r\n\
                    --x\r\nContent-Disposition: form-data; name=\"a\"; filename=\"b.csr\"\r\n\
                    Content-Type: application/octet-stream\r\n\r\n0\0\r\n\r\n\
                    --x\r\nContent-Disposition: form-data; name=\"none\"; filename=\"\"\r\n\r\n\r\n--x--\r\n";
        let (_, submission) = submission(in_parts(body, "multipart/form-data; boundary=x"))
            .await
            .unwrap();
        assert_eq!(submission.fields, [("csr".to_owned(), "one\r\ntwo é".to_owned())]);
        let file = Upload {
            field: "a".to_owned(),
            bytes: Bytes::from_static(b"0\0\r\n"),
        };
        assert_eq!(submission.files, [file]);
    }

    #[tokio::test]
    async fn parts_that_do_not_parse_are_refused_whole() {
        let whole = "--x\r\nContent-Disposition: form-data; name=\"csr\"\r\n\r\none\r\n";
        for (body, content_type) in [
            (whole, "multipart/form-data; boundary=x"),
            (whole, "multipart/form-data; boundary=y"),
            (whole, "multipart/form-data"),
            ("", "multipart/form-data; boundary=x"),
            ("nothing", "multipart/form-data; boundary="),
        ] {
            let answer = submission(in_parts(body, content_type)).await;
            assert_eq!(answer.unwrap_err(), Failure::Unreadable, "{content_type}: {body}");
        }
    }

    #[tokio::test]
    async fn too_much_is_refused() {
        let request = Request::new(Body::from("x".repeat(MOST_BYTES + 1)));
        assert_eq!(fields(request).await.unwrap_err(), Failure::TooLarge);
    }
}
