// What every answer carries against misuse, and what the desk does not take from other sites.
import { expect, test } from '../fixtures/desk';
import { complete, draft, placing } from '../fixtures/shortcuts';

test.beforeEach(async ({ signedIn }) => signedIn('requester'));

test('pages carry a policy with a nonce that is never the same', async ({ page }) => {
  const nonces = new Set<string>();
  for (const path of ['/orders', '/orders', '/orders/new', '/login', '/nothing-here', '/people']) {
    const response = await page.request.get(path);
    const headers = response.headers();
    const policy = headers['content-security-policy'] ?? '';
    const nonce = /script-src 'nonce-([\w-]{20,})'/.exec(policy)?.[1] ?? '';
    expect(nonce, path).not.toBe('');
    nonces.add(nonce);
    for (const part of ["default-src 'none'", "form-action 'self'", "base-uri 'none'", "frame-ancestors 'none'", "style-src 'self'"]) {
      expect(policy, path).toContain(part);
    }
    expect(policy).not.toContain('unsafe-inline');
    expect(policy).not.toMatch(/'unsafe-eval'/);
    expect(headers).toMatchObject({
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'same-origin',
      'cross-origin-opener-policy': 'same-origin',
      'cache-control': 'no-store',
    });
    const text = await response.text();
    for (const [script] of text.matchAll(/<script\b[^>]*>/g)) expect(script, path).toContain(`nonce="${nonce}"`);
    expect(text, 'no style and no handler within the page').not.toMatch(/<[a-z][^>]*\s(style|on[a-z]+)="/);
  }
  expect(nonces.size).toBe(6);
});

test('what is cached for good is named after its content', async ({ page }) => {
  const text = await (await page.request.get('/login')).text();
  const assets = [...text.matchAll(/"(\/(?:assets|pkg)\/[^"]+)"/g)].map(([, path]) => path ?? '');
  expect(assets.length).toBeGreaterThanOrEqual(2);
  for (const path of assets) {
    const response = await page.request.get(path);
    expect(response.status(), path).toBe(200);
    expect(response.headers()['cache-control'], path).toContain('immutable');
    expect(path).toMatch(/-[0-9a-f]{12}[._]/);
  }
});

test('forms of another site are turned away, whoever is signed in', async ({ page, desk, unique }) => {
  const name = `${unique('cross')}.example.nl`;
  const number = await draft(page.request, complete(name));
  const fields = await placing(page.request, number);
  for (const headers of [
    { origin: 'https://example.com' },
    { 'sec-fetch-site': 'cross-site' },
    { 'sec-fetch-site': 'same-site' },
    { origin: 'null' },
  ] as Record<string, string>[]) {
    for (const [path, form] of [
      ['/actions/place-order', fields],
      ['/orders/new', complete(name)],
      ['/login', desk.people.administrator],
      ['/logout', {}],
    ] as [string, Record<string, string>][]) {
      const response = await page.request.post(path, { form, headers, maxRedirects: 0 });
      expect(response.status(), `${path} ${JSON.stringify(headers)}`).toBe(403);
      expect(await response.text()).toContain('This request came from another site');
    }
  }
  expect(await desk.sandbox.ordersNamed(name)).toHaveLength(0);
  const own = await page.request.post('/actions/place-order', {
    form: fields,
    headers: { 'sec-fetch-site': 'same-origin', origin: desk.address, accept: 'text/html' },
    maxRedirects: 0,
  });
  expect([302, 303]).toContain(own.status());
  expect(await desk.sandbox.ordersNamed(name)).toHaveLength(1);
});

test('without a session nothing is told and nothing is taken', async ({ page, browser, desk, unique }) => {
  const number = await draft(page.request, complete(unique('private')));
  const stranger = await browser.newContext({ baseURL: desk.address });
  for (const path of ['/orders', `/orders/${number}`, '/settings', '/people', '/account']) {
    const response = await stranger.request.get(path, { maxRedirects: 0 });
    expect(response.status(), path).toBe(303);
    expect(response.headers()['location']).toBe(`/login?next=${encodeURIComponent(path)}`);
  }
  for (const path of ['/orders/new', '/actions/place-order', `/orders/${number}/edit`, '/people/new']) {
    const response = await stranger.request.post(path, { form: complete('stranger.example.nl'), maxRedirects: 0 });
    expect(response.status(), path).toBe(401);
  }
  await stranger.close();
});
