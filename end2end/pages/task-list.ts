// The page of a draft: its parts, each with where it stands.
import type { Locator, Page } from '@playwright/test';

import { OrderPage } from './order';

/** The page of a draft. */
export class TaskListPage extends OrderPage {
  readonly tasks: Locator;
  readonly discard: Locator;

  constructor(page: Page) {
    super(page);
    this.tasks = page.getByRole('region', { name: 'Parts of the order' }).getByRole('listitem');
    this.discard = page.getByRole('button', { name: 'Discard draft' });
  }

  /** The row of one part. */
  task(name: string): Locator {
    return this.tasks.filter({ has: this.page.getByText(name, { exact: true }) });
  }

  /** The link of one part, which covers its row. */
  link(name: string): Locator {
    return this.tasks.getByRole('link', { name, exact: true });
  }
}
