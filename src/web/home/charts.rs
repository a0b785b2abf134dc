//! A chart as a picture that is drawn here, by charts-rs, as SVG with presentation attributes alone: the
//! Content-Security-Policy allows no style in it. Its colours are those of the style sheet, which go before attributes.

use charts_rs::{BarChart, Series};
use leptos::prelude::*;

use crate::web::ui::{Cell, Column, Details, RowHead, Table};
use crate::words::Words;

/// A chart of bars, and what it says.
pub(super) struct Bars {
    /// What the chart shows.
    pub(super) title: String,
    /// What it says in one sentence.
    pub(super) summary: String,
    /// What each bar is of.
    pub(super) category: String,
    /// What is counted.
    pub(super) unit: String,
    /// The bars: what each is of, where to look closer, how many.
    pub(super) bars: Vec<Bar>,
}

/// A bar.
pub(super) struct Bar {
    /// What it is of.
    pub(super) name: String,
    /// Where those are.
    pub(super) href: String,
    /// How many.
    pub(super) value: u16,
}

/// The chart, with the same figures as a table.
pub(super) fn chart(words: Words, id: &'static str, bars: Bars) -> AnyView {
    // Text without any markup: names of months and numbers of orders.
    let picture = svg(&bars);
    let is_alone = picture.is_none();
    let Bars {
        title,
        summary,
        category,
        unit,
        bars,
    } = bars;
    let rows = bars
        .into_iter()
        .map(|bar| {
            let unit = unit.clone();
            view! {
                <tr>
                    <RowHead><a href=bar.href>{bar.name}</a></RowHead>
                    <Cell label=unit numeric=true>{bar.value}</Cell>
                </tr>
            }
        })
        .collect_view();
    let columns = vec![Column::new(category), Column::numeric(unit.clone())];
    let caption = title.clone();
    view! {
        <figure class="chart" id=id>
            <figcaption><h2>{title}</h2><p>{summary.clone()}</p></figcaption>
            {picture.map(|picture| view! { <div class="chart-picture" role="img" aria-label=summary inner_html=picture/> })}
            <Details summary=words.text("chart-table") open=is_alone>
                <Table caption=caption caption_hidden=true columns>{rows}</Table>
            </Details>
        </figure>
    }
    .into_any()
}

/// Fewer bars than these say no more than the sentence and the table.
const FEWEST: usize = 5;

/// The picture; none of a few bars, and where it could not be drawn: the table is there all the same.
fn svg(bars: &Bars) -> Option<String> {
    if bars.bars.len() < FEWEST {
        return None;
    }
    let largest = bars.bars.iter().map(|bar| bar.value).max().unwrap_or_default();
    let values = bars.bars.iter().map(|bar| f32::from(bar.value)).collect();
    let names = bars.bars.iter().map(|bar| bar.name.clone()).collect();
    let mut series = Series::new("bars".to_owned(), values);
    series.label_show = true;
    let mut chart = BarChart::new(vec![series], names);
    (chart.width, chart.height) = (960.0, 260.0);
    chart.legend.show = Some(false);
    // Each bar says its number.
    chart.y_axis_hidden = true;
    for axis in &mut chart.y_axis_configs {
        // Room for the number above the tallest.
        (axis.min, axis.max) = (Some(0.0), Some(f32::from(largest.max(1)) * 1.2));
    }
    match chart.svg() {
        Ok(svg) => Some(svg),
        Err(error) => {
            tracing::warn!(error = crate::causes::causes(&error), "a chart could not be drawn");
            None
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_picture_needs_no_style_and_runs_no_script() {
        let bar = |number: u16| Bar {
            name: format!("2026-{number:02}"),
            href: String::new(),
            value: number,
        };
        let bars = Bars {
            title: String::new(),
            summary: String::new(),
            category: String::new(),
            unit: String::new(),
            bars: (1..=24).map(bar).collect(),
        };
        let svg = svg(&bars).unwrap_or_default();
        assert!(svg.starts_with("<svg") && svg.contains("2026-01"), "{svg}");
        for word in ["style", "<script", "href", "onload"] {
            assert!(!svg.contains(word), "{word}: {svg}");
        }
    }
}
