# The certificate of an order: what it says, whether it is what was ordered, its files.

certificate-heading = Certificate
certificate-title = Certificate of order { $number }
certificate-fits = Is what was ordered
certificate-held = Held
certificate-revoked = This certificate is revoked
certificate-revoked-text = Nothing trusts it any more.
certificate-order-revoked = Order revoked
certificate-perhaps-revoked = The order of this earlier certificate is revoked
certificate-perhaps-revoked-text = DigiCert may have revoked the present certificate alone, or this one with it. Look in CertCentral before anybody relies on it.
certificate-held-heading = This certificate is not what was ordered
certificate-held-text = The desk keeps it and does not offer it for download. Ask DigiCert before anybody uses it; then fetch it again.
certificate-notes-heading = Worth knowing
certificate-not-fetched = DigiCert has issued the certificate. The desk fetches it by itself, as soon as its turn has come; with this button it does so now.
certificate-fetch = Fetch the certificate now
certificate-fetch-again = Fetch it again
certificate-read-again = Look whether it is still the one
certificate-open = Everything in it, and its chain
certificate-fetched-at = As DigiCert handed it out { $when }.
certificate-decoded = What it says
certificate-days-left = Until { $until }: { $days ->
    [0] the last day
    [one] one day left
   *[other] { $days } days left
}
certificate-not-yet = From { $from } until { $until }: not valid yet
certificate-ended = Ended { $until }
certificate-until-revoked = Was to last until { $until }; revoked before
certificate-names = Names
certificate-organization = Organization
certificate-oin = OIN (Subject.serialNumber)
certificate-subject = Subject
certificate-dns-names = Names (SAN)
certificate-other-names = Other alternative names
certificate-issuer = Issued by
certificate-from = Valid from
certificate-until = Valid until
certificate-serial = Serial number
certificate-key = Key
certificate-key-sha256 = SHA-256 of the key (SPKI)
certificate-signature = Signed with
certificate-usages = Key usage
certificate-purposes = Extended key usage
certificate-policies = Policies
certificate-sha1 = Thumbprint, SHA-1
certificate-sha256 = Thumbprint, SHA-256
certificate-subject-key = Subject key identifier
certificate-authority-key = Authority key identifier
certificate-ocsp = OCSP
certificate-revocation-lists = Revocation lists
certificate-issuers = Issuer's certificate
certificate-verdict = Verdict

certificate-chain = Chain
certificate-chain-intro = From the certificate to the root. The desk verifies who signed whom; which root to trust is for each system that uses it to say.
certificate-link = { $name }, until { $until }
certificate-link-verified = Signed by the next one
certificate-link-root = Root, signed by itself
certificate-link-wrong = Not signed by the next one
certificate-link-not-checked = Signature not verified: another kind of key
certificate-link-absent = Its issuer did not come along

certificate-earlier = Earlier certificates of this order
certificate-earlier-intro = A reissue replaces a certificate. The earlier one stays valid until it ends or is revoked.

certificate-files = Files
certificate-file = File
certificate-file-what = What it is for
certificate-file-name = Name
certificate-no-files = There are none to download: the certificate is held.
certificate-to-held = What is wrong, and the certificate as evidence
certificate-file-fullchain = Full chain (PEM)
certificate-file-fullchain-text = The certificate first, then those above it. For nginx, HAProxy, Apache 2.4.8 and newer, and most others.
certificate-file-certificate = Certificate (PEM)
certificate-file-certificate-text = The certificate alone.
certificate-file-chain = Chain (PEM)
certificate-file-chain-text = Those above it, its issuer first. For programs that want them in a file of their own.
certificate-file-der = Certificate (DER)
certificate-file-der-text = The certificate alone, in binary form. For Java and network devices.
certificate-file-p7b = PKCS #7
certificate-file-p7b-text = The certificate and those above it in one file. For Windows and Java.
certificate-file-zip = All of them (ZIP)
certificate-file-zip-text = All of these files in one archive, with a text that says which is which.
certificate-digicert-formats = DigiCert's own formats
certificate-digicert-formats-text = These come from DigiCert when you ask for them, as they are. The desk gives them only where this certificate is in them.
certificate-readme-title = Certificate of { $name }
certificate-readme-key = The private key is in none of these files: it never left the system on which the CSR was made. Put the certificate there.

