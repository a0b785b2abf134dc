// Finding orders, keeping what was found as a view, and the first page.
import { expect, test } from '../fixtures/desk';
import { complete, draft, placed } from '../fixtures/shortcuts';
import { HistoryPage } from '../pages/history';

test('orders are found, sorted, shown in other columns and kept as a view', async ({ page, signedIn, unique }) => {
  await signedIn('requester');
  const name = unique('find');
  const first = await draft(page.request, complete(`b.${name}.example.nl`));
  const second = await draft(page.request, complete(`a.${name}.example.nl`));
  const history = new HistoryPage(page);
  await history.open();
  await page.getByRole('searchbox').fill(name);
  await page.getByRole('search').getByRole('button', { name: 'Search' }).click();
  await expect(history.rows).toHaveCount(2);
  await expect(history.rows.first()).toContainText(`a.${name}`);
  await page.getByRole('columnheader', { name: 'Order', exact: true }).getByRole('link').click();
  await expect(history.rows.first().getByRole('link', { name: first, exact: true })).toBeVisible();

  await page.locator('summary', { hasText: 'Columns' }).click();
  for (const column of ['Organization', 'DigiCert order', 'Started by', 'Started', 'Ends']) {
    await page.getByRole('checkbox', { name: column, exact: true }).uncheck();
  }
  await page.getByRole('checkbox', { name: 'OIN', exact: true }).check();
  await page.getByRole('button', { name: 'Show these columns' }).click();
  await expect(history.main.getByRole('columnheader')).toHaveText(['Order', 'Common name', 'Status', 'OIN']);

  await page.getByRole('link', { name: 'Save this view' }).click();
  await page.getByRole('button', { name: 'Save this view' }).click();
  await expect(page.getByRole('alert')).toContainText('Give the view a name.');
  await page.getByLabel('Name of the view').fill(name);
  await page.getByRole('button', { name: 'Save this view' }).click();
  const views = page.getByRole('navigation', { name: 'Saved views' });
  await expect(views.getByRole('link', { name })).toHaveAttribute('aria-current', 'page');
  await expect(history.rows).toHaveCount(2);
  await expect(history.row(second)).toContainText(`a.${name}`);

  const [file] = await Promise.all([page.waitForEvent('download'), page.getByRole('link', { name: 'Download as CSV' }).click()]);
  expect(file.suggestedFilename()).toBe('orders.csv');

  await page.locator('a.chip').click();
  await expect(page.locator('a.chip')).toHaveCount(0);
  await views.getByRole('link', { name: 'Look after saved views' }).click();
  await page.getByRole('link', { name: `Change ${name}` }).click();
  await page.getByRole('button', { name: 'Delete this view' }).click();
  await expect(page.getByRole('main')).not.toContainText(name);
});

test.describe('the first page', () => {
  test.use({ fresh: true });

  test('names what needs somebody and leads there', async ({ page, desk, signedIn }) => {
    await signedIn('requester');
    await desk.sandbox.faultOnOrder({ fault: 'two-errors' });
    const refused = await placed(page.request, 'refused.example.nl');
    await page.goto('/');
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Attention required');
    await page.getByRole('link', { name: /refused by DigiCert/ }).click();
    await expect(new HistoryPage(page).row(refused)).toHaveCount(1);
  });
});
