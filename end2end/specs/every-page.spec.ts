// What holds on every page and in every state: the banner in words, one heading, no sideways scrolling at any width.
import { expect, test } from '../fixtures/desk';
import { PLACES } from '../fixtures/places';
import { Layout } from '../pages/layout';

// WCAG 2.2, 1.4.10: the first is as wide as a page of 1280 pixels enlarged four times. In the others, tables are tables.
const WIDTHS = [320, 900, 1180, 1440];

for (const place of PLACES) {
  test.describe(() => {
    if (place.options) test.use({ fresh: true, options: place.options });
    test(place.name, async ({ page, desk, signedIn, unique }) => {
      if (!place.isPublic) await signedIn('administrator');
      await place.go({ page, desk, unique });
      const layout = new Layout(page);
      await expect(layout.banner).toBeVisible();
      await expect(layout.banner).toContainText(`Sandbox Play money. Nothing is ordered at DigiCert (${desk.sandbox.api}`);
      await expect(layout.heading).toHaveCount(1);
      await expect(page).toHaveTitle(/\S – PKIo Desk$/);

      const before = page.viewportSize();
      for (const width of WIDTHS) {
        await page.setViewportSize({ width, height: 640 });
        const wide = await page.evaluate(() => {
          const room = document.documentElement.clientWidth;
          const isTooWide = (element: Element) => {
            const { right, width } = element.getBoundingClientRect();
            return width > 0 && right > room + 0.5;
          };
          const scrolls = (document.scrollingElement?.scrollWidth ?? 0) > room;
          return scrolls ? [...document.querySelectorAll('body *')].filter(isTooWide).map((element) => element.outerHTML.slice(0, 120)) : [];
        });
        expect(wide, `what reaches beyond ${width} pixels`).toEqual([]);
      }
      if (before) await page.setViewportSize(before);
    });
  });
}
