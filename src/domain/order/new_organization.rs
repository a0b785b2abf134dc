//! A new organization that is typed in an order, as one record: so that it can be laid beside those DigiCert has.

use super::OrderForm;
use crate::domain::directory::OrganizationDetails;

impl OrderForm {
    /// What was typed of a new organization; none where the order names an existing one.
    #[must_use]
    pub fn new_organization(&self) -> Option<OrganizationDetails> {
        (self.organization_choice.trim() == "new").then(|| OrganizationDetails {
            name: self.organization_name.clone(),
            assumed_name: self.organization_assumed_name.clone(),
            address: self.organization_address.clone(),
            address2: self.organization_address2.clone(),
            zip: self.organization_zip.clone(),
            city: self.organization_city.clone(),
            state: self.organization_state.clone(),
            country: self.organization_country.clone(),
            telephone: self.organization_telephone.clone(),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_new_organization_is_typed_in_an_order() {
        let mut form = OrderForm {
            organization_choice: "existing".to_owned(),
            organization_name: "Voorbeeld B.V.".to_owned(),
            organization_city: "Utrecht".to_owned(),
            ..OrderForm::default()
        };
        assert_eq!(form.new_organization(), None);
        "new".clone_into(&mut form.organization_choice);
        let typed = form.new_organization().unwrap_or_default();
        assert_eq!(
            (typed.name.as_str(), typed.city.as_str()),
            ("Voorbeeld B.V.", "Utrecht")
        );
    }
}
