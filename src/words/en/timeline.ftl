### The page of an order: waiting on whom, its gates, notes, the support bundle.

## Waiting on whom

gates-heading = Waiting on whom
gates-intro = What this order passes on its way to a certificate. Nothing here times out: orders take days.
gates-waiting = Waiting on { $owner } for { $gate }.
gates-waiting-ask-approval = Waiting on { $owner } to ask for our approval.
gates-waiting-await-answer = Waiting on DigiCert's answer to the order.
gates-waiting-mend = Waiting on { $owner } to mend what DigiCert refused.
gates-waiting-hand-in-csr = Waiting for the CSR, from { $owner }.
gates-waiting-settle = Waiting on { $owner } to find out whether DigiCert has the order.
gates-waiting-see-certificate = Waiting on { $owner }: the certificate is not what was ordered.
gates-stopped = This order ended at this point: { $gate }.
gates-canceled = This order is canceled.
gates-rejected = This order was rejected.
gates-revoked = This order is revoked.
gates-given-up = This order was given up.
gates-vanished = DigiCert does not know this order any more.
gates-unknown = Not known yet: { $gate }.
gates-since = Since { $when } ({ $age }).
gates-also = It also waits for:
gates-other = { $gate } ({ $owner })
gates-done = Nobody has to act. All gates are passed.
gates-passed = All gates are passed.
gates-expired = The certificate has ended.
gates-valid-till = The certificate is valid until { $day }.
gates-was-valid-till = It was valid until { $day }.

gate-approval = Our approval
gate-sending = Sending to DigiCert
gate-remote-approval = Approval in CertCentral
gate-organization = Organization validation
gate-verified-contact = Confirmation by the verified contact
gate-domain = Control of the domain
gate-csr = CSR
gate-issuance = Issuance
gate-reissue = Reissue
gate-revocation = Revocation
gate-certificate = Certificate at this desk

# What is waited for, within a sentence.
gate-for-approval = our approval
gate-for-sending = the order to be sent
gate-for-remote-approval = the approval
gate-for-organization = organization validation
gate-for-verified-contact = the confirmation
gate-for-domain = control of the domain
gate-for-csr = the CSR
gate-for-issuance = the certificate
gate-for-reissue = the reissue
gate-for-revocation = the revocation
gate-for-certificate = the certificate

gate-stand-done = Done
gate-stand-waiting = Waiting
gate-stand-ahead = Not reached
gate-stand-stopped = Ended here
gate-stand-unknown = Not known

gate-owner-requester = whoever sends orders here
gate-owner-approver = a second person here
gate-owner-desk = this desk
gate-owner-remote-approver = an approver in CertCentral
gate-owner-verified-contact = the verified contact
gate-owner-domain-owner = the owner of the domain
gate-owner-digicert = DigiCert
gate-owner-named = { $who }, or { $owner }
gate-owner-contact = { $who } ({ $owner })
gate-waits-on = Waiting on { $owner }.

gate-next-ask-approval = Complete the order and ask a second person to approve it.
gate-next-approve = Read the request and approve it, or send it back with a reason. Whoever wrote it cannot approve it.
gate-next-send = Complete the order, read the check page and place the order.
gate-next-mend = Mend what DigiCert refused, then place the order again.
gate-next-await-answer = The answer usually takes a few seconds. Reload this page to see it.
gate-next-settle = Look for it at DigiCert. The desk does so by itself every few minutes, and never sends it again.
gate-next-go-on-in-its-place = Go on with order { $order }, which took its place.
gate-next-read-status = Read the status. What it waits for then stands here.
gate-next-approve-there = Somebody with the right to do so approves the request in CertCentral, under Requests.
gate-next-order-anew = Nothing more comes of this order. Where a certificate is still needed, order again.
gate-next-await-validation = DigiCert verifies the organization. Be reachable at the organization's telephone number, and answer its mails.
gate-next-answer-digicert = The verified contact confirms the order to DigiCert, by the mail or the call from DigiCert. Let them know that it comes.
gate-next-answer-mail = Somebody answers the mail that DigiCert sent to one of the domain's addresses.
gate-next-publish-record = Publish the record in the domain's zone, then let DigiCert check on the domain's page.
gate-next-publish-file = Put the file on the web server, then let DigiCert check on the domain's page.
gate-next-see-domain = Choose a method on the domain's page, and follow it there.
gate-next-hand-in-csr = Make a key and a CSR, and send the CSR. DigiCert issues nothing before.
gate-next-await-issuance = Everything is validated. DigiCert issues the certificate; nobody here has to act.
gate-next-ask-digicert = DigiCert uses a word that this desk does not know. Look at the order in CertCentral, or ask DigiCert.
gate-next-look-in-certcentral = DigiCert answers that there is no such order. Look for it in CertCentral.
gate-next-await-reissue = DigiCert reissues the certificate; nobody here has to act.
gate-next-await-fetching = The desk fetches the certificate by itself and compares it with the order.
gate-next-see-certificate = The certificate is not as ordered and is held back. Its section says why.

gate-way-approve = Go to the approval
gate-way-check = Read the check page
gate-way-replaced = Go to that order
gate-way-csr = Send it under “What can be done”
gate-way-domain = Follow up on the domain's page
gate-way-organization = See the organization's page

