// What people see when DigiCert does not answer as it should: nothing is ever sent twice, and every outcome is clear.
import type { Page } from '@playwright/test';

import { expect, test } from '../fixtures/desk';
import { complete, draft, placing, press } from '../fixtures/shortcuts';
import { CheckPage } from '../pages/check';
import { OrderForm } from '../pages/order-form';
import { OrderPage, TAKEN } from '../pages/order';
import { SettingsPage } from '../pages/settings';

test.beforeEach(async ({ signedIn }) => signedIn('requester'));

/** Drafts a complete order and presses the place button. */
async function placeNamed(page: Page, name: string): Promise<{ order: OrderPage; number: string }> {
  const [check, order] = [new CheckPage(page), new OrderPage(page)];
  const number = await draft(page.request, complete(name));
  await check.open(number);
  await check.place.click();
  await expect(order.heading).toHaveText(`Order ${number}`);
  return { order, number };
}

/** Looks for an order in doubt that is there. The desk looks by itself every minute, too: whoever is first finds it. */
async function lookUntilFound(order: OrderPage, id?: number): Promise<void> {
  if (await order.lookAgain.isVisible()) await order.lookAgain.click();
  await expect(order.inDoubt).toHaveCount(0);
  const found = order.events.filter({ hasText: 'Found it at DigiCert as order' });
  await expect(found).toHaveCount(1);
  if (id !== undefined) await expect(found).toContainText(`as order ${id}`);
  if (!(await found.textContent())?.includes('The desk')) {
    await expect(order.notice).toHaveText('The order was found at DigiCert.');
  }
}

interface Doubt {
  what: string;
  fault: { fault: string; status?: number; after_taking?: boolean };
  isTaken: boolean;
}

const DOUBTS: Doubt[] = [
  { what: 'the connection breaks before DigiCert read the request', fault: { fault: 'cut-before-reading' }, isTaken: false },
  { what: 'the connection breaks after DigiCert took the order', fault: { fault: 'cut-after-taking' }, isTaken: true },
  { what: 'a 500', fault: { fault: 'status', status: 500 }, isTaken: false },
  { what: 'a 500 although the order was taken', fault: { fault: 'status', status: 500, after_taking: true }, isTaken: true },
  { what: 'a 502 with a page of HTML', fault: { fault: 'html', status: 502 }, isTaken: false },
  { what: 'half an answer', fault: { fault: 'truncated-json' }, isTaken: true },
  { what: 'created, but no order number', fault: { fault: 'created-without-id' }, isTaken: true },
  { what: 'a 429 of some layer before DigiCert', fault: { fault: 'plain-429' }, isTaken: false },
];

for (const { what, fault, isTaken } of DOUBTS) {
  test(`in doubt: ${what}`, async ({ page, desk, unique }) => {
    const name = `${unique('doubt')}.example.nl`;
    await desk.sandbox.faultOnOrder(fault);
    const { order, number } = await placeNamed(page, name);
    await expect(order.events.filter({ hasText: 'In doubt: ' })).toHaveCount(1);
    if (!isTaken) {
      await expect(order.inDoubt).toBeVisible();
      await expect(order.main).toContainText('The desk never sends it again by itself.');
      await expect(order.status).toContainText('In doubt');
    }
    await expect(order.edit).toHaveCount(0);
    const changing = await page.request.get(`/orders/${number}/edit`);
    expect(changing.status()).toBe(409);
    const checking = await page.request.get(`/orders/${number}/check`);
    expect(checking.status(), 'there is no button to send it again').toBe(409);

    const there = await desk.sandbox.ordersNamed(name);
    expect(there).toHaveLength(isTaken ? 1 : 0);
    if (isTaken) {
      await lookUntilFound(order, there[0]?.id);
      await expect(order.value('Order number')).toHaveText(String(there[0]?.id));
      await expect(order.value('Certificate number')).toHaveText(String(there[0]?.certificate_id));
    } else {
      await order.lookAgain.click();
      await expect(order.notice).toContainText('DigiCert knows no order with this reference.');
      await expect(order.inDoubt).toBeVisible();
      await expect(order.events.first()).toContainText('Looked for it at DigiCert and found nothing');
    }
    expect(await desk.sandbox.ordersNamed(name), 'looking sends nothing').toHaveLength(isTaken ? 1 : 0);
  });
}

