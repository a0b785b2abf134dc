### Orders: one order, its journal, its states, the history.

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
order-refused-text = Nothing was ordered. Mend what DigiCert names, or place the order again as it is.
order-refused-raw = What DigiCert answered, word for word
order-sending = The order is being sent
order-sending-text = The answer usually takes a few seconds. Reload this page to see it.
order-remote = At DigiCert
order-read-at = Status read { $when } ({ $age } ago).
order-never-read = The status has not been read yet.
order-remote-id = Order number
order-certificate-id = Certificate number
order-no-certificate = Not known yet
order-remote-reference = Reference (alternative order ID)
order-product = Product
order-price = Price
order-domains = Domains to validate
order-domain = Domain
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

## The journal

event-desk = The desk
event-drafted = Started the draft
event-drafted-from-released = Started the draft in the place of order { $order }, which was given up
event-changed = Changed the draft
event-approval-asked = Asked for an approval
event-approved = Approved this request
event-rejected = Did not approve it
event-withdrawn = Took it back from approval
event-approval-lapsed = The approval was not used in time and has ended
event-sending = Accepted the agreement and sent the order
event-reference = Reference:
event-digest = SHA-256 of the request:
event-agreement = SHA-256 of the agreement's text:
event-not-sent-no-connection = Nothing was sent: DigiCert could not be reached
event-not-sent-rate-limited = Nothing was sent: DigiCert's limit of requests was reached
event-not-sent-held-up = Nothing was sent: the desk was held up for too long
event-placed = DigiCert took it as order { $id }
event-refused = DigiCert refused it
event-in-doubt-timed-out = In doubt: DigiCert did not answer in time
event-in-doubt-connection-lost = In doubt: the connection broke before the answer came
event-in-doubt-unclear-answer = In doubt: the answer says neither yes nor no
event-in-doubt-desk-stopped = In doubt: the desk stopped before the answer came
event-answered-late = An answer came after the order was in doubt, and says no
event-not-sent-late-no-connection = Became known after the order was in doubt: nothing had been sent, because DigiCert could not be reached
event-not-sent-late-rate-limited = Became known after the order was in doubt: nothing had been sent, because DigiCert's limit of requests was reached
event-not-sent-late-held-up = Became known after the order was in doubt: nothing had been sent, because the desk was held up for too long
event-dismissed = None of these orders at DigiCert is it:
event-released = Gave it up; order { $order } takes its place
event-seen-elsewhere = Seen at DigiCert as order { $id }, placed elsewhere
event-adopted = Took it into this desk's care
event-drifted = DigiCert has another { $what } than was sent: { $theirs } instead of { $ours }
event-vanished = DigiCert does not know this order any more
event-reappeared = DigiCert knows this order again
event-looked-for = Looked for it at DigiCert and found { $count ->
    [0] nothing
    [one] one order that may be it
   *[other] { $count } orders that may be it
}
event-found = Found it at DigiCert as order { $id }
evidence-reference-same = It carries our reference.
evidence-reference-other = It carries another reference.
evidence-reference-unknown = DigiCert does not tell its reference.
evidence-key-same = Its key is ours.
evidence-key-other = Its key is another.
evidence-key-unknown = Its key tells nothing.
evidence-created = DigiCert took it { $when }.
event-status-changed = DigiCert's status changed from { $from } to { $to }
event-status-first-read = DigiCert's status, first read: { $to }
event-bundle-downloaded = Downloaded a support bundle
event-unknown = Something a newer version of the desk wrote down

## States

state-draft = Draft
state-awaiting_approval = Waits for approval
state-approved = Approved
state-released = Given up
state-elsewhere = Placed elsewhere
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