held-title = A certificate that is held
held-text = You may take it along as evidence, with its chain, as DigiCert handed it out.
held-ask-digicert = Ask DigiCert what happened, and have it reissued or revoked where it is wrong.
held-not-install = Do not install it. The name of the file says so too.
held-again = Once DigiCert has mended it, fetch it again on the certificate's page.
held-download = Download the held certificate as evidence

certificate-mismatch-other-serial = It is another certificate: DigiCert tells of serial number { $ordered }, this one has { $found }.
certificate-mismatch-other-thumbprint = Its thumbprint is { $found }; DigiCert tells of { $ordered }.
certificate-mismatch-other-key = Its key is not that of the CSR. SHA-256 of the key: { $found }; of the CSR's: { $ordered }.
certificate-mismatch-key-unknown = No CSR of this order is known here, so its key ({ $found }) could not be compared.
certificate-mismatch-name-missing = { $ordered } was ordered and is not in it.
certificate-mismatch-name-extra = { $found } is in it and was not ordered.
certificate-mismatch-oin-other = Its OIN is { $found }; { $ordered } was ordered.
certificate-mismatch-oin-missing = It has no OIN, though { $ordered } was ordered.
certificate-mismatch-oin-unvalidated = It has no OIN, though the one that DigiCert validated was to be in it.
certificate-mismatch-oin-unwanted = It has the OIN { $found }, though none was to be in it.
certificate-mismatch-organization-other = It is for the organization { $found }; { $ordered } was ordered.
certificate-mismatch-organization-shortened = The organization's name was cut to what fits: { $found }, of { $ordered }.
certificate-mismatch-lasts-too-long = It lasts until { $found }; ordered was until { $ordered } at most.
certificate-mismatch-begins-too-early = It begins on { $found }; it was ordered on { $ordered }.
certificate-mismatch-is-authority = { $found } is an authority's own certificate, not a server's.
certificate-mismatch-issuer-other = { $found } issued it; DigiCert tells of { $ordered }.
certificate-mismatch-issuer-missing = The certificate of its issuer, { $found }, did not come along.
certificate-mismatch-issuer-not-authority = { $found } stands in its chain and may not issue certificates.
certificate-mismatch-signature-wrong = { $found } was not signed by { $ordered }.
certificate-mismatch-signature-not-checked = The signature of { $ordered } on { $found } is of a kind that the desk does not verify.
certificate-mismatch-outlives-issuer = It lasts longer than { $ordered } above it, which ends { $found }.
certificate-mismatch-root-missing = The root above { $found } did not come along. Most systems have it themselves.
certificate-mismatch-strangers = Certificates came along that do not belong to its chain: { $found }.
certificate-mismatch-unknown = A newer version of the desk found something else.

event-certificate-fetched = Fetched the certificate with serial number { $serial }; it is what was ordered
event-certificate-held = Fetched the certificate and holds it: it is not what was ordered

notice-certificate-kept = The certificate is here, and is what was ordered.
notice-certificate-held = The certificate is here, but is not what was ordered. It is held.
notice-certificate-not-issued = DigiCert has not issued the certificate yet.
notice-certificate-unread = DigiCert did not answer, or not with a certificate. Try again in a few minutes; the desk tries by itself too.
notice-certificate-file-unread = DigiCert did not give the file in that format. Try again in a few minutes, or take one of the desk's own files below: they hold the same certificates.
notice-certificate-file-other = Nothing was downloaded: the file that DigiCert gave does not hold this certificate. Take one of the desk's own files below, or try again in a few minutes. If it stays so, tell DigiCert.
notice-certificate-not-given = Nothing was downloaded: this certificate is held. What is wrong with it stands below.
