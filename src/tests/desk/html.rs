//! What is wrong with the HTML of a page: what browsers mend silently and screen readers stumble over.

use std::collections::BTreeSet;

use scraper::{ElementRef, Html};

use super::visitor::selector;

const VOID: [&str; 13] = [
    "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr",
];
const RAW: [&str; 4] = ["script", "style", "textarea", "title"];
/// What ends a paragraph that is open (HTML: the p element).
const BLOCKS: [&str; 22] = [
    "address",
    "article",
    "aside",
    "blockquote",
    "details",
    "div",
    "dl",
    "fieldset",
    "figure",
    "footer",
    "form",
    "h1",
    "h2",
    "h3",
    "header",
    "hr",
    "main",
    "nav",
    "p",
    "pre",
    "section",
    "ul",
];

/// Everything that is wrong, as sentences.
pub(super) fn faults(text: &str) -> Vec<String> {
    let mut faults = nesting(text);
    let html = Html::parse_document(text);
    faults.extend(ids(&html));
    faults.extend(references(&html));
    faults.extend(names(&html));
    faults.extend(structure(&html));
    faults
}

/// Tags that are not closed, closed in the wrong order, or stand where a browser moves them away.
fn nesting(text: &str) -> Vec<String> {
    let mut faults = Vec::new();
    let mut open: Vec<String> = Vec::new();
    let mut rest = text;
    while let Some(start) = rest.find('<') {
        rest = rest.get(start + 1..).unwrap_or_default();
        if let Some(after) = rest.strip_prefix("!--") {
            rest = after.split_once("-->").map_or("", |(_, after)| after);
            continue;
        }
        let Some(end) = tag_end(rest) else {
            faults.push("a tag without an end".to_owned());
            break;
        };
        let (tag, after) = (
            rest.get(..end).unwrap_or_default(),
            rest.get(end + 1..).unwrap_or_default(),
        );
        rest = after;
        if tag.starts_with('!') {
            continue;
        }
        if let Some(name) = tag.strip_prefix('/') {
            match open.pop() {
                Some(last) if last == name.trim() => {}
                other => faults.push(format!("</{name}> closes {other:?}")),
            }
            continue;
        }
        let name = tag
            .split([' ', '\n', '/'])
            .next()
            .unwrap_or_default()
            .to_ascii_lowercase();
        faults.extend(misplaced(&name, &open));
        if VOID.contains(&name.as_str()) || tag.ends_with('/') {
            continue;
        }
        if RAW.contains(&name.as_str()) {
            match rest.find(&format!("</{name}>")) {
                Some(close) => rest = rest.get(close + name.len() + 3..).unwrap_or_default(),
                None => faults.push(format!("<{name}> is not closed")),
            }
            continue;
        }
        open.push(name);
    }
    faults.extend(open.iter().map(|name| format!("<{name}> is not closed")));
    faults
}

fn misplaced(name: &str, open: &[String]) -> Option<String> {
    let parent = open.last().map_or("", String::as_str);
    let is_open = |wanted: &str| open.iter().any(|known| known == wanted);
    let wrong = match name {
        "tr" => !matches!(parent, "tbody" | "thead" | "tfoot"),
        "td" | "th" => parent != "tr",
        "tbody" | "thead" | "caption" => parent != "table",
        "li" => !matches!(parent, "ul" | "ol"),
        "dt" | "dd" => !matches!(parent, "dl" | "div"),
        "option" => !matches!(parent, "select" | "datalist" | "optgroup"),
        "a" | "button" => is_open("a") || is_open("button"),
        "form" => is_open("form"),
        "label" => is_open("label"),
        _ => false,
    };
    let wrong = wrong
        || (BLOCKS.contains(&name) && is_open("p"))
        || (BLOCKS.contains(&name) && matches!(parent, "span" | "button" | "h1" | "h2" | "ul" | "table" | "tr"));
    wrong.then(|| format!("<{name}> in {}", open.join(" > ")))
}

/// Where a tag ends; a `>` in quotes does not end it.
fn tag_end(text: &str) -> Option<usize> {
    let mut quote = None;
    text.char_indices().find_map(|(place, character)| {
        match (quote, character) {
            (None, '"' | '\'') => quote = Some(character),
            (Some(open), close) if open == close => quote = None,
            (None, '>') => return Some(place),
            _ => {}
        }
        None
    })
}

fn all<'a>(html: &'a Html, wanted: &str) -> Vec<ElementRef<'a>> {
    html.select(&selector(wanted)).collect()
}

fn ids(html: &Html) -> Vec<String> {
    let mut known = BTreeSet::new();
    let ids = all(html, "[id]").into_iter().filter_map(|element| element.attr("id"));
    ids.filter(|id| !known.insert(*id))
        .map(|id| format!("two elements have the id {id}"))
        .collect()
}

