import { withBuiltPage } from './bench/built-page.ts';
import { CityclipPage } from './cityclip-page.ts';
import { offline } from './services.ts';

/** Makes the picture in the README from the built page: `npx vite build && npx tsx e2e/screenshot.ts`. */
await withBuiltPage(async (context) => {
  await offline(context);
  const city = new CityclipPage(await context.newPage());
  await city.open();
  await city.page.waitForTimeout(2500);
  await city.drawBox([0.3, 0.25], [0.7, 0.7]);
  await city.chooseFormat('glTF (GLB)');
  await city.export();
  await city.waitUntilDone();
  await city.openZip();
  await city.page.waitForTimeout(8000);
  await city.page.screenshot({ path: 'public/screenshot.png' });
});
