// One's own account: language, time zone and password.
import { expect, test } from '../fixtures/desk';
import { person, placed } from '../fixtures/shortcuts';
import { AccountPage } from '../pages/account';
import { OrderPage } from '../pages/order';
import { SignInPage } from '../pages/sign-in';

test('the time zone is one’s own, and every time is shown in it', async ({ page, otherBrowser, signedIn, unique }) => {
  await signedIn('administrator');
  const who = await person(page.request, unique('traveller'), 'requester');
  const theirs = await (await otherBrowser(who)).newPage();
  const [account, order] = [new AccountPage(theirs), new OrderPage(theirs)];
  const number = await placed(theirs.request, `${unique('time')}.example.nl`);
  const shown = async () => {
    await order.open(number);
    return order.value('Started').innerText();
  };
  await account.open();
  await expect(account.timeZone).toHaveValue('Europe/Amsterdam');
  const amsterdam = await shown();
  await account.open();
  await account.timeZone.fill('asia/tokyo');
  await account.language.selectOption('English');
  await account.saveSettings();
  await expect(account.notice).toHaveText('Your settings are saved.');
  await expect(account.timeZone).toHaveValue('Asia/Tokyo');
  await expect(account.language).toHaveValue('en');
  const tokyo = await shown();
  expect(tokyo).not.toBe(amsterdam);
  await expect(theirs.locator('html')).toHaveAttribute('lang', 'en');
});

test('a time zone that does not exist is refused, and kept', async ({ page, signedIn }) => {
  await signedIn('approver');
  const account = new AccountPage(page);
  await account.open();
  await account.timeZone.fill('Europe/Atlantis');
  await account.saveSettings();
  await expect(page).toHaveTitle(/^Error: /);
  await expect(account.errorSummary).toContainText('There is no time zone of this name.');
  await expect(account.timeZone).toHaveAttribute('aria-invalid', 'true');
  await expect(account.timeZone).toHaveValue('Europe/Atlantis');
});

test('a new password ends one’s other sessions, and here one stays signed in', async ({ page, otherBrowser, signedIn, unique }) => {
  await signedIn('administrator');
  const who = await person(page.request, unique('changer'), 'requester');
  const here = await (await otherBrowser(who)).newPage();
  const there = await (await otherBrowser(who)).newPage();
  const [account, elsewhere] = [new AccountPage(here), new SignInPage(there)];
  await account.open();
  await account.changePassword('wrong', 'vier woorden zijn genoeg');
  await expect(account.errorSummary).toContainText('This is not your present password.');
  await account.changePassword(who.password, 'vier woorden zijn genoeg', 'vijf woorden');
  await expect(account.errorSummary).toContainText('This is not the same as the new password.');
  await account.changePassword(who.password, 'vier woorden zijn genoeg');
  await expect(account.notice).toHaveText('The password is changed.');
  await account.open();
  await expect(account.heading).toHaveText('Your account');

  await there.goto('/orders');
  await expect(elsewhere.heading).toHaveText('Sign in');
  await elsewhere.signIn(who);
  await expect(elsewhere.errorSummary).toContainText('Nobody can sign in');
  await elsewhere.signIn({ ...who, password: 'vier woorden zijn genoeg' });
  await expect(elsewhere.heading).toHaveText('Orders');
});
