// The page of one order: on whom it waits, gate by gate; notes; the support bundle; with the keyboard and in little room.
import { X509Certificate } from 'node:crypto';
import { readFileSync } from 'node:fs';

import AxeBuilder from '@axe-core/playwright';

import { expect, test } from '../fixtures/desk';
import { tabTo } from '../fixtures/keyboard';
import { complete, draft, placing, press, withEveryGate } from '../fixtures/shortcuts';
import { OrderPage } from '../pages/order';

test.use({ fresh: true });

// WCAG 2.2, 1.4.10: as wide as a page of 1280 pixels enlarged four times.
const NARROW = { width: 320, height: 640 };

test('an order is followed through its gates, and the page says on whom it waits', async ({ page, desk, signedIn }) => {
  await signedIn('administrator');
  const order = new OrderPage(page);
  await desk.sandbox.stopAt('approval');
  const number = await draft(page.request, withEveryGate('dienst.gates.example', ['www.gates.example']));
  await order.open(number);
  await expect(order.waiting).toContainText('for the order to be sent.');
  await expect(order.present).toContainText('Read the check page');
  await press(page.request, '/actions/place-order', await placing(page.request, number));
  await order.open(number);
  await order.refresh.click();
  await expect(order.waiting).toContainText('Waiting on an approver in CertCentral for the approval.');
  const remote = await order.value('Order number').innerText();

  for (const [gate, line] of [
    ['organization', 'Waiting on DigiCert for organization validation: Brusselse Loonservice BV.'],
    ['verified_contact', 'Waiting on Ada Bos (the verified contact) for the confirmation.'],
    ['domain', 'Waiting on the owner of the domain for control of the domain: gates.example.'],
    ['issuance', 'Waiting on DigiCert for the certificate.'],
  ] as const) {
    await desk.sandbox.stopAt(gate);
    if (gate === 'organization') await desk.sandbox.pass(remote);
    await order.refresh.click();
    await expect(order.waiting).toContainText(line);
    await expect(order.present).toHaveCount(1);
    await expect(order.present).toContainText('Waiting');
    if (gate === 'verified_contact') {
      const letter = order.present.locator('details').filter({ hasText: 'Mail to Ada Bos' });
      await letter.locator('summary').click();
      await expect(letter.locator('pre')).toContainText(`confirm order ${remote}`);
    }
    if (gate === 'domain') {
      await order.present.getByRole('link', { name: 'Follow up on the domain\'s page' }).click();
      await expect(order.heading).toHaveText('gates.example');
      await order.open(number);
      await expect(order.present.locator('details').first()).toHaveAttribute('open');
    }
  }
  await desk.sandbox.act(remote, 'issue');
  await order.refresh.click();
  // The desk fetches it by itself within a minute, and may have done so already.
  await expect(order.waiting).toContainText(/Waiting on this desk for the certificate|Nobody has to act/);
  await press(page.request, '/actions/fetch-certificate', { order: number });
  await order.open(number);
  await expect(order.waiting).toContainText('Nobody has to act.');
  await expect(order.present).toHaveCount(0);
  await page.goto(`/orders/${number}/certificate`);
  const downloading = page.waitForEvent('download');
  await page.getByRole('link', { name: 'Full chain (PEM)' }).click();
  const file = readFileSync(await (await downloading).path(), 'utf8');
  expect(new X509Certificate(file).subjectAltName).toBe('DNS:dienst.gates.example, DNS:www.gates.example');
});

test('a note is written, refused when it is empty, and struck out', async ({ page, signedIn }) => {
  await signedIn('requester');
  const order = new OrderPage(page);
  await order.open(await draft(page.request, complete('notes.example.nl')));
  await order.addNote.click();
  await expect(order.errorSummary).toContainText('Write the note first.');
  await order.note.fill('Gebeld met Ada.');
  await order.addNote.click();
  await expect(order.notes).toHaveCount(1);
  await expect(order.notes.first()).toContainText('Gebeld met Ada.');
  await expect(order.notes.first()).toContainText('This desk');
  await order.notes.first().getByRole('button', { name: /^Strike out/ }).click();
  await expect(order.notes.first().locator('s')).toHaveText('Gebeld met Ada.');
  await expect(order.notes.first()).toContainText('Struck out by Rosa Aanvrager');
  await expect(order.notes.first().getByRole('button')).toHaveCount(0);
});

test('the support bundle is downloaded and written down', async ({ page, signedIn }) => {
  await signedIn('requester');
  const order = new OrderPage(page);
  const number = await draft(page.request, complete('bundle.example.nl'));
  await order.open(number);
  await expect(order.main).toContainText('It holds personal data');
  const [download] = await Promise.all([page.waitForEvent('download'), order.bundle.click()]);
  expect(download.suggestedFilename()).toBe(`pkio-desk-order-${number}.zip`);
  const bytes = readFileSync(await download.path());
  expect(bytes.subarray(0, 2).toString()).toBe('PK');
  await order.open(number);
  await expect(order.events.first()).toContainText('Downloaded a support bundle');
});

test('the timeline is read and followed with the keyboard alone', { tag: '@scripts-on' }, async ({ page, desk, signedIn }) => {
  await signedIn('requester');
  const order = new OrderPage(page);
  await desk.sandbox.stopAt('domain');
  const number = await draft(page.request, withEveryGate('toets.gates.example'));
  await press(page.request, '/actions/place-order', await placing(page.request, number));
  await press(page.request, '/actions/refresh-order', { order: number });
  await order.open(number);
  const letter = order.present.locator('summary').filter({ hasText: 'Mail to' });
  await tabTo(page, letter);
  await page.keyboard.press('Enter');
  await expect(order.present.locator('pre').last()).toBeVisible();
  await tabTo(page, order.note);
  await page.keyboard.insertText('Met de toetsen');
  await tabTo(page, order.addNote);
  await page.keyboard.press('Enter');
  await expect(order.notes).toHaveCount(1);
});

test('forty names fit at 320 pixels, and axe finds nothing', { tag: '@scripts-on' }, async ({ page, desk, signedIn }) => {
  await signedIn('administrator');
  const order = new OrderPage(page);
  await desk.sandbox.stopAt('domain');
  const names = Array.from({ length: 40 }, (_, nth) => `een-heel-lange-naam-die-nergens-breekt-${nth}.gates.example`);
  const number = await draft(page.request, withEveryGate('veel.gates.example', names));
  await press(page.request, '/actions/place-order', await placing(page.request, number));
  await press(page.request, '/actions/refresh-order', { order: number });
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await order.open(number);
  for (const summary of await page.locator('main summary').all()) await summary.click();
  await page.setViewportSize(NARROW);
  const sideways = await page.evaluate(() => (document.scrollingElement?.scrollWidth ?? 0) - document.documentElement.clientWidth);
  expect(sideways).toBeLessThanOrEqual(0);
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    const { violations } = await new AxeBuilder({ page }).analyze();
    expect.soft(violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).join(' | ')}`), colorScheme).toEqual([]);
  }
});
