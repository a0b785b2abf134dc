## The reading of all orders of the account, under way

import-heading-first = The orders of the account are being read for the first time
import-heading-again = All orders of the account are being read again
import-progress = How many orders were read
import-read-of = { $read } of { $total } orders read.
import-read = { $read ->
    [one] 1 order
   *[other] { $read } orders
} read.
import-since = It began on { $began } and last got further on { $at }.
import-next-first = Until it ends, orders may be missing in the history. Everything else can be done meanwhile.
import-next-listing = Then the desk looks for orders that are known here and missing at DigiCert.
import-next-missing = The list is read to its end. The desk is looking for orders that are known here and missing at DigiCert.
import-stopped = It does not get further, and is tried again every minute from where it stands:
import-known = { $orders ->
    [0] No order of DigiCert's is known yet.
    [one] 1 order at DigiCert is known.
   *[other] { $orders } orders at DigiCert are known.
}
import-known-rest = { $full } of them with people, notes and requests. The rest is read bit by bit.