gate-parts = { $count ->
    [one] 1 name
   *[other] { $count } names
}
gate-person-answered = Answered
gate-person-open = Has not answered
gate-detail-done = Verified
gate-detail-open = Being verified
gate-detail-organization-type = Kind of organization
gate-detail-organization-status = The organization exists
gate-detail-address-verification = Address
gate-detail-blacklist-fraud = Lists of frauds
gate-detail-request-authenticity = Somebody of the organization confirms the order

## Texts to copy

gate-to-publish = What to do for { $domain }
gate-letter-to = Mail to { $owner }, to copy
gate-letter-to-person = Mail to { $person } ({ $email }), to copy
gate-letter-verified-contact =
    Subject: DigiCert will ask you to confirm certificate order { $remote }

    Dear { $person },

    We ordered a PKIo Private Services Server certificate at DigiCert for { $organization }: { $name }, order { $remote } at DigiCert. You are its verified contact, and DigiCert waits for your confirmation since { $since }.

    DigiCert sends you a mail or calls you. Please answer it; the certificate is not issued before. It is safe to confirm order { $remote } for { $name }. If you did not hear from DigiCert, tell us.

    Kind regards,
    { $me }
gate-letter-domain-owner =
    Subject: Control of { $domain } to be proven for certificate order { $remote }

    Hello,

    We ordered a PKIo Private Services Server certificate at DigiCert for { $organization }: { $name }, order { $remote } at DigiCert. DigiCert asks for proof that { $organization } controls { $domain }.

    { $what }

    Please tell us when it is done.

    Kind regards,
    { $me }
gate-letter-approver =
    Subject: Order { $order } waits for your approval

    Hello,

    Order { $order } ({ $name }, { $organization }) waits for the approval of a second person since { $since }:
    { $address }/approve

    Kind regards,
    { $me }
gate-letter-remote-approver =
    Subject: Request for order { $remote } to be approved in CertCentral

    Hello,

    { $gate }: order { $remote } ({ $name }, { $organization }) waits for approval in CertCentral since { $since }. It is under Certificates, Requests. Please approve it there.

    Kind regards,
    { $me }
gate-letter-digicert =
    Subject: Order { $remote }, { $name }

    Dear DigiCert support,

    Order { $remote } for { $name } ({ $organization }) waits since { $since }. { $gate }. Could you tell us what is still missing, and from whom?

    Kind regards,
    { $me }

## The order at DigiCert

order-detailed-at = Details read { $when } ({ $age } ago).
order-never-detailed = The details have not been read yet.
order-validation-read-at = Validation read { $when } ({ $age } ago).
order-serial-number = Serial number
order-thumbprint = Thumbprint
order-valid-from = Certificate valid from
order-valid-till = Certificate valid until
order-order-valid-till = Order valid until
order-placed-by = Placed by
order-placed = Placed
order-container = Container
order-payment = Paid by
order-reissues = Reissues
order-renewed = Renewed by another order
order-names = Names on the order
order-domains-intro = Several names may share one domain. How to prove control of it, and what can be done about it, is on the domain's page.
order-domain-proven = Proven
order-domain-open = To be proven
order-domain-unknown = Not read yet
order-contacts = Contacts of the order
order-contact-role = Contact
order-contact-name = Name
order-contact-email = E-mail
order-contact-telephone = Telephone
order-role-organization = Organization contact
order-role-technical = Technical contact
order-role-verified = Verified contact

## Notes

notes-heading = Notes
notes-intro = Notes of this desk stay here and are not sent to DigiCert. They cannot be changed; whoever wrote one, or an administrator, may strike it out.
notes-none = No notes yet.
notes-ours = This desk
notes-theirs = DigiCert
notes-no-time = DigiCert does not tell when
notes-new = New note
notes-hint = For colleagues, at most { $most } characters. No passwords and no private keys.
notes-add = Add the note
notes-strike = Strike out
notes-strike-which = the note of { $when }
notes-struck = Struck out by { $who } on { $when }
notes-empty = Write the note first.
notes-too-long = The note has { $length } characters, and { $most } are the most. Shorten it, or write two.
notes-private-key = That holds a private key. It was not kept and is not shown again. If it has left its machine, make a new one.

## The support bundle

bundle-heading = Support bundle
bundle-intro = All that the desk knows of this order in one zip file, to give to whoever helps. It is written down who took one.
bundle-download = Download the support bundle
bundle-personal = It holds personal data: names, e-mail addresses and telephone numbers of the people on the order, and the names of those who worked on it here. Give it only to those who need it.
bundle-with-raw = It holds the requests and answers as they went over the wire, without the key and without cards.
bundle-without-raw = Requests and answers as they went over the wire are left out: they are for administrators only.
bundle-readme =
    PKIo Desk: support bundle of order { $number }
    Made by PKIo Desk { $version }.
bundle-files =
    order.json: what was typed, sent and answered, as the desk keeps it.
    journal.json: what happened to it, the newest first.
    notes.json: the notes of this desk.
    record.json and validation.json: the order as DigiCert had it when it was last read, where it was.
    exchanges: requests and answers as they went over the wire, the newest first, for those who may see them.
    settings.json: how the desk is set up. versions.json: of the program and its tables. All times are in UTC.
bundle-never = It never holds the API key, card details, passwords, cookies or private keys. A text with a private key in it is left out.
