// Approval by a second person: asked for, given, refused with a reason, voided by a change; nobody's own; not by card.
import { expect, test } from '../fixtures/desk';
import { tabTo, type } from '../fixtures/keyboard';
import { ask, complete, draft } from '../fixtures/shortcuts';
import { ApprovalPages } from '../pages/approval';
import { CheckPage } from '../pages/check';
import { HistoryPage } from '../pages/history';
import { OrderForm } from '../pages/order-form';
import { OrderPage } from '../pages/order';

test.use({ fresh: true, options: ['--approval=all', '--allow-payment=card'] });

test('an order is asked for, approved by somebody else, and placed', async ({ page, desk, signedIn, otherBrowser, unique }) => {
  await signedIn('requester');
  const [asking, check, order] = [new ApprovalPages(page), new CheckPage(page), new OrderPage(page)];
  const name = `${unique('approved')}.example.nl`;
  const number = await draft(page.request, complete(name));
  await check.open(number);
  await expect(check.place).toHaveCount(0);
  await asking.remark.fill('Graag voor vrijdag');
  await asking.ask.click();
  await expect(order.notice).toContainText('The approval is asked for.');
  await expect(order.status).toContainText('Waits for approval');

  const theirs = new ApprovalPages(await (await otherBrowser('approver')).newPage());
  await theirs.page.goto('/orders');
  await expect(theirs.waiting).toHaveCount(1);
  await expect(theirs.waiting).toContainText(name);
  await expect(theirs.waiting).toContainText('Rosa Aanvrager');
  await expect(theirs.waiting).toContainText('less than a minute');
  await theirs.waiting.getByRole('link', { name: number, exact: true }).click();
  await expect(theirs.heading).toHaveText(`Approve order ${number}`);
  await expect(theirs.main).toContainText('Graag voor vrijdag');
  await expect(theirs.main).toContainText(name);
  await expect(theirs.main).toContainText(/SHA-256 of the request: [0-9a-f]{64}/);
  await theirs.approve.click();
  await expect(theirs.notice).toContainText('The order is approved.');
  await theirs.page.goto('/orders');
  await expect(theirs.waiting).toHaveCount(0);

  await order.open(number);
  await expect(order.status).toContainText('Approved');
  await page.getByRole('link', { name: 'To the check page' }).click();
  await expect(check.main).toContainText(/Approved by .+ on .+\. It may be placed until /);
  await check.place.click();
  await expect(order.notice).toHaveText('DigiCert took the order.');
  expect(await desk.sandbox.ordersNamed(name)).toHaveLength(1);
});

test('an order is sent back with a reason, changed, and asked for anew', async ({ page, signedIn, otherBrowser, unique }) => {
  await signedIn('requester');
  const [asking, form, check, order] = [new ApprovalPages(page), new OrderForm(page), new CheckPage(page), new OrderPage(page)];
  const number = await draft(page.request, complete(`${unique('rejected')}.example.nl`));
  await ask(page.request, number);

  const theirs = new ApprovalPages(await (await otherBrowser('approver')).newPage());
  await theirs.open(number);
  await theirs.sendBack.click();
  await expect(theirs.page).toHaveTitle(/^Error: /);
  await expect(theirs.remarkError).toContainText('Say why you send it back.');
  await expect(theirs.remark).toHaveAttribute('aria-invalid', 'true');
  await theirs.remark.fill('De naam klopt niet');
  await theirs.sendBack.click();
  await expect(theirs.notice).toContainText('The order is back with its owner');

  await order.open(number);
  await expect(asking.standing('This order was not approved')).toContainText('De naam klopt niet');
  await form.open(number);
  await form.fill({ common_name: `${unique('better')}.example.nl` });
  await form.goOn.click();
  await expect(check.heading).toHaveText(`Check order ${number}`);
  await asking.ask.click();
  await expect(order.status).toContainText('Waits for approval');
  await expect(asking.standing('This order was not approved')).toHaveCount(0);
});

test('a change between the page and the click is not approved', async ({ page, signedIn, otherBrowser, unique }) => {
  await signedIn('requester');
  const [form, order] = [new OrderForm(page), new OrderPage(page)];
  const number = await draft(page.request, complete(`${unique('changed')}.example.nl`));
  await ask(page.request, number);
  const theirs = new ApprovalPages(await (await otherBrowser('approver')).newPage());
  await theirs.open(number);

  await form.open(number);
  await expect(form.main).toContainText('A change takes it back, and the approval has to be asked for anew.');
  await form.fill({ common_name: `${unique('other')}.example.nl` });
  await form.save.click();
  await theirs.approve.click();
  await expect(theirs.notice).toHaveText('This order does not wait for an approval any more. Nothing was done.');
  await order.open(number);
  await expect(order.status).toContainText('Draft');
});

test('nobody approves an order of their own', async ({ page, signedIn, unique }) => {
  await signedIn('administrator');
  const own = new ApprovalPages(page);
  const number = await draft(page.request, complete(`${unique('own')}.example.nl`));
  await ask(page.request, number);
  await own.open(number);
  await expect(own.main).toContainText('somebody else has to approve it, whatever your role');
  await expect(own.approve).toHaveCount(0);
  await expect(own.sendBack).toHaveCount(0);
  await new OrderPage(page).open(number);
  await own.withdraw.click();
  await expect(own.notice).toContainText('The order is taken back from approval.');
});

test('the form offers no card and says why', async ({ page, signedIn, unique }) => {
  await signedIn('requester');
  const [form, history] = [new OrderForm(page), new HistoryPage(page)];
  await form.open();
  await expect(form.main).toContainText('A card is no choice here: orders wait for an approval at this desk');
  await expect(page.locator('[name="payment_method"][value="card"]')).toHaveCount(0);
  const chosen = { ...complete(`${unique('card')}.example.nl`), payment_method: 'card' };
  await form.open(await draft(page.request, chosen));
  await form.goOn.click();
  await expect(form.errorSummary).toContainText('Choose another way of paying.');
  await expect(page.locator('[name="payment_method"][value="card"]')).toBeChecked();
  await history.open();
  await history.show('Waiting for approval');
  await expect(history.main).toContainText('No orders in this view');
});

test('asking and approving with the keyboard', { tag: '@scripts-on' }, async ({ page, signedIn, otherBrowser, unique }) => {
  await signedIn('requester');
  const [asking, check] = [new ApprovalPages(page), new CheckPage(page)];
  const number = await draft(page.request, complete(`${unique('keyboard')}.example.nl`));
  await check.open(number);
  await type(page, asking.remark, 'Graag snel');
  await tabTo(page, asking.ask);
  await page.keyboard.press('Enter');
  await expect(asking.notice).toContainText('The approval is asked for.');
  const theirs = new ApprovalPages(await (await otherBrowser('approver')).newPage());
  await theirs.open(number);
  await type(theirs.page, theirs.remark, 'Akkoord');
  await tabTo(theirs.page, theirs.approve);
  await theirs.page.keyboard.press('Enter');
  await expect(theirs.notice).toContainText('The order is approved.');
});
