// The order history: empty, by view, a page at a time.
import { expect, test } from '../fixtures/desk';
import { complete, draft, placed } from '../fixtures/shortcuts';
import { HistoryPage } from '../pages/history';

test.use({ fresh: true });

test('the history is empty, then sorted into views, then turned page by page', async ({ page, desk, signedIn }) => {
  await signedIn('requester');
  const history = new HistoryPage(page);
  await history.open();
  await expect(history.main).toContainText('No orders yet');
  await expect(history.newOrder).toBeVisible();

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
  await expect(history.main).toContainText('52 orders');
  await expect(history.rows.first()).toContainText('more-47.example.nl');
  await page.getByRole('link', { name: 'Older' }).click();
  await expect(history.rows).toHaveCount(2);
  await expect(history.row(sent)).toContainText('placed.example.nl');
  await page.getByRole('link', { name: 'Newer' }).click();
  await expect(history.rows.first()).toContainText('more-47.example.nl');
});
