// axe finds nothing to say on any page, in light and in dark.
import AxeBuilder from '@axe-core/playwright';

import { expect, test } from '../fixtures/desk';
import { PLACES } from '../fixtures/places';

for (const place of PLACES) {
  test.describe(() => {
    if (place.options) test.use({ fresh: true, options: place.options });
    test(place.name, { tag: '@scripts-on' }, async ({ page, desk, signedIn, unique }) => {
      if (!place.isPublic) await signedIn('administrator');
      // Without it colours would be read while they still change from one scheme to the other.
      await page.emulateMedia({ reducedMotion: 'reduce' });
      await place.go({ page, desk, unique });
      for (const colorScheme of ['light', 'dark'] as const) {
        await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
        const { violations } = await new AxeBuilder({ page }).analyze();
        const said = violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).join(' | ')}`);
        expect.soft(said, colorScheme).toEqual([]);
      }
    });
  });
}