/// Ids that are named and are not there.
fn references(html: &Html) -> Vec<String> {
    let known: BTreeSet<&str> = all(html, "[id]")
        .iter()
        .filter_map(|element| element.attr("id"))
        .collect();
    let mut faults = Vec::new();
    for name in [
        "for",
        "aria-describedby",
        "aria-labelledby",
        "aria-controls",
        "list",
        "form",
    ] {
        for element in all(html, &format!("[{name}]")) {
            let ids = element.attr(name).unwrap_or_default();
            for id in ids.split_whitespace().filter(|id| !known.contains(id)) {
                faults.push(format!(
                    "{name} of <{}> names {id}, which is not there",
                    element.value().name()
                ));
            }
        }
    }
    for link in all(html, "a[href^='#']") {
        let id = link.attr("href").unwrap_or_default().trim_start_matches('#');
        if !known.contains(id) {
            faults.push(format!("a link leads to #{id}, which is not there"));
        }
    }
    faults
}

/// Controls, links and buttons without a name to say.
fn names(html: &Html) -> Vec<String> {
    let mut faults = Vec::new();
    let labelled: BTreeSet<&str> = all(html, "label[for]")
        .iter()
        .filter_map(|label| label.attr("for"))
        .collect();
    for control in all(html, "input:not([type=hidden]):not([hidden]), select, textarea") {
        let id = control.attr("id").unwrap_or_default();
        if !labelled.contains(id) && control.attr("aria-label").is_none() {
            faults.push(format!("nothing labels {:?}", control.attr("name")));
        }
    }
    for element in all(html, "a, button, legend, caption, h1, h2, h3, th, label, summary") {
        let is_silent = element.text().collect::<String>().trim().is_empty();
        let is_hidden = element.attr("aria-hidden") == Some("true");
        if is_silent && !is_hidden && element.attr("aria-label").is_none() {
            faults.push(format!("a silent <{}>", element.value().name()));
        }
    }
    faults
}

fn structure(html: &Html) -> Vec<String> {
    let mut faults = Vec::new();
    for (wanted, count) in [("h1", 1), ("main", 1), ("title", 1), ("html[lang]", 1)] {
        let found = all(html, wanted).len();
        if found != count {
            faults.push(format!("{found} times {wanted}"));
        }
    }
    for (wanted, must) in [
        ("table", "tbody"),
        ("table", "caption"),
        ("table", "thead"),
        ("fieldset", "legend"),
    ] {
        for element in all(html, wanted) {
            if element.select(&selector(must)).next().is_none() {
                faults.push(format!("a {wanted} without {must}"));
            }
        }
    }
    for head in all(html, "th:not([scope])") {
        faults.push(format!("a th without scope: {}", head.text().collect::<String>()));
    }
    let mut before = 1;
    for heading in all(html, "h1, h2, h3, h4") {
        let level = heading.value().name().trim_start_matches('h').parse().unwrap_or(1);
        if level > before + 1 {
            faults.push(format!("h{level} after h{before}"));
        }
        before = level;
    }
    for missing in text_faults(html) {
        faults.push(missing);
    }
    faults
}

/// Keys that the catalogue has no text for come out in square brackets; placeables without a value in braces.
fn text_faults(html: &Html) -> Vec<String> {
    let text: String = html.root_element().text().collect::<Vec<_>>().join(" ");
    let attributes = all(html, "[aria-label], [title], [alt], [placeholder]")
        .into_iter()
        .flat_map(|element| {
            element
                .value()
                .attrs()
                .map(|(_, value)| value.to_owned())
                .collect::<Vec<_>>()
        })
        .collect::<Vec<_>>()
        .join(" ");
    let all_text = format!("{text} {attributes}");
    let keys = all_text.split('[').skip(1).filter_map(|rest| rest.split_once(']'));
    let keys = keys.filter(|(key, _)| {
        key.contains('-')
            && key
                .bytes()
                .all(|byte| byte.is_ascii_lowercase() || b"-_".contains(&byte))
    });
    let values = all_text
        .split("{$")
        .skip(1)
        .map(|rest| rest.chars().take(20).collect::<String>());
    keys.map(|(key, _)| format!("no text for {key}"))
        .chain(values.map(|rest| format!("no value for ${rest}")))
        .collect()
}

#[test]
fn the_checks_find_what_they_are_for() {
    let good =
        "<!DOCTYPE html><html lang=\"en\"><head><title>x</title></head><body><main><h1>x</h1></main></body></html>";
    assert_eq!(faults(good), Vec::<String>::new());
    for (bad, words) in [
        ("<p><div>x</div></p>", "<div> in"),
        ("<p>x", "closes"),
        ("<table><tr><td>x</td></tr></table>", "<tr> in"),
        ("<p id=\"a\">x</p><p id=\"a\">y</p>", "two elements"),
        ("<label for=\"nope\">x</label>", "for of <label>"),
        ("<p aria-describedby=\"nope\">x</p>", "aria-describedby"),
        ("<input name=\"a\">", "nothing labels"),
        ("<a href=\"/\"></a>", "a silent <a>"),
        ("<h3>x</h3>", "h3 after h1"),
        ("<p>[title-page]</p>", "no text for title-page"),
        ("<p>Order {$number}</p>", "no value for"),
        ("<fieldset><p>x</p></fieldset>", "fieldset without legend"),
        ("<a href=\"#x\">y</a>", "leads to #x"),
    ] {
        let page = good.replace("</h1>", &format!("</h1>{bad}"));
        let found = faults(&page);
        assert!(found.iter().any(|fault| fault.contains(words)), "{bad}: {found:?}");
    }
}
