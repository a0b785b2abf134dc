### Orders: the form, the check page, one order, the history.

field-optional = (optional)
choice-left-out = Left out: DigiCert's or the account's default
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
edit-refused = DigiCert refused this order. Mend what it says and place it again.
edit-not-editable = This order was sent
edit-not-editable-text = What was sent does not change. The order's own page shows where it stands.
edit-to-order = To the order
form-problem = There is a problem
form-continue = Continue to the check page
form-save = Save draft
form-list = Save, and go on part by part
step-of = Step { $step } of { $steps }
step-title = { $section }, step { $step } of { $steps } – { $order }
step-continue = Save and continue
step-return = Save and return to the check page
step-save = Save and go back to the list
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
field-skip-duplicate-org-check-hint = Otherwise DigiCert refuses the order where it finds the same name in the account.
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
field-kvk-number-hint = 8 digits of the trade register. The OIN becomes 00000003, the number, 0000.
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
contact-type-order_organization_contact = Organization contact for this order only
contact-type-order_technical_contact = Technical contact for this order only
contact-type-organization_contact = Organization contact (replaces the stored one)
contact-type-technical_contact = Technical contact (replaces the stored one)
field-contact-type = Kind of contact
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
section-payment-intro = What DigiCert charges depends on the account's contract; the desk does not know the price beforehand.
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
payment-balance = From the account's balance
payment-balance-hint = The order is refused when the balance does not suffice.
payment-card = By credit card
payment-card-hint = The card is typed on the check page, sent with this one order and never stored.
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

## The check page

check-title = Check order { $number }
check-subtitle = Nothing has been sent yet. Look once more; each answer can be changed.
check-back = Back to the form
check-change = Change
check-warnings = Look again at this
check-notes = Good to know
check-answers = Your answers
check-key = Key in the CSR (SHA-256)
check-organization = Organization
check-agreement = Certificate Subscriber Agreement
check-name-by-digicert = Made by DigiCert
check-names-used = Names as DigiCert will use them
check-no-contacts = None: DigiCert uses the organization's own
check-contact-user = (user { $id })
check-agreed = Agreed
check-wire = The request as it will be sent
check-wire-text = Sent to DigiCert once, by the button below. The reference is made at that moment.
check-wire-label = Request body, JSON
check-price = DigiCert tells the price of an order only once it is placed; it depends on the account's contract.
balance-available = Available: { $amount }.
balance-unlimited = The account's balance has no limit.
balance-unread = The balance could not be read: DigiCert did not answer
balance-low = Less than { $amount } is available
balance-low-text = DigiCert refuses the order when the balance does not suffice. Ask whoever tops up the account.
changes-heading = What changes at DigiCert besides
changes-none = Nothing: the order leaves contacts, users and organizations as they are stored.
changes-intro = These changes stay when the order is done, and hold for later orders too.
changes-unread = DigiCert did not tell all that is stored
changes-unread-text = What is stored now is missing below where it says "not known". Open this page again to compare.
changes-unknown = not known, or nobody
changes-detail = Detail
changes-before = Stored now
changes-after = After this order
change-replaces-organization-contact = Replaces the organization contact of the organization
change-replaces-technical-contact = Replaces the technical contact of the organization
change-overwrites-user = Overwrites the details of user { $about }
change-adds-verified-contact = Adds a verified contact to the organization
change-creates-organization = Creates the organization { $about }
card-heading = Credit card
card-save-unsaid = Leave it to DigiCert
card-save-yes = Yes
card-save-no = No
field-card-number = Card number
field-card-number-hint = Sent to DigiCert with this order and forgotten. Spaces do not matter.
field-card-expiration-month = Month
field-card-expiration-month-hint = As on the card, such as 09.
field-card-expiration-year = Year
field-card-expiration-year-hint = Such as 2028.
field-card-cvv = Security code
field-card-cvv-hint = Three or four digits on the back of the card.
field-cardholder-name = Name on the card
field-save-credit-card = Should DigiCert keep the card?
field-set-as-default = Make it the account's default card
check-send = Send
check-send-live = This order costs money. It is sent once and never repeated by itself.
check-send-sandbox = This order goes to the sandbox and costs nothing.
check-send-agreement = With this button the organization accepts the Certificate Subscriber Agreement; your name and the time are written down.
check-place-live = Accept the agreement and place the paid order
check-place-sandbox = Accept the agreement and place the order in the sandbox
check-not-ready = This draft does not pass the checks yet
check-not-ready-text = Continue from the form: it shows what is missing beside each field.
check-to-form = To the form
check-already-sent = This order was sent already
check-already-sent-text = It cannot be sent again. Its page shows where it stands.
check-to-order = To the order

