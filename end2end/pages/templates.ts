// The pages of templates: the list, one template, keeping an order as one, deleting one.
import type { Locator, Page } from '@playwright/test';

import { Layout } from './layout';

/** The pages of templates. */
export class TemplatesPage extends Layout {
  readonly name: Locator;
  readonly save: Locator;
  readonly replace: Locator;
  readonly start: Locator;
  readonly rename: Locator;
  readonly deleteLink: Locator;
  readonly deleteForGood: Locator;
  /** What is wrong with the name, beside its field. */
  readonly nameError: Locator;

  constructor(page: Page) {
    super(page);
    this.name = page.getByRole('textbox', { name: 'Name' });
    this.save = page.getByRole('button', { name: 'Save the template' });
    this.replace = page.getByRole('button', { name: 'Replace that template' });
    this.start = page.getByRole('button', { name: 'Start an order', exact: true });
    this.rename = page.getByRole('button', { name: 'Change the name' });
    this.deleteLink = page.getByRole('link', { name: 'Delete this template' });
    this.deleteForGood = page.getByRole('button', { name: 'Delete the template' });
    this.nameError = page.locator('#f-name-error');
  }

  async open(): Promise<void> {
    await this.page.goto('/templates');
  }

  /** The page on which an order is kept as a template. */
  async openSaving(order: string): Promise<void> {
    await this.page.goto(`/orders/${order}/template`);
  }

  /** Keeps an order as a template. */
  async keep(order: string, name: string): Promise<void> {
    await this.openSaving(order);
    await this.name.fill(name);
    await this.save.click();
  }

  /** The row of a template in the list. */
  row(name: string): Locator {
    return this.page.getByRole('row').filter({ has: this.page.getByRole('link', { name, exact: true }) });
  }
}
