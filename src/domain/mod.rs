//! What the desk knows about orders, names, numbers and people, without I/O, clock, async or randomness.
//!
//! The same code runs on the server and, compiled to WebAssembly, in the islands. What a person typed is an
//! [`order::OrderForm`]; what may be sent is an [`order::OrderRequest`]; the rules between the two are in
//! [`order::check`] and listed as data in [`rules`]. How a request looks on the wire is `digicert::wire`'s matter.

pub mod approval;
pub mod card;
pub mod certificate;
pub mod change;
pub mod contact;
pub mod country;
pub mod csr;
pub mod digest;
pub mod directory;
mod fields;
pub mod findings;
pub mod ids;
pub mod instance;
pub mod names;
pub mod oin;
pub mod operator;
pub mod order;
pub mod organization;
pub mod payment;
pub mod product;
pub mod rules;
pub mod template;
pub mod validity;