test.describe('the answer takes too long', () => {
  test.use({ fresh: true, options: ['--place-timeout=1'] });

  test('in doubt, and found', async ({ page, desk, unique }) => {
    const name = `${unique('late')}.example.nl`;
    await desk.sandbox.faultOnOrder({ fault: 'delay-after-taking', seconds: 20 });
    const { order } = await placeNamed(page, name);
    await expect(order.events.filter({ hasText: 'In doubt: DigiCert did not answer in time' })).toHaveCount(1);
    await lookUntilFound(order);
    expect(await desk.sandbox.ordersNamed(name)).toHaveLength(1);
  });
});

test.describe('the connection is cut as soon as it is made', () => {
  // Other tests' connections would be cut in its place.
  test.use({ fresh: true });

  test('in doubt, and not there', async ({ page, desk, unique }) => {
    const [check, order] = [new CheckPage(page), new OrderPage(page)];
    const name = `${unique('accept')}.example.nl`;
    await check.open(await draft(page.request, complete(name)));
    await desk.sandbox.fault({ fault: 'cut-on-accept' });
    await check.place.click();
    await expect(order.inDoubt).toBeVisible();
    await expect(order.events.first()).toContainText('In doubt: the connection broke before the answer came');
    await order.lookAgain.click();
    await expect(order.notice).toContainText('DigiCert knows no order with this reference.');
    await expect(order.status).toContainText('In doubt');
    expect(await desk.sandbox.ordersNamed(name)).toHaveLength(0);
  });
});

test.describe('nobody can connect', () => {
  test.use({ fresh: true });

  test('nothing was sent, and the order is placed once DigiCert is there again', async ({ page, desk, unique }) => {
    const [check, order] = [new CheckPage(page), new OrderPage(page)];
    const name = `${unique('closed')}.example.nl`;
    const number = await draft(page.request, complete(name));
    await check.open(number);
    await desk.sandbox.closeListener(3);
    await check.place.click();
    await expect(order.notice).toContainText('so nothing was sent');
    await expect(order.status).toContainText('Draft');
    await expect(async () => expect(await desk.sandbox.ordersNamed(name)).toHaveLength(0)).toPass();
    await expect(async () => {
      await check.open(number);
      await check.place.click();
      await expect(order.notice).toHaveText('DigiCert took the order.', { timeout: 1_000 });
    }).toPass();
    expect(await desk.sandbox.ordersNamed(name)).toHaveLength(1);
  });
});

test('the order waits for an approval at DigiCert: it is placed, and says so', async ({ page, desk, unique }) => {
  const name = `${unique('needs-approval')}.example.nl`;
  await desk.sandbox.faultOnOrder({ fault: 'needs-approval' });
  const { order } = await placeNamed(page, name);
  await expect(order.notice).toHaveText('DigiCert took the order.');
  await order.refresh.click();
  await expect(order.status).toContainText('Needs approval at DigiCert');
  expect(await desk.sandbox.ordersNamed(name)).toHaveLength(1);
});

