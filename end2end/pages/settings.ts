// The settings page: the connection to DigiCert.
import type { Locator, Page } from '@playwright/test';

import { Layout } from './layout';

/** The connection to DigiCert and what its key may do. */
export class SettingsPage extends Layout {
  readonly key: Locator;
  readonly connection: Locator;
  readonly runs: Locator;

  constructor(page: Page) {
    super(page);
    this.key = page.getByRole('region', { name: 'API key' });
    this.runs = page.getByRole('region', { name: 'Compared with DigiCert' });
    this.connection = page.getByRole('region', { name: 'Connection' });
  }

  async open(): Promise<void> {
    await this.page.goto('/settings');
  }
}
