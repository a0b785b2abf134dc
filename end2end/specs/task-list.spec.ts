// A draft as a task list: part by part, in any order, by several people, with the keyboard, and back from the check page.
import { expect, test } from '../fixtures/desk';
import { tabTo, type } from '../fixtures/keyboard';
import { CSR, complete, draft, numberIn } from '../fixtures/shortcuts';
import { CheckPage } from '../pages/check';
import { OrderForm } from '../pages/order-form';
import { SectionPage } from '../pages/section';
import { TaskListPage } from '../pages/task-list';

test.beforeEach(async ({ signedIn }) => signedIn('requester'));

test('an order is written part by part, from the list to the check page and out', async ({ page, desk, unique }) => {
  const [form, list, section, check] = [new OrderForm(page), new TaskListPage(page), new SectionPage(page), new CheckPage(page)];
  const name = `${unique('parts')}.example.nl`;
  await form.open();
  await form.partByPart.click();
  await expect(list.notice).toHaveText('The draft is saved.');
  await expect(list.tasks).toHaveCount(7);
  await expect(list.task('Names')).toContainText('Not yet started');
  await expect(list.task('Check and send')).toContainText('Cannot start yet');
  await expect(list.link('Check and send')).toHaveCount(0);
  await expect(page.locator('main [data-tone="danger"]')).toHaveCount(0);

  await list.link('Certificate and CSR').click();
  await expect(section.main).toContainText('Step 1 of 7');
  await section.fill({ csr: CSR });
  await section.goOn.click();
  await expect(section.main).toContainText('Step 2 of 7');
  await section.fill({ domain_choice: 'own', common_name: name });
  await section.save.click();
  await expect(list.notice).toHaveText('The draft is saved.');
  await expect(list.task('Certificate and CSR')).toContainText('Completed');
  await expect(list.task('Names')).toContainText('Completed');

  // The whole row leads there, not only its words.
  await list.task('Organization and OIN').click();
  await expect(section.main).toContainText('Step 3 of 7');
  await section.fill({ organization: '2042710', oin_choice: 'exclude' });
  await section.goOn.click();
  await section.fill({ contacts: [{ first_name: 'Ans' }, { first_name: 'Bo' }] });
  await expect(section.main).toContainText('Step 4 of 7');
  await section.removeContact(2);
  await section.removeContact(1);
  await section.goOn.click();
  await section.goOn.click();
  await expect(section.main).toContainText('Step 6 of 7');
  await section.fill({ csa_agreed: true });
  await section.goOn.click();
  await expect(check.heading).toHaveText(/^Check order \d+$/);
  await list.open(numberIn(page.url()));
  await expect(list.task('Check and send')).toContainText('Ready');
  await list.link('Check and send').click();
  await check.place.click();
  await expect(list.notice).toHaveText('DigiCert took the order.');
  expect(await desk.sandbox.ordersNamed(name)).toHaveLength(1);
});

test('a part with a problem says so in the list, and on its page where it is', async ({ page, unique }) => {
  const [list, section] = [new TaskListPage(page), new SectionPage(page)];
  const number = await draft(page.request, { ...complete(unique('wrong')), organization: 'De Balans' });
  await list.open(number);
  await expect(list.task('Organization and OIN')).toContainText('There is a problem');
  await list.link('Organization and OIN').click();
  await expect(page.getByText('"De Balans" is not the number of an organization.')).toBeVisible();
  await expect(section.errorSummary).toHaveCount(0);
  await section.goOn.click();
  await expect(page).toHaveTitle(/^Error: Organization and OIN, step 3 of 7 .* – PKIo Desk$/);
  await expect(section.errorSummary).toBeFocused();
  await section.errorSummary.getByRole('link').first().click();
  await expect(section.field('organization')).toBeFocused();
  await section.fill({ organization: '2042709' });
  await section.goOn.click();
  await expect(section.main).toContainText('Step 4 of 7');
});

