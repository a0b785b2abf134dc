// What all pages have: banner, navigation, notice, heading.
import type { Locator, Page } from '@playwright/test';

/** Any page of the desk. */
export class Layout {
  readonly heading: Locator;
  readonly banner: Locator;
  readonly silence: Locator;
  readonly navigation: Locator;
  readonly notice: Locator;
  readonly skipLink: Locator;
  readonly main: Locator;
  readonly errorSummary: Locator;

  constructor(readonly page: Page) {
    this.heading = page.getByRole('heading', { level: 1 });
    this.banner = page.locator('.banner');
    this.silence = page.getByRole('status').filter({ hasText: 'DigiCert has not answered since' });
    this.navigation = page.getByRole('navigation', { name: 'Main' });
    this.main = page.getByRole('main');
    this.notice = this.main.getByRole('status').and(page.locator('.notice'));
    this.skipLink = page.getByRole('link', { name: 'Skip to the content' });
    this.errorSummary = page.getByRole('alert').filter({ hasText: 'There is a problem' });
  }

  /** Ends the session. */
  async signOut(): Promise<void> {
    await this.page.getByRole('button', { name: 'Sign out' }).click();
  }
}
