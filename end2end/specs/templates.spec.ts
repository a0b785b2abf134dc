// Ordering again, and templates: what is carried into a new draft, who may do what, and what is asked first.
import { expect, test } from '../fixtures/desk';
import { complete, draft, placed } from '../fixtures/shortcuts';
import { OrderForm } from '../pages/order-form';
import { OrderPage } from '../pages/order';
import { TemplatesPage } from '../pages/templates';

test('a placed order is ordered again, without its CSR and its agreement', async ({ page, signedIn, unique }) => {
  await signedIn('requester');
  const [form, order] = [new OrderForm(page), new OrderPage(page)];
  const name = `${unique('again')}.example.nl`;
  const earlier = await placed(page.request, name);
  await order.open(earlier);
  await order.again.click();
  await expect(order.notice).toContainText('This draft is a copy of the order.');
  await expect(order.events.last()).toContainText(`Started the draft from order ${earlier}`);
  expect(order.number()).not.toBe(earlier);
  await order.edit.click();
  const typed = await form.typed();
  expect(typed).toMatchObject({ common_name: name, csr: '', organization: '2042710', oin_choice: 'digicert' });
  expect(typed).not.toHaveProperty('csa_agreed');
});

test('a template saved by one person starts the order of another', async ({ page, signedIn, otherBrowser, unique }) => {
  await signedIn('requester');
  const [order, templates, name] = [new OrderPage(page), new TemplatesPage(page), unique('Digipoort')];
  const commonName = `${unique('template')}.example.nl`;
  await order.open(await draft(page.request, complete(commonName)));
  await order.saveTemplate.click();
  await templates.name.fill(name);
  await templates.save.click();
  await expect(templates.notice).toHaveText('The template is saved.');

  const colleague = await (await otherBrowser('approver')).newPage();
  const [theirs, form, started] = [new TemplatesPage(colleague), new OrderForm(colleague), new OrderPage(colleague)];
  await form.open();
  await colleague.getByRole('link', { name: 'Start from a template' }).click();
  await expect(theirs.row(name)).toContainText(commonName);
  await expect(theirs.row(name)).toContainText('Gemeente Zandermeer (2042710)');
  await theirs.row(name).getByRole('button', { name: `Start an order ${name}` }).click();
  await expect(started.notice).toContainText('This draft was started from the template.');
  await expect(started.events.last()).toContainText(`Started the draft from the template ${name}`);
  await started.edit.click();
  expect(await form.typed()).toMatchObject({ common_name: commonName, csr: '' });
});

test('a name in use is asked about, and what was typed stays', async ({ page, signedIn, unique }) => {
  await signedIn('requester');
  const [templates, name] = [new TemplatesPage(page), unique('Twice')];
  const first = `${unique('first')}.example.nl`;
  const second = `${unique('second')}.example.nl`;
  await templates.keep(await draft(page.request, complete(first)), name);
  const other = await draft(page.request, complete(second));
  await templates.keep(other, '');
  await expect(templates.nameError).toContainText('Give the template a name.');
  await templates.name.fill(name.toUpperCase());
  await templates.name.press('Enter');
  await expect(templates.nameError).toContainText('There is a template of that name.');
  await expect(templates.name).toHaveValue(name.toUpperCase());
  await templates.open();
  await expect(templates.row(name)).toContainText(first);

  await templates.keep(other, name);
  // The enter key saves under the name in the field; it never replaces.
  await templates.name.press('Enter');
  await expect(templates.nameError).toContainText('There is a template of that name.');
  await templates.replace.click();
  await expect(templates.notice).toHaveText('The template is replaced.');
  await templates.open();
  await expect(templates.row(name)).toContainText(second);
});

test('a template is renamed, and deleted only after it was asked once more', async ({ page, signedIn, unique }) => {
  await signedIn('requester');
  const [templates, name] = [new TemplatesPage(page), unique('Old')];
  await templates.keep(await draft(page.request, complete(`${unique('gone')}.example.nl`)), name);
  const next = unique('New');
  await templates.name.fill(next);
  await templates.rename.click();
  await expect(templates.notice).toHaveText('The name of the template is changed.');
  await expect(templates.heading).toHaveText(next);
  await templates.deleteLink.click();
  await expect(templates.heading).toHaveText(`Delete the template ${next}?`);
  await page.getByRole('link', { name: 'Cancel' }).click();
  await templates.deleteLink.click();
  await templates.deleteForGood.click();
  await expect(templates.notice).toHaveText('The template is deleted.');
  await expect(templates.row(next)).toHaveCount(0);
});

test("a colleague's template is used and not changed", async ({ page, signedIn, otherBrowser, unique }) => {
  await signedIn('requester');
  const [templates, name] = [new TemplatesPage(page), unique('Theirs')];
  const order = await draft(page.request, complete(`${unique('own')}.example.nl`));
  await templates.keep(order, name);
  const address = page.url();
  const colleague = await (await otherBrowser('approver')).newPage();
  const theirs = new TemplatesPage(colleague);
  await colleague.goto(address);
  await expect(theirs.start).toBeVisible();
  await expect(theirs.rename).toHaveCount(0);
  await expect(theirs.deleteLink).toHaveCount(0);
  await theirs.keep(order, name);
  await expect(theirs.nameError).toContainText('has saved a template of that name. Choose another name.');
  await expect(theirs.replace).toHaveCount(0);
});