test('a change link leads to the very field, and saving leads back to the check page', async ({ page, unique }) => {
  const [section, check] = [new SectionPage(page), new CheckPage(page)];
  const number = await draft(page.request, complete(`${unique('change')}.example.nl`));
  const name = `${unique('changed')}.example.nl`;
  await check.open(number);
  await page.getByRole('link', { name: 'Change Common name' }).click();
  await expect(section.field('common_name')).toBeInViewport();
  await expect(page).toHaveURL(/#f-common-name$/);
  await section.fill({ common_name: '*.nl' });
  await section.goBackToCheck.click();
  await expect(section.errorSummary).toBeVisible();
  await section.fill({ common_name: name });
  await section.goBackToCheck.click();
  await expect(check.heading).toHaveText(`Check order ${number}`);
  await expect(check.main).toContainText(name);

  await page.getByRole('link', { name: 'Change Contacts' }).click();
  await section.addContact();
  await section.goBackToCheck.click();
  await expect(check.heading, 'adding a contact keeps the way back').toHaveText(`Check order ${number}`);
});

test('two people on one part: the later save shows both versions', async ({ page, otherBrowser, unique }) => {
  const list = new TaskListPage(page);
  const number = await draft(page.request, complete(unique('shared')));
  const other = await otherBrowser('approver');
  const [here, there] = [new SectionPage(page), new SectionPage(await other.newPage())];
  await here.open(number, 'names');
  await there.open(number, 'names');
  await there.fill({ common_name: 'theirs.example.nl' });
  await there.save.click();
  await expect(there.notice).toHaveText('The draft is saved.');

  const mine = `${unique('mine')}.example.nl`;
  await here.fill({ common_name: mine });
  await here.goOn.click();
  await expect(page).toHaveTitle(/^Error: /);
  const rows = page.getByRole('table', { name: 'Where the two versions differ' }).locator('tbody tr');
  await expect(rows).toHaveCount(1);
  await expect(rows).toContainText('theirs.example.nl');
  await expect(here.field('common_name')).toHaveValue(mine);
  await there.open(number, 'names');
  await expect(there.field('common_name'), 'nothing was overwritten').toHaveValue('theirs.example.nl');
  await here.save.click();
  await expect(list.notice).toHaveText('The draft is saved.');
  await expect(list.main).toContainText(mine);
});

test('what is said about an answer that is not chosen is seen, and so is what a link leads to', async ({ page, unique }) => {
  const section = new SectionPage(page);
  const typed = { ...complete(unique('hidden')), oin_choice: 'exclude', oin: '00000099000000001000' };
  const number = await draft(page.request, typed);
  await section.open(number, 'organization');
  await expect(section.field('oin')).toBeVisible();
  await expect(page.getByText('A number is typed here, but another answer is chosen.')).toBeVisible();
  await section.open(await draft(page.request, complete(unique('target'))), 'organization');
  await expect(section.field('oin')).toBeHidden();
  await page.goto(`${page.url()}#f-oin`);
  await expect(section.field('oin')).toBeVisible();
});

test('the list and a part with the keyboard alone', { tag: '@scripts-on' }, async ({ page, unique }) => {
  const [list, section] = [new TaskListPage(page), new SectionPage(page)];
  const name = `${unique('keys')}.example.nl`;
  await list.open(await draft(page.request, {}));
  await tabTo(page, list.link('Names'));
  await page.keyboard.press('Enter');
  await expect(section.main).toContainText('Step 2 of 7');
  await tabTo(page, section.choice('domain_choice', 'own'));
  await page.keyboard.press('Space');
  await type(page, section.field('common_name'), name);
  await page.keyboard.press('Enter');
  await expect(section.main, 'Enter goes on').toContainText('Step 3 of 7');
  await tabTo(page, section.list);
  await page.keyboard.press('Enter');
  await expect(list.task('Names')).toContainText('Completed');
  await tabTo(page, list.edit);
  await page.keyboard.press('Enter');
  await expect(section.field('common_name')).toHaveValue(name);
});
