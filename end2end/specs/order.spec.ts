// The page of a placed order: what DigiCert has of it, its status read anew, its journal, and the raw exchange.
import { expect, test } from '../fixtures/desk';
import { placed } from '../fixtures/shortcuts';
import { OrderPage, TAKEN } from '../pages/order';

test('a placed order shows its numbers, its domains and everything that happened', async ({ page, desk, signedIn, unique }) => {
  await signedIn('requester');
  const order = new OrderPage(page);
  // A domain of its own: that of an order which was issued before needs no validation any more.
  const apex = `${unique('placed')}.nl`;
  const name = `dienst.${apex}`;
  await order.open(await placed(page.request, name));
  const [there] = await desk.sandbox.ordersNamed(name);
  await expect(order.status).toContainText(TAKEN);
  await expect(order.value('Order number')).toHaveText(String(there?.id));
  await expect(order.value('Certificate number')).toHaveText(String(there?.certificate_id));
  await expect(order.value('Reference')).toHaveText(there?.alternative_order_id ?? '');
  await expect(order.main).toContainText('2042710');
  const domain = order.domains.locator('tbody tr').filter({ hasText: name });
  await expect(domain.getByRole('rowheader')).toContainText(apex);
  await expect(domain.getByRole('rowheader')).toContainText(/Number \d+ at DigiCert/);

  // The status may have been read in the background meanwhile, which the journal tells too.
  const ours = order.events.filter({ hasNotText: "DigiCert's status" });
  await expect(ours).toHaveCount(3);
  await expect(ours.nth(0)).toContainText(`DigiCert took it as order ${there?.id}`);
  await expect(ours.nth(1)).toContainText('Accepted the agreement and sent the order');
  await expect(ours.nth(1)).toContainText('Rosa Aanvrager');
  await expect(ours.nth(1)).toContainText(/[0-9a-f]{64}/);
  await expect(ours.nth(2)).toContainText('Started the draft');
});

test('reading the status shows what became of it at DigiCert', async ({ page, desk, signedIn, unique }) => {
  await signedIn('requester');
  const order = new OrderPage(page);
  const name = `${unique('status')}.example.nl`;
  const number = await placed(page.request, name);
  const [there] = await desk.sandbox.ordersNamed(name);
  await order.open(number);
  await order.refresh.click();
  await expect(order.notice).toHaveText('The status was read from DigiCert.');
  await expect(order.status).toContainText('Being validated');

  await desk.sandbox.act(there?.id ?? 0, 'issue');
  await order.refresh.click();
  await expect(order.status).toContainText('Issued');
  // The certificate may have been fetched meanwhile.
  await expect(order.events.filter({ hasText: "DigiCert's status changed from pending to issued" })).toHaveCount(1);
  await page.goto('/orders?show=placed');
  await expect(page.getByRole('row').filter({ hasText: name })).toContainText('Issued');

  // Whoever reads it in the background meets the fault as well.
  const path = `/order/certificate/${there?.id}`;
  await desk.sandbox.fault({ fault: 'status', status: 500, method: 'GET', path, times: 1_000 });
  await order.open(number);
  await order.refresh.click();
  await expect(order.notice).toHaveText('DigiCert did not answer. What you see is as it was last read.');
  await expect(order.status).toContainText('Issued');
});

test('the raw exchange is for administrators', async ({ page, signedIn, otherBrowser, unique }) => {
  await signedIn('requester');
  const name = `${unique('raw')}.example.nl`;
  const number = await placed(page.request, name);
  const theirs = new OrderPage(page);
  await theirs.open(number);
  await expect(theirs.raw).toHaveCount(0);
  expect(await page.content()).not.toContain('csa_agreed_to');

  const other = await (await otherBrowser('administrator')).newPage();
  const order = new OrderPage(other);
  await order.open(number);
  await order.raw.locator('summary').click();
  await expect(order.raw.locator('summary')).toContainText('status 201');
  await expect(order.raw.getByRole('region', { name: 'Request body' })).toContainText(name);
  await expect(order.raw.getByRole('region', { name: 'Answer' })).toContainText('certificate_id');
  expect(await other.content(), 'the key is nowhere').not.toContain('sandbox-key');
});
