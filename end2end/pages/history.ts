// The order history.
import type { Locator, Page } from '@playwright/test';

import { Layout } from './layout';

/** The order history. */
export class HistoryPage extends Layout {
  readonly newOrder: Locator;
  readonly rows: Locator;
  readonly views: Locator;

  constructor(page: Page) {
    super(page);
    this.newOrder = page.getByRole('main').getByRole('link', { name: 'New order' });
    this.rows = page.getByRole('table', { name: 'Orders' }).locator('tbody tr');
    this.views = page.getByRole('navigation', { name: 'Views' });
  }

  async open(): Promise<void> {
    await this.page.goto('/orders');
  }

  /** Goes to one of the views: Drafts, In doubt. */
  async show(view: string): Promise<void> {
    await this.views.getByRole('link', { name: view, exact: true }).click();
  }

  /** The row of an order, by its number. */
  row(order: string): Locator {
    return this.rows.filter({ has: this.page.getByRole('link', { name: order, exact: true }) });
  }
}
