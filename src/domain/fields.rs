//! Lets the fields of a form that hold plain text be found by the name they have on the page.

macro_rules! text_fields {
    ($form:ident { $($name:ident),* $(,)? }) => {
        impl $form {
            /// Names of its plain fields, in the order of the page.
            pub const FIELDS: &[&str] = &[$(stringify!($name)),*];

            /// What was typed in the plain field of that name.
            #[must_use]
            pub fn field(&self, name: &str) -> Option<&str> {
                match name {
                    $(stringify!($name) => Some(&self.$name),)*
                    _ => None,
                }
            }

            pub(in crate::domain) fn field_mut(&mut self, name: &str) -> Option<&mut String> {
                match name {
                    $(stringify!($name) => Some(&mut self.$name),)*
                    _ => None,
                }
            }
        }
    };
}

pub(in crate::domain) use text_fields;
