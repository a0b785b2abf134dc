### The order form: its pages, its sections, its fields.

field-optional = (optional)
choice-left-out = Left out: the default
severity-error = Error:
severity-warning = Warning:
severity-note = Note:

## The pages of the form

new-title = New order
new-subtitle = PKIo Private Services Server. Save at any time: a draft may be half filled, and colleagues can go on with it.
edit-title = Draft of order { $number }
edit-saved = Started by { $who }, last saved { $when }.
edit-discard = Discard draft
edit-back = All parts of the order
edit-not-editable = This order was sent
edit-not-editable-text = What was sent does not change. The order's own page shows where it stands.
edit-to-order = To the order
form-problem = There is a problem
form-continue = Continue to the check page
form-save = Save draft
form-list = Save, and go on part by part
form-choices-missing = DigiCert did not answer
form-choices-missing-text = The lists of platforms, organizations and containers are missing. You can type the numbers, and save the draft.

conflict-heading = Somebody saved this draft while you were typing
conflict-text = Their version of { $when } stands, and nothing was overwritten. Yours is in the form below. Take over what you need; saving now replaces theirs.
conflict-caption = Where the two versions differ
conflict-field = Field
conflict-mine = Yours
conflict-theirs = Saved meanwhile

## Certificate and CSR

section-certificate = Certificate and CSR
section-certificate-intro = DigiCert takes no names from the CSR, only its key: the names are typed below.
field-csr-choice = When does DigiCert get the CSR?
csr-now = With this order
csr-later = Later
csr-later-hint = DigiCert takes the order, validates, and waits. It sends no mail asking to make a key in the browser.
field-csr = Certificate signing request (CSR)
field-csr-hint = PEM, from -----BEGIN to END-----. Line breaks do not matter. Never paste a private key.
field-csr-file = Or choose its file
field-csr-file-hint = PEM or DER, at most 64 KiB. It takes the place of what is pasted above.
csr-fact-kind = What it is
csr-fact-subject = Subject
csr-fact-names = Further names
csr-fact-key = Key
csr-fact-signature = Signature
csr-fact-fingerprint = SHA-256 of the key
csr-is-request = Certificate signing request
csr-is-public-key = Public key
csr-signature-right = correct
csr-signature-bad = wrong
csr-signature-unknown = not checked
csr-take-names = Add the names in this CSR to the order
csr-how = How to make a CSR
csr-how-text = Run one of these where the certificate will be used, and paste or choose the .csr file here. The private key stays there. The names come from this draft, as last saved.
csr-how-openssl = OpenSSL, in a Unix shell
csr-how-keytool = Java keytool, in a Unix shell
csr-how-inf = Windows certreq: save this as an .inf file named after the first name
csr-how-certreq = Windows certreq: then run this beside it
field-signature-hash = Signature hash
field-server-platform = Server platform
field-server-platform-hint = The number of the platform the certificate is for; -1 is "Other".

## Names

section-names = Names
section-names-intro = What the certificate is for.
field-domain-choice = Whose domain is it?
domain-own = A domain of the organization
domain-qvtl = A qvtl.nl name of DigiCert
domain-qvtl-hint = For organizations without a domain. Needs DigiCert's permission beforehand.
field-common-name = Common name
field-common-name-hint = At most 64 characters, such as dienst.voorbeeld.nl. With qvtl.nl it may be left to DigiCert.
field-dns-names = Further names (SAN)
field-dns-names-hint = Separated by commas, spaces or line breaks. Further names can cost extra.
names-preview = DigiCert will use:

## Organization and OIN

section-organization = Organization and OIN
section-organization-intro = The OIN ends up in the certificate, and Digipoort looks at it. A wrong one means a wrong certificate.
field-organization-choice = Which organization is it for?
organization-existing = One that DigiCert knows
organization-new = A new one
organization-new-hint = Created with the order. DigiCert advises against it where the organization is known already.
field-organization = Organization number at DigiCert
field-organization-hint = The list offers the active organizations of the account by name.
field-find-organization = Find an organization by name
field-find-organization-hint = The form is saved, and DigiCert is asked.
organization-find = Search
organization-found = Organizations found
organization-none-found = DigiCert knows no active organization whose name holds "{ $wanted }".
organization-not-looked = DigiCert did not answer; search again, or type the number
organization-number = Number { $id }
organization-take = Use this one
organization-inactive = Not active
field-organization-name = Legal name
field-organization-name-hint = As in the company register, at most 64 characters.
field-organization-assumed-name = Name it is also known by
field-organization-assumed-name-hint = With the legal name at most 61 characters.
field-address = Street and number
field-address2 = Second line of the address
field-zip = Postal code
field-city = City
field-state = Province or state
field-state-hint = In full, such as Utrecht or Oost-Vlaanderen.
field-country = Country
country-choose = Choose
field-organization-telephone = Telephone of the organization
field-skip-duplicate-org-check = Create it although DigiCert may know one like it
field-skip-duplicate-org-check-hint = Otherwise DigiCert may refuse the order, or use the organization it knows.
field-oin-choice = Which OIN does the certificate carry?
oin-own = The one I type
oin-kvk = Made from a KvK number
oin-rsin = Made from an RSIN
oin-digicert = The one DigiCert has validated
oin-digicert-hint = Also where it is not validated yet but the certificate must have one.
oin-exclude = None
oin-exclude-hint = Digipoort does not take such a certificate.
field-oin = OIN
field-oin-hint = 20 positions; zeros at the front count. Spaces and dots are taken out.
field-kvk-number = KvK number
field-kvk-number-hint = 8 digits of the trade register, or 7 of an old number. The OIN becomes 00000003, the number, 0000.
field-rsin = RSIN
field-rsin-hint = 9 digits. The OIN becomes 00000001, the number, 000.
oin-counting = [count] of [length] positions
oin-unknown = no known register has this prefix
field-container = Container
field-container-hint = The division the order is filed and billed under.

