## Organizations and domains: lists and pages
organizations-title = Organizations
organizations-intro = Everything the account at DigiCert knows of organizations.
organizations-new = Create an organization
organizations-search = Search
organizations-search-hint = Number, name, city, OIN or KvK number.
organizations-standing = Validation
organizations-active = In use
organizations-name = Name
organizations-id = Number
organizations-open-orders = Open orders
organizations-empty = DigiCert has no organization in this account
organizations-empty-text = Create one, or place an order for a new one.
list-any = Any
list-filter = Search
list-reset = Show all
list-csv = Download as CSV
list-pages = Pages of the list
list-previous = Previous
list-next = Next
list-total = { $count ->
    [one] 1 entry
   *[other] { $count } entries
}
list-more-than = More than { $count } entries
list-gone = not at DigiCert any more
list-none-found = Nothing fits
list-none-found-text = Search for less, or show all.
list-read-at = Read from DigiCert on { $when }.
list-never-read = Not yet read from DigiCert.
list-read-again = Read again
list-read-failed = DigiCert could not be read on { $when }
list-read-failed-text = What stands here may be older than it looks. It is tried again every minute.
list-first-reading = DigiCert is being read for the first time
list-first-reading-text = Load this page again in a moment. Everything else can be used meanwhile.
list-unreachable = DigiCert could not be read yet
list-unreachable-text = It is tried again every minute. The settings say what DigiCert answers.
active-yes = in use
active-no = not in use
standing-ending = ends soon
until-ahead = { $day }, { $days ->
    [0] today
    [one] 1 day left
   *[other] { $days } days left
}
until-past = { $day }, { $days ->
    [one] 1 day ago
   *[other] { $days } days ago
}
organization-order = Order a certificate for it
organization-validations = Validations
organization-no-validations = DigiCert has not validated it for anything.
organization-contacts = People
organization-no-contacts = Nobody is named at it.
organization-contacts-unread = The people named at it were not yet read from DigiCert. Read it again to see them.
organization-no-domains = It has no domain.
organization-orders = Orders
organization-no-orders = This desk knows no order for it.
organization-all-orders = All orders for it
organization-changes = Changes made from this desk
organization-changes-intro = What was changed elsewhere does not stand here.
organization-rest = In use or not
organization-is-inactive = It is not in use: no order can be placed for it.
organization-gone = DigiCert has not listed it any more since { $when }
role-verified-contact = Verified contact
telephone-extension = ext. { $extension }
validation-type = Kind
validation-status = Status
validation-since = Since
validation-until = Until
validation-people = Verified contacts
change-start-change-organization = Change
change-start-change-contacts = Change
change-start-submit-organization = Submit for validation
change-start-activate-organization = Activate
change-start-deactivate-organization = Deactivate
change-start-submit-domain = Submit for validation
change-start-change-dcv-method = Choose another method
change-start-new-dcv-token = New random value
change-start-resend-dcv-emails = Send the mails again
change-start-check-dcv = Check now
change-start-activate-domain = Activate
change-start-deactivate-domain = Deactivate
changes-made-none = Nothing was changed from here.
numbers-heading = OIN and KvK number
numbers-intro = DigiCert has no field for them. The desk keeps them, and offers them when ordering.
numbers-register = Register of the OIN
numbers-entered = Entered by { $who } on { $when }.
numbers-earlier = What was entered before
numbers-entry = OIN { $oin }, KvK number { $kvk }: { $who }, { $when }
numbers-change = Enter the numbers
numbers-kvk-hint = 8 digits. Without an OIN, the OIN is made from it.
numbers-keep = Save
numbers-kvk-wrong = A KvK number has 8 digits, or 7 where it is an old one.
numbers-oin-wrong = An OIN has 20 positions, digits and capital letters only.
numbers-conflict = Somebody entered other numbers meanwhile; they stand above. Saving yours replaces them.

domains-title = Domains
domains-intro = Control of a domain is proven once, for all names below it.
domains-new = Add a domain
domains-search = Search
domains-empty = DigiCert has no domain in this account
domains-empty-text = Add one, so that control of it is proven before an order waits for it.
domain-number = Number { $id } at DigiCert
domain-facts = At DigiCert
domain-publish = Proof of control
domain-publish-valid = Control of it is proven. Nothing is to be done before it ends.
domain-publish-pending = DigiCert waits for this.
domain-publish-none = Submit it for validation; what is to be published then stands here.
dcv-publish-txt = Publish this record in the domain's zone, then let DigiCert check.
dcv-publish-cname = Publish this record in the domain's zone, then let DigiCert check.
dcv-publish-file = Publish a file at this address that holds just the random value, then let DigiCert check.
dcv-copy = To copy
dcv-file-address = Address of the file
dcv-token-until = To be used until
dcv-no-token = DigiCert has given no random value yet
dcv-no-method = No method is chosen yet
dcv-no-mails = DigiCert names no address it sent a mail to
dcv-mails = Somebody must answer the mail to one of these addresses:
dcv-mail-sent = sent { $when }