## One order

order-title = Order { $number }
order-draft = { $name }. { $saved }
order-unnamed = No name yet
order-back = Orders
order-edit = Everything on one page
order-refresh = Read the status
order-in-doubt = It is not certain whether DigiCert took this order
order-in-doubt-text = The request may have arrived, but no clear answer came back. The desk never sends it again by itself. Look for it at DigiCert; when it is there, it is taken over here.
order-look-again = Look for it at DigiCert
order-refused = DigiCert refused this order
order-refused-text = Nothing was ordered. Change the draft and place it again. DigiCert says:
order-sending = The order is being sent
order-sending-text = The answer usually takes a few seconds. Reload this page to see it.
order-remote = At DigiCert
order-read-at = Status read { $when }.
order-never-read = The status has not been read yet.
order-remote-id = Order number
order-certificate-id = Certificate number
order-no-certificate = Not known yet
order-domains = Domains to validate
order-dns-name = Name on the order
order-domain = Domain
order-domain-id = Domain number
order-facts = This order
order-owner = Started by
order-created = Started
order-updated = Last changed
order-reference = Reference
order-journal = Journal

raw-heading = Raw exchange
raw-intro = Requests and answers as they went over the wire, without the key. For administrators only.
raw-summary = { $when }, status { $status }
raw-no-answer = none
raw-request = Request body
raw-answer = Answer

## What is still to do

tasks-heading = Parts of the order
tasks-intro = Fill them in in any order, alone or with colleagues. { $done } of { $all } are ready.
task-send = Check and send
progress-not-started = Not yet started
progress-started = In progress
progress-wrong = There is a problem
progress-optional = Nothing needed
progress-complete = Completed
progress-blocked = Cannot start yet
progress-ready = Ready

## The journal

event-desk = The desk
event-drafted = Started the draft
event-drafted-from-order = Started the draft from order { $order }
event-drafted-from-template = Started the draft from the template { $name }
event-changed = Changed the draft
event-sending = Accepted the agreement and sent the order
event-reference = Reference:
event-digest = SHA-256 of the request:
event-not-sent-no-connection = Nothing was sent: DigiCert could not be reached
event-not-sent-rate-limited = Nothing was sent: DigiCert's limit of requests was reached
event-placed = DigiCert took it as order { $id }
event-refused = DigiCert refused it
event-in-doubt-timed-out = In doubt: DigiCert did not answer in time
event-in-doubt-connection-lost = In doubt: the connection broke before the answer came
event-in-doubt-unclear-answer = In doubt: the answer says neither yes nor no
event-in-doubt-desk-stopped = In doubt: the desk stopped before the answer came
event-looked-for = Looked for it at DigiCert and found { $count ->
    [0] nothing
    [one] one order
   *[other] { $count } orders
}
event-found = Found it at DigiCert as order { $id }
event-status-changed = DigiCert's status changed from { $from } to { $to }
event-status-unknown = unknown
event-unknown = Something a newer version of the desk wrote down

## States

state-draft = Draft
state-sending = Sending
state-placed = Placed
state-refused = Refused
state-in_doubt = In doubt
remote-status-pending = Being validated
remote-status-processing = Being worked on
remote-status-needs_approval = Needs approval at DigiCert
remote-status-needs_csr = Needs a CSR
remote-status-reissue_pending = Being reissued
remote-status-waiting_pickup = Ready to be fetched
remote-status-issued = Issued
remote-status-expired = Expired
remote-status-revoked = Revoked
remote-status-rejected = Rejected
remote-status-canceled = Canceled
remote-status-unknown = Other status

## The history

history-title = Orders
history-new = New order
history-views = Views
history-view-all = All
history-view-drafts = Drafts
history-view-in-doubt = In doubt
history-view-refused = Refused
history-view-sending = Sending
history-view-placed = Placed
history-caption = Orders, the newest first
history-pages = Pages of orders
history-number = Order
history-organization = Organization
history-status = Status
history-remote-id = DigiCert order
history-owner = Started by
history-when = Started
history-total = { $count ->
    [one] 1 order
   *[other] { $count } orders
}
history-more-than = More than { $count } orders
history-newer = Newer
history-older = Older
history-empty = No orders yet
history-none = No orders in this view
history-empty-text = Orders appear here from the first time a draft is saved.
