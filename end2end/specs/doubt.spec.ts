// Orders in doubt in the hands of people: what the page says of the search, which of several orders is it, and from when
// on one may be given up.
import type { Page } from '@playwright/test';

import { expect, test } from '../fixtures/desk';
import type { Desk } from '../fixtures/process';
import { placed } from '../fixtures/shortcuts';
import { OrderForm } from '../pages/order-form';
import { OrderPage } from '../pages/order';

// A desk of its own has just looked by itself and does so again a minute later: what is found is found by the test.
test.use({ fresh: true });

test.beforeEach(async ({ signedIn }) => signedIn('requester'));

/** Places an order whose answer does not arrive, and opens it. */
async function doubted(page: Page, desk: Desk, name: string, fault: string): Promise<{ order: OrderPage; number: string }> {
  await desk.sandbox.faultOnOrder({ fault });
  const number = await placed(page.request, name);
  const order = new OrderPage(page);
  await order.open(number);
  await expect(order.inDoubt).toBeVisible();
  return { order, number };
}

/** An order of which DigiCert has two, because some layer sent it twice; their numbers. */
async function twice(page: Page, desk: Desk, name: string): Promise<{ order: OrderPage; ids: number[] }> {
  const { order } = await doubted(page, desk, name, 'cut-after-taking');
  const [there] = await desk.sandbox.ordersNamed(name);
  await desk.sandbox.repeat(there?.id ?? 0);
  await order.lookAgain.click();
  await expect(order.notice).toContainText('Several orders fit this one');
  const ids = (await desk.sandbox.ordersNamed(name)).map(({ id }) => id);
  expect(ids).toHaveLength(2);
  return { order, ids };
}

test('the page says how the search stands, and from when on the order may be given up', async ({ page, desk, unique }) => {
  const { order, number } = await doubted(page, desk, `${unique('search')}.example.nl`, 'cut-before-reading');
  await order.lookAgain.click();
  await expect(order.value('Asked')).toContainText('clear answer');
  await expect(order.value('In doubt since')).toContainText(/^\d{4}-\d\d-\d\d \d\d:\d\d CES?T$/);
  await expect(order.givingUp).toContainText('after 3 clear answers in a row that there is no such order; so far');
  await expect(order.givingUp.getByRole('link')).toHaveCount(0);
  const early = await page.request.get(`/orders/${number}/give-up`);
  expect(early.status()).toBe(409);
  const forced = await page.request.post(`/orders/${number}/give-up`, { form: { reason: 'in a hurry' }, maxRedirects: 0 });
  expect(forced.status()).toBe(409);
  await order.open(number);
  await expect(order.status).toContainText('In doubt');
});

test('of several orders a person chooses one, side by side', async ({ page, desk, unique }) => {
  const name = `${unique('side-by-side')}.example.nl`;
  const { order, ids } = await twice(page, desk, name);
  await expect(order.givingUp).toContainText('first say of the orders that were found whether one of them is it');
  const reference = order.comparison.getByRole('row').filter({ hasText: 'Reference' });
  await expect(reference.getByText('The same')).toHaveCount(2);
  await order.comparison.getByRole('button', { name: `This one is ours (DigiCert ${ids[1]})` }).click();
  await expect(order.notice).toHaveText('The order is placed as the one that you chose.');
  await expect(order.value('Order number')).toHaveText(String(ids[1]));
  await expect(order.events.first()).toContainText(`Found it at DigiCert as order ${ids[1]}`);
  await expect(order.comparison).toHaveCount(0);
  expect(await desk.sandbox.ordersNamed(name), 'nothing was sent').toHaveLength(2);
});

test('none of them is it: they are not asked about again, and the search goes on', async ({ page, desk, unique }) => {
  const { order, ids } = await twice(page, desk, `${unique('none')}.example.nl`);
  await order.noneOfThese.click();
  await expect(order.notice).toContainText('None of these orders is it.');
  await expect(order.comparison).toHaveCount(0);
  await expect(order.events.first()).toContainText('None of these orders at DigiCert is it:');
  for (const id of ids) await expect(order.events.first()).toContainText(String(id));
  await order.lookAgain.click();
  await expect(order.notice).toContainText('DigiCert knows no order with this reference.');
  await expect(order.status).toContainText('In doubt');
});

test.describe('giving up', () => {
  test.use({ options: ['--release-minutes=1'] });

  test('after clear answers, with a reason: a draft takes its place, and the page says so', async ({ page, desk, unique }) => {
    // Three answers count, each a minute after the one before.
    test.setTimeout(5 * 60_000);
    const name = `${unique('give-up')}.example.nl`;
    const { order, number } = await doubted(page, desk, name, 'cut-before-reading');
    const way = order.givingUp.getByRole('link', { name: 'Give this order up' });
    await expect(async () => {
      await order.lookAgain.click();
      await expect(way).toBeVisible({ timeout: 1_000 });
    }).toPass({ timeout: 4 * 60_000, intervals: [10_000] });
    await way.click();
    await expect(order.heading).toHaveText(`Give order ${number} up`);
    await expect(order.main).toContainText('DigiCert is asked once more first.');
    const [reason, submit] = [page.getByLabel('Why do you think'), page.getByRole('button', { name: 'Give it up' })];
    await submit.click();
    await expect(order.errorSummary).toContainText('Say why you give the order up.');
    await reason.fill('CertCentral shows nothing.');
    await submit.click();
    await expect(order.notice).toContainText('The order in doubt was given up. This draft takes its place');
    await expect(order.status).toContainText('Draft');
    const draft = order.number();
    expect(draft).not.toBe(number);
    const form = new OrderForm(page);
    await form.open(draft);
    expect(await form.typed()).toMatchObject({ common_name: name });
    await order.open(number);
    await expect(order.status).toContainText('Given up');
    await expect(order.events.first()).toContainText('CertCentral shows nothing.');
    await expect(order.main.getByRole('link', { name: `Order ${draft} took its place` })).toBeVisible();
    expect((await page.request.get(`/orders/${number}/give-up`)).status()).toBe(409);
    expect(await desk.sandbox.ordersNamed(name), 'nothing was sent').toHaveLength(0);
  });
});