register-rsin = RSIN
register-fiscal = fiscal number
register-kvk = KvK number, trade register
register-sub-oin = subOIN
register-logius = issued by Logius
register-brin = BRIN, schools
register-foreign = foreign organization
register-uzi = UZI, care
register-trr-bd = TRR-BD
register-test = test number

## Contacts

section-contacts = Contacts
section-contacts-intro = A verified contact stands in the company register and approves the order. It is needed for the first order of this kind for an organization.
contact-number = Contact { $number }
contact-add = Add a contact
contact-remove = Remove contact { $number }
contact-type-verified_contact = Verified contact
contact-type-order_organization_contact = Organization, this order
contact-type-order_technical_contact = Technical, this order
contact-type-organization_contact = Organization, from now on
contact-type-technical_contact = Technical, from now on
# The same on the pages where somebody decides.
contact-kind-verified_contact = Verified contact
contact-kind-order_organization_contact = Organization contact of this order only
contact-kind-order_technical_contact = Technical contact of this order only
contact-kind-organization_contact = Organization contact (replaces the stored one)
contact-kind-technical_contact = Technical contact (replaces the stored one)
field-contact-type = Kind of contact
field-contact-type-hint = "From now on" replaces the contact that DigiCert has stored, for later orders too.
field-contact-user-id = User number at DigiCert
field-contact-user-id-hint = For somebody the account knows. Details typed beside it replace the stored ones.
field-contact-first-name = First name
field-contact-last-name = Last name
field-contact-job-title = Job title
field-contact-telephone = Telephone
field-contact-email = E-mail address

## Domain validation

section-validation = Domain validation
section-validation-intro = How the organization proves that it controls the names.
field-dcv-method = Method of domain validation
field-dcv-scope = What must be validated
dcv-method-email = E-mail to the domain's addresses
dcv-method-dns-txt-token = DNS TXT record
dcv-method-dns-cname-token = DNS CNAME record
dcv-method-http-token = File on the web server
dcv-scope-base-domain = The base domain, for all names under it
dcv-scope-fqdn = Each name by itself

## Validity, payment, agreement

section-payment = Validity and payment
section-payment-intro = What DigiCert charges depends on the account's contract. The check page shows its estimate, where it gives one.
field-validity = How long is it valid?
validity-default = DigiCert's default
validity-default-hint = Left out of the request.
validity-years = A number of years
validity-days = A number of days
validity-until = Until a date
field-days = Days
field-days-hint = At most 397. Below 365, DigiCert uses its default.
field-until = Last day
field-until-hint = Such as 2027-06-09 or 9 June 2027; at most 397 days from now.
days-option = { $days ->
    [one] 1 day
   *[other] { $days } days
}
field-years = Years
years-choose = Choose
years-option = { $years ->
    [one] 1 year
   *[other] { $years } years
}
field-payment-method = How is it paid?
payment-no-card = A card is no choice here: orders wait for an approval at this desk, and the details of a card are not kept until then.
payment-balance = From the account's balance
payment-balance-hint = The order is refused when the balance does not suffice.
payment-card = By credit card
payment-card-hint = The card is typed on the check page, sent with this one order and never stored by the desk.
payment-profile = By a payment profile of the account
payment-profile-hint = DigiCert's reference does not name it for this product.
payment-wire-transfer = By wire transfer
payment-wire-transfer-hint = DigiCert's reference does not name it for this product.
field-payment-profile = Number of the payment profile
field-billing-address = Street and number of the billing address
field-comments = Remark for whoever approves the order at DigiCert
field-additional-emails = Further e-mail addresses that get mail about the order
field-additional-emails-hint = Parted by commas, spaces or line breaks.
field-custom-fields = Custom fields of the account
field-custom-fields-hint = One a line: its number, a colon and the value, such as 12: Cost center 4711.
field-renewal-of-order-id = Order at DigiCert that this one renews
field-csa-agreed = The organization agrees to the Certificate Subscriber Agreement
field-csa-agreed-hint = DigiCert takes no order without it. Who agreed and when is written into the order's journal.