test('refused: both errors are shown, and it is changed and placed again', async ({ page, desk, unique }) => {
  const [form, check] = [new OrderForm(page), new CheckPage(page)];
  const name = `${unique('refused')}.example.nl`;
  await desk.sandbox.faultOnOrder({ fault: 'two-errors' });
  const { order } = await placeNamed(page, name);
  await expect(order.refused).toContainText('Nothing was ordered.');
  await expect(order.status).toContainText('Refused');
  for (const text of ['The CSR could not be parsed.', 'The organization does not exist.']) {
    await expect(order.refused).toContainText(text);
    await expect(order.events.first()).toContainText(text);
  }
  await order.refused.getByRole('link', { name: 'DigiCert could not read the CSR.' }).click();
  await expect(page).toHaveURL(/\/edit\/certificate#f-csr$/);
  await expect(form.field('csr')).toHaveAttribute('aria-invalid', 'true');
  await order.refused.getByText('What DigiCert answered, word for word').click();
  await expect(order.refused.getByText('csr_invalid_cannot_parse')).toBeVisible();
  await page.getByRole('link', { name: 'All parts of the order' }).click();
  await order.edit.click();
  await expect(form.main).toContainText('The CSR could not be parsed.');
  const { csr, csa_agreed: _, ...expected } = complete(name);
  expect(await form.typed()).toMatchObject({ ...expected, csr });
  const again = `${unique('mended')}.example.nl`;
  await form.fill({ common_name: again });
  await form.goOn.click();
  await check.place.click();
  await expect(order.notice).toHaveText('DigiCert took the order.');
  await expect(order.refused).toHaveCount(0);
  expect(await desk.sandbox.ordersNamed(name)).toHaveLength(0);
  expect(await desk.sandbox.ordersNamed(again)).toHaveLength(1);
});

test('the place button pressed twice orders once', async ({ page, desk, unique }) => {
  const [check, order] = [new CheckPage(page), new OrderPage(page)];
  const name = `${unique('twice')}.example.nl`;
  const number = await draft(page.request, complete(name));
  await check.open(number);
  await check.place.dblclick();
  await expect(order.heading).toHaveText(`Order ${number}`);
  await expect(async () => {
    await order.open(number);
    await expect(order.status).toContainText(TAKEN, { timeout: 1 });
  }).toPass();
  expect(await desk.sandbox.ordersNamed(name)).toHaveLength(1);
});

test('five form posts at once order once', async ({ page, desk, unique }) => {
  const order = new OrderPage(page);
  const name = `${unique('at-once')}.example.nl`;
  const number = await draft(page.request, complete(name));
  const fields = await placing(page.request, number);
  const led = await Promise.all([1, 2, 3, 4, 5].map(() => press(page.request, '/actions/place-order', fields)));
  for (const address of led) expect(new URL(address, desk.address).pathname).toBe(`/orders/${number}`);
  await order.open(number);
  await expect(order.status).toContainText(TAKEN);
  expect(await desk.sandbox.ordersNamed(name)).toHaveLength(1);
  await press(page.request, '/actions/place-order', fields);
  await order.open(number);
  await expect(order.notice).toHaveText('This order had been sent already. Nothing was sent again.');
  expect(await desk.sandbox.ordersNamed(name)).toHaveLength(1);
});

test('a draft that was changed after the check page is not placed', async ({ page, desk, unique }) => {
  const [check, order] = [new CheckPage(page), new OrderPage(page)];
  const name = `${unique('changed')}.example.nl`;
  const number = await draft(page.request, complete(name));
  await check.open(number);
  const form = { ...complete(name), container: '679393', action: 'save', ...(await placing(page.request, number)) };
  await page.request.post(`/orders/${number}/edit`, { form, maxRedirects: 0 });
  await check.place.click();
  await expect(order.notice).toContainText('Somebody changed this order meanwhile.');
  await expect(order.status).toContainText('Draft');
  expect(await desk.sandbox.ordersNamed(name)).toHaveLength(0);
});

test.describe('DigiCert asks for fewer requests', () => {
  // The desk stays away for a while afterwards, which would slow other tests down.
  test.use({ fresh: true });

  test('nothing was sent, and the draft is as before', async ({ page, desk, unique }) => {
    const [form, name] = [new OrderForm(page), `${unique('limit')}.example.nl`];
    await desk.sandbox.faultOnOrder({ fault: 'status', status: 429 });
    const { order, number } = await placeNamed(page, name);
    await expect(order.notice).toContainText('so nothing was sent. The order is as it was before');
    await expect(order.status).toContainText('Draft');
    await expect(order.events.first()).toContainText("Nothing was sent: DigiCert's limit of requests was reached");
    await form.open(number);
    await expect(form.field('common_name')).toHaveValue(name);
    expect(await desk.sandbox.ordersNamed(name)).toHaveLength(0);
  });
});

test.describe('DigiCert does not answer questions', () => {
  test.use({ fresh: true });

  test('the form and the settings say so, and drafts can be written', async ({ page, desk, unique }) => {
    const [form, settings] = [new OrderForm(page), new SettingsPage(page)];
    await desk.sandbox.fault({ fault: 'cut-before-reading', method: 'GET', times: 1_000 });
    await settings.open();
    await expect(settings.key).toContainText('DigiCert cannot be reached');
    await form.open();
    await expect(form.main).toContainText('DigiCert did not answer');
    await form.fill({ common_name: unique('offline'), organization: '2042709' });
    await form.save.click();
    await expect(form.notice).toHaveText('The draft is saved.');
    for (const path of ['/orders', '/settings', '/account']) {
      await page.goto(path);
      await expect(form.silence).toContainText('Orders and drafts can be read and written; nothing can be sent.');
    }
    await desk.sandbox.clearFaults();
    // The desk leaves a silent DigiCert alone for half a minute.
    await expect(async () => {
      await settings.open();
      await expect(settings.key).toContainText('DigiCert accepts this key', { timeout: 1_000 });
      await expect(settings.silence).toHaveCount(0, { timeout: 1_000 });
    }).toPass({ timeout: 45_000 });
  });
});
