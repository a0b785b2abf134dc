// The order history: what was placed elsewhere, empty views, by view, a page at a time.
import { expect, test } from '../fixtures/desk';
import { complete, draft, placed } from '../fixtures/shortcuts';
import { HistoryPage } from '../pages/history';

/** The orders of the past that every sandbox begins with. */
const SEEDED = 10;

test.use({ fresh: true });

test('the history shows what was placed elsewhere, then is sorted into views, then turned page by page', async ({ page, desk, signedIn }) => {
  await signedIn('requester');
  const history = new HistoryPage(page);
  // The desk compares itself with DigiCert as soon as it runs.
  await expect(async () => {
    await history.open();
    await expect(history.rows).toHaveCount(SEEDED, { timeout: 500 });
  }).toPass();
  await expect(history.newOrder).toBeVisible();
  await history.show('Drafts');
  await expect(history.main).toContainText('No orders in this view');

  const sent = await placed(page.request, 'placed.example.nl');
  await desk.sandbox.faultOnOrder({ fault: 'two-errors' });
  const refused = await placed(page.request, 'refused.example.nl');
  await desk.sandbox.faultOnOrder({ fault: 'cut-before-reading' });
  const doubted = await placed(page.request, 'doubted.example.nl');
  const drafted = await draft(page.request, complete('drafted.example.nl'));
  for (const [view, number] of [
    ['Placed', sent],
    ['Refused', refused],
    ['In doubt', doubted],
    ['Drafts', drafted],
  ] as const) {
    await history.show(view);
    await expect(history.views.locator('[aria-current="page"]')).toHaveText(view);
    await expect(history.rows).toHaveCount(1);
    await expect(history.row(number)).toHaveCount(1);
  }
  await history.show('Sending');
  await expect(history.main).toContainText('No orders in this view');

  for (let more = 0; more < 48; more += 1) await draft(page.request, { common_name: `more-${more}.example.nl` });
  await history.open();
  await expect(history.rows).toHaveCount(50);
  await expect(history.main).toContainText('62 orders');
  await expect(history.rows.first()).toContainText('more-47.example.nl');
  await page.getByRole('link', { name: 'Older' }).click();
  await expect(history.rows).toHaveCount(SEEDED + 2);
  await expect(history.row(sent)).toContainText('placed.example.nl');
  await page.getByRole('link', { name: 'Newer' }).click();
  await expect(history.rows.first()).toContainText('more-47.example.nl');
});
