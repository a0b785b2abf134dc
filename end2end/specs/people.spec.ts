// Looking after people: adding, roles, disabling, new passwords; and what each role sees.
import { expect, test } from '../fixtures/desk';
import { complete, draft, person } from '../fixtures/shortcuts';
import { HistoryPage } from '../pages/history';
import { Layout } from '../pages/layout';
import { OrderPage } from '../pages/order';
import { PeoplePages } from '../pages/people';
import { SignInPage } from '../pages/sign-in';

test.beforeEach(async ({ signedIn }) => signedIn('administrator'));

test('a person is added in the browser and signs in', async ({ page, browser, desk, unique }) => {
  const people = new PeoplePages(page);
  const username = unique('cor');
  await people.openNew();
  await people.username.fill(username);
  await people.name.fill('Cor Kijker');
  await people.role('Viewer').check();
  await people.password.fill('zeven kleine eendjes');
  await people.again.fill('zeven kleine eendjes');
  await people.add();
  await expect(people.notice).toHaveText('The person is added.');
  await expect(people.row(username)).toContainText('Cor Kijker');
  await expect(people.row(username)).toContainText('Viewer');
  await expect(people.row(username)).toContainText('Active');

  const theirs = await browser.newContext({ baseURL: desk.address, javaScriptEnabled: false });
  const signIn = new SignInPage(await theirs.newPage());
  await signIn.open();
  await signIn.signIn({ username, password: 'zeven kleine eendjes' });
  await expect(signIn.page.getByText('Cor Kijker')).toBeVisible();
  await expect(signIn.page.getByText('My account (Viewer)')).toBeVisible();
  await theirs.close();
});

test('what is wrong with a new person stands beside each field', async ({ page }) => {
  const people = new PeoplePages(page);
  await people.openNew();
  await people.username.fill('requester');
  await people.name.fill('Een Tweede');
  await people.role('Approver').check();
  await people.password.fill('short');
  await people.again.fill('other');
  await people.add();
  await expect(page).toHaveTitle(/^Error: /);
  await expect(people.errorSummary).toBeFocused();
  await expect(people.errorSummary.getByRole('link')).toHaveCount(2);
  await expect(people.password).toHaveAttribute('aria-invalid', 'true');
  await expect(people.password).toHaveValue('');
  await expect(people.name).toHaveValue('Een Tweede');
  await expect(people.role('Approver')).toBeChecked();

  await people.password.fill('zeven kleine eendjes');
  await people.again.fill('zeven kleine eendjes');
  await people.add();
  await expect(people.errorSummary).toContainText('Somebody has this username already.');
  await expect(people.username).toHaveAttribute('aria-invalid', 'true');
});

test('a viewer looks, and changes nothing', async ({ page, otherBrowser, unique }) => {
  const name = `${unique('seen')}.example.nl`;
  const number = await draft(page.request, complete(name));
  const viewer = await person(page.request, unique('viewer'), 'viewer');
  const theirs = await (await otherBrowser(viewer)).newPage();
  const [history, order, layout] = [new HistoryPage(theirs), new OrderPage(theirs), new Layout(theirs)];
  await history.open();
  await expect(history.row(number)).toContainText(name);
  await expect(history.newOrder).toHaveCount(0);
  await expect(layout.navigation.getByRole('link')).toHaveText([
    'Overview',
    'Orders',
    'Organizations',
    'Contacts',
    'Domains',
    'Settings',
  ]);
  await order.open(number);
  await expect(order.edit).toHaveCount(0);

  for (const path of ['/orders/new', `/orders/${number}/edit`, `/orders/${number}/check`, '/people', '/people/new']) {
    const response = await theirs.goto(path);
    expect(response?.status(), path).toBe(403);
    await expect(layout.heading).toHaveText('You may not do this');
    await expect(theirs).toHaveTitle('You may not do this – PKIo Desk');
  }
  const placing = await theirs.request.post('/actions/place-order', { form: { order: number, version: '1' }, maxRedirects: 0 });
  expect(placing.status()).toBe(403);
});

test('disabling a person ends their sessions, enabling lets them in again', async ({ page, otherBrowser, unique }) => {
  const people = new PeoplePages(page);
  const who = await person(page.request, unique('leaver'), 'requester');
  const theirs = await (await otherBrowser(who)).newPage();
  const signIn = new SignInPage(theirs);
  await theirs.goto('/orders');
  await expect(signIn.heading).toHaveText('Orders');

  await people.openPerson(who.username);
  await people.disabled.check();
  await people.saveAccess();
  await expect(people.notice).toHaveText('The person is changed.');
  await expect(people.main).toContainText('Disabled');
  await theirs.goto('/orders');
  await expect(signIn.heading).toHaveText('Sign in');
  await signIn.signIn(who);
  await expect(signIn.errorSummary).toContainText('Nobody can sign in with this username and password.');

  await people.openPerson(who.username);
  await people.disabled.uncheck();
  await people.saveAccess();
  await expect(people.notice).toHaveText('The person is changed.');
  await signIn.signIn(who);
  await expect(signIn.heading).toHaveText('Orders');
});

test('a new role applies from the next page, a new password ends sessions', async ({ page, otherBrowser, unique }) => {
  const people = new PeoplePages(page);
  const who = await person(page.request, unique('riser'), 'viewer');
  const theirs = await (await otherBrowser(who)).newPage();
  const [history, signIn] = [new HistoryPage(theirs), new SignInPage(theirs)];
  await history.open();
  await expect(history.newOrder).toHaveCount(0);
  await people.openPerson(who.username);
  await people.role('Requester').check();
  await people.saveAccess();
  await expect(people.notice).toHaveText('The person is changed.');
  await history.open();
  await expect(history.newOrder).toBeVisible();

  await people.openPerson(who.username);
  await people.setPassword('vier woorden zijn genoeg');
  await expect(people.notice).toHaveText('The password is changed.');
  await history.open();
  await expect(signIn.heading).toHaveText('Sign in');
  await signIn.signIn({ ...who, password: 'vier woorden zijn genoeg' });
  await expect(history.heading).toHaveText('Orders');
});

test('the last administrator stays one', async ({ page }) => {
  const people = new PeoplePages(page);
  await people.openPerson('administrator');
  await people.role('Requester').check();
  await people.saveAccess();
  await expect(people.errorSummary).toContainText('This is the last administrator who can sign in.');
  await expect(people.role('Requester')).toBeChecked();
  await people.open();
  await expect(people.row('administrator')).toContainText('Administrator');
});
