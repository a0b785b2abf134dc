// One's own account: language, time zone, password.
import type { Locator, Page } from '@playwright/test';

import { Layout } from './layout';

/** One's own account. */
export class AccountPage extends Layout {
  readonly language: Locator;
  readonly timeZone: Locator;
  readonly present: Locator;
  readonly fresh: Locator;
  readonly again: Locator;

  constructor(page: Page) {
    super(page);
    this.language = page.getByLabel('Language', { exact: true });
    this.timeZone = page.getByLabel('Time zone', { exact: true });
    this.present = page.getByLabel('Present password');
    this.fresh = page.getByLabel('New password', { exact: true });
    this.again = page.getByLabel('New password again');
  }

  async open(): Promise<void> {
    await this.page.goto('/account');
  }

  async saveSettings(): Promise<void> {
    await this.page.getByRole('button', { name: 'Save language and time zone' }).click();
  }

  async changePassword(present: string, fresh: string, again = fresh): Promise<void> {
    await this.present.fill(present);
    await this.fresh.fill(fresh);
    await this.again.fill(again);
    await this.page.getByRole('button', { name: 'Change password' }).click();
  }
}
