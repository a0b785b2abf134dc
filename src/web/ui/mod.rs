//! The parts pages are made of: server-rendered components over plain HTML, without scripts, without texts of their own.
//!
//! Every string a component takes is already translated. A class is the component's name, a variant is a data attribute,
//! a state is the HTML or ARIA state itself. How they look is in `style/`; what they are used for is in `web`'s pages.

pub mod banner;
pub mod brand;
pub mod breakable;
pub mod button;
pub mod checkbox;
pub mod code_block;
pub mod data_list;
pub mod details;
pub mod empty_state;
pub mod error_summary;
pub mod field;
pub mod file_input;
pub mod icon;
pub mod link;
pub mod notice;
pub mod page_header;
pub mod pagination;
pub mod radios;
pub mod section;
pub mod select;
pub mod status_badge;
pub mod suggestions;
pub mod table;
pub mod task_list;
pub mod text_area;
pub mod text_input;
pub mod timeline;
pub mod tone;

pub use banner::{Banner, SilenceBanner};
pub use brand::Brand;
pub use breakable::breakable;
pub use button::{Button, ButtonKind, ButtonLink};
pub use checkbox::Checkbox;
pub use code_block::CodeBlock;
pub use data_list::{DataList, DataRow, or_dash};
pub use details::Details;
pub use empty_state::EmptyState;
pub use error_summary::{ErrorSummary, SummaryItem};
pub use field::{Field, Message, Width, field_id};
pub use file_input::FileInput;
pub use icon::{Icon, IconName};
pub use link::Link;
pub use notice::Notice;
pub use page_header::PageHeader;
pub use pagination::Pagination;
pub use radios::{RadioOption, Radios};
pub use section::{Section, SectionLayout};
pub use select::{Select, SelectOption};
pub use status_badge::StatusBadge;
pub use suggestions::{Suggestion, Suggestions};
pub use table::{Cell, Column, Direction, RowHead, Sort, Table};
pub use task_list::{Task, TaskList};
pub use text_area::TextArea;
pub use text_input::TextInput;
pub use timeline::{Timeline, TimelineEvent};
pub use tone::Tone;

#[cfg(test)]
mod tests;
