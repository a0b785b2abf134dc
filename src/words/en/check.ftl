### The check page: answers, what an order changes, money, the card, the button.

check-title = Check order { $number }
check-subtitle = Nothing has been sent yet. Look once more; each answer can be changed.
check-change = Change
check-errors = This keeps it from being sent
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
check-price-estimate = DigiCert estimates { $price } for this order.
check-price = DigiCert gave no estimate of the price, which depends on the account's contract.
check-price-similar = An order like this ({ $names ->
    [one] 1 name
   *[other] { $names } names
}, { $validity }) last cost { $price }, on { $day }. DigiCert gave no estimate for this one.
check-price-until = until { $day }
balance-available = Available: { $amount }.
balance-unlimited = The account's balance has no limit.
balance-unread = The balance could not be read: DigiCert did not answer
balance-low = Less than { $amount } is available
balance-low-text = DigiCert refuses the order when the balance does not suffice. Ask whoever tops up the account.
changes-heading = What changes at DigiCert besides
changes-none = Nothing: the order leaves contacts, users and organizations as they are stored.
changes-intro = These changes stay when the order is done, and hold for later orders too.
changes-unread = DigiCert did not tell all that is stored
changes-unread-text = The order may change more than can be seen here. Open this page again to compare.
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
field-card-cvv-hint = Three digits on the back of the card, or four on its front.
field-cardholder-name = Name on the card
field-save-credit-card = Should DigiCert keep the card?
field-set-as-default = Make it the account's default card
check-send = Send
check-send-live = This order costs money. It is sent once and never repeated by itself.
check-send-sandbox = This order goes to the sandbox and costs nothing.
check-send-agreement = With this button the organization accepts the Certificate Subscriber Agreement; your name and the time are written down.
check-read-agreement = Read the Certificate Subscriber Agreement
check-place-live = Accept the agreement and place the paid order
check-place-sandbox = Accept the agreement and place the order in the sandbox
check-not-ready = This draft does not pass the checks yet
check-not-ready-text = The list of its parts shows which of them still need something.
check-already-sent = This order was sent already
check-already-sent-text = It cannot be sent again. Its page shows where it stands.
check-to-order = To the order

## After a backup was restored

check-not-compared = Nothing can be sent yet
check-not-compared-text = The desk was restored on { $at } from a backup of { $made }. It does not know yet what was ordered after that, and this order may have been sent already. Orders can be sent again when all have been compared with DigiCert's, which happens by itself. Then look in the history for what was placed elsewhere before you send this one.
check-not-compared-runs = How far the comparison is
