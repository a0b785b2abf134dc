// The islands tell earlier what the check will say; without scripts nothing of them is seen.
import { expect, test } from '../fixtures/desk';
import { complete, draft } from '../fixtures/shortcuts';
import { OrderForm } from '../pages/order-form';

test.beforeEach(async ({ signedIn }) => signedIn('requester'));

test.describe('with scripts', { tag: '@scripts-on' }, () => {
  test('the OIN hint counts positions and names the register', async ({ page }) => {
    const form = new OrderForm(page);
    await form.open();
    await form.fill({ oin_choice: 'own' });
    const hintOf = (name: string) => page.locator('.field').filter({ has: form.field(name) }).last().locator('.live-hint');
    const hint = hintOf('oin');
    for (const [typed, said] of [
      ['0000 0099 0000 0000 1000', '20 of 20 positions · test number'],
      ['00000003.27', '10 of 20 positions · KvK number, trade register'],
      ['12345678901234567890', '20 of 20 positions · no known register has this prefix'],
      ['0000', '4 of 20 positions'],
      ['', ''],
    ] as const) {
      await form.field('oin').fill(typed);
      await expect(hint).toHaveText(said);
    }
    await form.field('oin').fill('00000099000000001000');
    await form.choice('oin_choice', 'exclude').check();
    await expect(hint).toBeHidden();
    await form.fill({ oin_choice: 'kvk', kvk_number: '2712 4701' });
    await expect(hintOf('kvk_number')).toHaveText('OIN 00000003271247010000');
    await form.field('kvk_number').fill('2712');
    await expect(hintOf('kvk_number')).toHaveText('');
    await form.fill({ oin_choice: 'rsin', rsin: '123456782' });
    await expect(hintOf('rsin')).toHaveText('OIN 00000001123456782000');
  });

  test('the names preview lists what DigiCert will use', async ({ page }) => {
    const form = new OrderForm(page);
    await form.open();
    const preview = page.locator('.live-hint').filter({ hasText: 'DigiCert will use:' });
    await expect(preview).toBeHidden();
    await form.field('common_name').fill('https://Dienst.example.nl/pad');
    await form.field('dns_names').fill('dienst.EXAMPLE.nl, b.example.nl.\ncafé.example.nl;b.example.nl');
    await expect(preview.getByRole('listitem')).toHaveText(['Dienst.example.nl', 'b.example.nl', 'xn--caf-dma.example.nl']);
    await form.field('common_name').fill('');
    await expect(preview.getByRole('listitem').first()).toHaveText('dienst.EXAMPLE.nl');
  });

  test('what a draft holds is hinted at when the page opens', async ({ page, unique }) => {
    const form = new OrderForm(page);
    const name = `${unique('hinted')}.example.nl`;
    await form.open(await draft(page.request, { ...complete(name), oin_choice: 'own', oin: '00000099000000001000' }));
    await expect(page.getByText('20 of 20 positions · test number')).toBeVisible();
    await expect(page.locator('.live-hint').getByRole('listitem')).toHaveText([name]);
  });

  test('the browser has every island of the page, and says nothing at all', async ({ page }) => {
    const said: string[] = [];
    page.on('console', (message) => said.push(message.text()));
    const form = new OrderForm(page);
    await form.open();
    await form.fill({ oin_choice: 'own', oin: '1' });
    await expect(page.getByText('1 of 20 positions')).toBeVisible();
    const loaded = await page.evaluate(() => performance.getEntriesByType('resource').map((entry) => entry.name));
    const script = loaded.find((address) => /\/pkg\/[^/]+\.js$/.test(address));
    const glue = await (await page.request.get(script ?? '/none')).text();
    const islands = await page
      .locator('leptos-island')
      .evaluateAll((all) => all.map((one) => (one as HTMLElement).dataset.component ?? 'none'));
    expect(new Set(islands).size).toBeGreaterThanOrEqual(2);
    for (const island of islands) expect(glue, island).toContain(`export function ${island}(`);
    expect(said).toEqual([]);
  });
});

test.describe('without scripts', { tag: '@scripts-off' }, () => {
  test('nothing of the islands is seen', async ({ page, unique }) => {
    const form = new OrderForm(page);
    await form.open(await draft(page.request, { ...complete(unique('quiet')), oin_choice: 'own', oin: '1' }));
    await expect(form.field('oin')).toBeVisible();
    // What is said of a saved CSR comes from the server, and stands inside its island.
    const islands = page.locator('leptos-island:not(:has(.csr-reader))');
    expect(await islands.count()).toBeGreaterThanOrEqual(2);
    for (const island of await islands.all()) {
      expect((await island.innerText()).trim()).toBe('');
      expect((await island.boundingBox())?.height ?? 0).toBe(0);
    }
    await expect(page.getByText('DigiCert will use:')).toBeHidden();
  });
});
