// A draft keeps everything that was typed: saved half-filled, opened again, with contacts added and removed, discarded.
import { expect, test } from '../fixtures/desk';
import { CSR, complete, draft, numberIn, placing, press } from '../fixtures/shortcuts';
import { HistoryPage } from '../pages/history';
import { OrderForm, type Answers } from '../pages/order-form';
import { OrderPage, TAKEN } from '../pages/order';

const HALF: Answers = {
  csr: CSR,
  server_platform: '59',
  domain_choice: 'own',
  dns_names: 'één.example.nl,\n  twee.example.nl <b>"&amp;',
  organization: 'not a number',
  oin_choice: 'own',
  oin: '0000 0099',
  dcv_method: 'dns-txt-token',
  validity: 'years',
  years: '2',
  contacts: [
    { first_name: 'Ans', last_name: "d'Hondt", email: 'ans@', telephone: '010' },
    { contact_type: 'technical_contact', user_id: '7', first_name: 'Bo' },
  ],
};

test.beforeEach(async ({ signedIn }) => signedIn('requester'));

test('a half-filled draft is saved, and everything is there when it is opened again', async ({ page, unique }) => {
  const [form, order, history] = [new OrderForm(page), new OrderPage(page), new HistoryPage(page)];
  const name = unique('half');
  await form.open();
  await form.fill({ ...HALF, common_name: name });
  const typed = await form.typed();
  await form.save.click();
  await expect(form.notice).toHaveText('The draft is saved.');
  const number = form.number();

  await history.open();
  await history.show('Drafts');
  await expect(history.row(number)).toContainText(name);
  await expect(history.row(number)).toContainText('Draft');
  await history.row(number).getByRole('link').click();
  await order.edit.click();
  expect(await form.typed()).toEqual(typed);
  expect(typed).toMatchObject({ common_name: name, csr: CSR, oin: '0000 0099', years: '2', 'contacts[1][user_id]': '7' });
});

test('a form on which nothing was typed can be saved too', async ({ page }) => {
  const [form, order] = [new OrderForm(page), new OrderPage(page)];
  await form.open();
  await form.save.click();
  await expect(form.notice).toHaveText('The draft is saved.');
  await order.open(form.number());
  await expect(page.getByText('No name yet')).toBeVisible();
});

test('Enter in a text field saves, and neither goes on nor removes a contact', async ({ page, unique }) => {
  const form = new OrderForm(page);
  await form.open();
  await form.fill({ contacts: [{ first_name: 'Ans' }, { first_name: 'Bo' }] });
  await form.field('common_name').fill(unique('enter'));
  await form.field('common_name').press('Enter');
  await expect(form.notice).toHaveText('The draft is saved.');
  await expect(form.contacts).toHaveCount(2);
  await form.contactField(1, 'email').press('Enter');
  await expect(form.notice).toHaveText('The draft is saved.');
  await expect(form.contacts).toHaveCount(2);
  await expect(form.contactField(0, 'first_name')).toHaveValue('Ans');
});

test('adding and removing contacts keeps everything else', async ({ page, unique }) => {
  const form = new OrderForm(page);
  await form.open();
  await form.fill({ ...HALF, common_name: unique('contacts') });
  const plain = async () => Object.entries(await form.typed()).filter(([name]) => !name.startsWith('contacts['));
  const before = await plain();
  const number = form.number();

  await form.addContact();
  expect(form.number(), 'the same draft goes on').toBe(number);
  await form.contactField(2, 'first_name').fill('Cor');
  await form.removeContact(2);
  await expect(form.contactField(0, 'last_name')).toHaveValue("d'Hondt");
  await expect(form.contactField(1, 'first_name')).toHaveValue('Cor');
  expect(await plain()).toEqual(before);
  await form.removeContact(1);
  await form.removeContact(1);
  await expect(form.contacts).toHaveCount(0);
  expect(await plain()).toEqual(before);
});

test('a draft is discarded, and gone', async ({ page, unique }) => {
  const [form, history] = [new OrderForm(page), new HistoryPage(page)];
  const number = await draft(page.request, complete(unique('discard')));
  await form.open(number);
  await form.discard.click();
  await expect(history.notice).toHaveText('The draft is discarded.');
  await expect(history.row(number)).toHaveCount(0);
  await form.open(number);
  await expect(form.heading).toHaveText('Page not found');
});

test('two people on one draft: the later save shows both versions', async ({ page, otherBrowser, unique }) => {
  const mine = unique('mine');
  const number = await draft(page.request, complete(unique('shared')));
  const other = await otherBrowser('approver');
  const [here, there] = [new OrderForm(page), new OrderForm(await other.newPage())];
  await here.open(number);
  await there.open(number);
  await there.fill({ common_name: 'theirs.example.nl', container: '679393' });
  await there.save.click();
  await expect(there.notice).toHaveText('The draft is saved.');

  await here.fill({ common_name: mine });
  await here.goOn.click();
  await expect(page).toHaveTitle(/^Error: /);
  await expect(page.getByText('Somebody saved this draft while you were typing')).toBeVisible();
  const rows = page.getByRole('table', { name: 'Where the two versions differ' }).locator('tbody tr');
  await expect(rows).toHaveCount(2);
  await expect(rows.filter({ hasText: mine })).toContainText('theirs.example.nl');
  await expect(rows.filter({ hasText: '679393' })).toBeVisible();
  await expect(here.field('common_name')).toHaveValue(mine);

  await there.open(number);
  await expect(there.field('common_name'), 'nothing was overwritten').toHaveValue('theirs.example.nl');
  await here.save.click();
  await expect(here.notice).toHaveText('The draft is saved.');
  expect(numberIn(page.url())).toBe(number);
  await there.open(number);
  await expect(there.field('common_name'), 'now it was, knowingly').toHaveValue(mine);
});

test('what was typed on a draft that was sent meanwhile becomes a new draft', async ({ page, unique }) => {
  const [form, order] = [new OrderForm(page), new OrderPage(page)];
  const name = `${unique('sent')}.example.nl`;
  const number = await draft(page.request, complete(name));
  await form.open(number);
  await press(page.request, '/actions/place-order', await placing(page.request, number));
  await form.fill({ container: '679394' });
  await form.save.click();
  await expect(form.notice).toHaveText(
    'The order was sent or discarded while you were typing. What you typed is kept here as a new draft.',
  );
  expect(form.number()).not.toBe(number);
  await expect(form.field('container')).toHaveValue('679394');
  await expect(form.field('common_name')).toHaveValue(name);
  await order.open(number);
  await expect(order.status).toContainText(TAKEN);
});
