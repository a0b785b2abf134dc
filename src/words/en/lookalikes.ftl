## Organizations that look like one to be created: on its form and check page, and in an order
alike-heading = DigiCert may have this organization already
alike-text = If one of these is the same, use it. It is validated under its own number, and a second one would begin anew.
alike-name = The name differs in case, punctuation or legal form only
alike-address = The address is the same
alike-use = Use this one
