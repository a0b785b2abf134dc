// Signing in and out: one message for every wrong pair, and nothing to see without a session.
import { expect, test } from '../fixtures/desk';
import { Layout } from '../pages/layout';
import { SignInPage } from '../pages/sign-in';

const REFUSED = 'Nobody can sign in with this username and password.';

test('a wrong password and an unknown name are told in the same words', async ({ page, unique }) => {
  const signIn = new SignInPage(page);
  const said: string[] = [];
  for (const username of ['approver', unique('nobody')]) {
    await signIn.open();
    await signIn.signIn({ username, password: 'not the password' });
    await expect(page).toHaveTitle('Error: Sign in – PKIo Desk');
    await expect(signIn.errorSummary).toContainText(REFUSED);
    await expect(signIn.errorSummary).toBeFocused();
    await expect(signIn.username).toHaveValue(username);
    await expect(signIn.password).toHaveValue('');
    said.push(await signIn.errorSummary.innerText());
  }
  expect(said[0]).toBe(said[1]);
});

test('too many wrong passwords are turned away, in words', async ({ page, unique }) => {
  const signIn = new SignInPage(page);
  const username = unique('guesser');
  for (let attempt = 0; attempt < 8; attempt += 1) {
    await page.request.post('/login', { form: { username, password: 'wrong' } });
  }
  await signIn.open();
  await signIn.signIn({ username, password: 'wrong' });
  await expect(signIn.errorSummary).toContainText('There were too many failed attempts');
});

test('signing in leads to the page that was asked for', async ({ page, desk }) => {
  const signIn = new SignInPage(page);
  await page.goto('/settings');
  await expect(signIn.heading).toHaveText('Sign in');
  await expect(signIn.navigation).toHaveCount(0);
  await signIn.signIn(desk.people.requester);
  await expect(page).toHaveURL('/settings');
  await expect(signIn.navigation.getByRole('link', { name: 'Settings' })).toHaveAttribute('aria-current', 'page');
});

test('an address of another site is not followed', async ({ page, desk }) => {
  const signIn = new SignInPage(page);
  await page.goto('/login?next=https%3A%2F%2Fexample.com%2F');
  await signIn.signIn(desk.people.requester);
  await expect(page).toHaveURL('/');
});

test('signing out ends the session, not only its cookie', async ({ page, context, desk }) => {
  const [signIn, layout] = [new SignInPage(page), new Layout(page)];
  await signIn.open();
  await signIn.signIn(desk.people.requester);
  await expect(page).toHaveURL('/');
  const cookies = await context.cookies();
  expect(cookies.map(({ httpOnly, sameSite }) => ({ httpOnly, sameSite }))).toEqual([{ httpOnly: true, sameSite: 'Lax' }]);
  await layout.signOut();
  await expect(signIn.heading).toHaveText('Sign in');
  await context.addCookies(cookies);
  await page.goto('/orders');
  await expect(signIn.heading).toHaveText('Sign in');
});
