// Everything can be done with the keyboard alone: skip link, signing in, the whole form, placing an order.
import { expect, test } from '../fixtures/desk';
import { tabTo, type } from '../fixtures/keyboard';
import { CSR, draft, revealing } from '../fixtures/shortcuts';
import { CheckPage } from '../pages/check';
import { OrderForm } from '../pages/order-form';
import { OrderPage } from '../pages/order';
import { SignInPage } from '../pages/sign-in';

test('the skip link comes first, and leads to the content', { tag: '@scripts-on' }, async ({ page, signedIn }) => {
  await signedIn('requester');
  const form = new OrderForm(page);
  await form.open();
  await page.keyboard.press('Tab');
  await expect(form.skipLink).toBeFocused();
  await expect(form.skipLink).toBeInViewport();
  await page.keyboard.press('Enter');
  await expect(form.main).toBeFocused();
  await page.keyboard.press('Tab');
  await expect(form.main.locator(':focus')).toHaveCount(1);
});

test('signing in, filling the whole form and placing the order', { tag: '@scripts-on' }, async ({ page, desk, unique }) => {
  const [signIn, form, check, order] = [new SignInPage(page), new OrderForm(page), new CheckPage(page), new OrderPage(page)];
  const name = `${unique('keyboard')}.example.nl`;
  await signIn.open();
  await expect(signIn.username).toBeFocused();
  await page.keyboard.insertText('requester');
  await type(page, signIn.password, desk.people.requester.password);
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL('/');
  await tabTo(page, form.navigation.getByRole('link', { name: 'New order' }));
  await page.keyboard.press('Enter');
  await expect(form.heading).toHaveText('New order');

  await type(page, form.field('csr'), CSR);
  await type(page, form.field('server_platform'), '59');
  await tabTo(page, form.choice('domain_choice', 'own'));
  await page.keyboard.press('Space');
  await type(page, form.field('common_name'), name);
  await type(page, form.field('dns_names'), `www.${name}`);
  await type(page, form.field('organization'), '2042709');
  await tabTo(page, form.choice('oin_choice', 'own'));
  await page.keyboard.press('Space');
  await type(page, form.field('oin'), '00000099000000001000');
  await type(page, form.field('container'), '679393');
  await type(page, form.contactField(0, 'first_name'), 'Ingrid');
  await type(page, form.contactField(0, 'last_name'), 'Mulder');
  await type(page, form.contactField(0, 'job_title'), 'Directeur');
  await type(page, form.contactField(0, 'telephone'), '+31 10 555 0200');
  await type(page, form.contactField(0, 'email'), 'ingrid@example.nl');
  await tabTo(page, form.field('dcv_method'));
  await page.keyboard.type('DNS TXT');
  await tabTo(page, form.field('dcv_scope'));
  await page.keyboard.type('Each');
  await tabTo(page, form.choice('validity', 'default'));
  await page.keyboard.press('ArrowDown');
  await tabTo(page, form.field('years'));
  await page.keyboard.type('1');
  await tabTo(page, form.field('csa_agreed'));
  await page.keyboard.press('Space');
  await tabTo(page, form.goOn);
  await page.keyboard.press('Enter');

  await expect(check.heading).toHaveText(/^Check order \d+$/);
  await tabTo(page, check.place);
  await page.keyboard.press('Enter');
  await expect(order.notice).toHaveText('DigiCert took the order.');
  const [there] = await desk.sandbox.ordersNamed(name);
  expect(await desk.sandbox.received(there?.id ?? 0)).toMatchObject({
    certificate: { oin: '00000099000000001000', common_name: name, dns_names: [`www.${name}`], server_platform: { id: '59' } },
    dcv_method: 'dns-txt-token',
    certificate_dcv_scope: 'fqdn',
    order_validity: { years: 1 },
    organization: { id: '2042709', contacts: [{ first_name: 'Ingrid', contact_type: 'verified_contact' }] },
  });
});

test('every control that is seen has its turn, whatever the questions reveal', { tag: '@scripts-on' }, async ({ page, signedIn }) => {
  await signedIn('requester');
  const form = new OrderForm(page);
  await form.open(await draft(page.request, revealing('dienst.voorbeeld.nl')));
  const controls = page.locator('form[novalidate]').locator('input, select, textarea, button:not([aria-hidden])');
  const name = (element: Element) => `${element.getAttribute('name')}=${element.getAttribute('type') === 'radio' ? '' : element.id || element.getAttribute('value')}`;
  const seen = new Set<string>();
  for (const control of await controls.all()) if (await control.isVisible()) seen.add(await control.evaluate(name));
  expect(seen.size).toBeGreaterThan(40);

  const visited = new Set<string>();
  const unvisited = () => [...seen].filter((control) => !visited.has(control));
  await form.main.focus();
  for (let step = 0; step < 250 && unvisited().length > 0; step += 1) {
    await page.keyboard.press('Tab');
    const here = await page.evaluate(() => document.activeElement?.closest('form[novalidate]') !== null);
    if (here) visited.add(await page.locator(':focus').evaluate(name));
  }
  expect(unvisited()).toEqual([]);
});
