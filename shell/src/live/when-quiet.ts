/** The first screen has network and processor to itself for this long. */
const AFTER_MS = 3_000;
/** A page that stays busy is not waited for longer than this. */
const LOOKS_MAX = 10;

/** Resolves once the page has loaded, a moment has passed, and desk and browser are idle. */
export async function whenQuiet(window: Window, isBusy: () => boolean): Promise<void> {
  const { document } = window;
  if (document.readyState !== 'complete') await new Promise((resolve) => window.addEventListener('load', resolve, { once: true }));
  let looks = 0;
  do {
    await new Promise((resolve) => window.setTimeout(resolve, AFTER_MS));
    looks += 1;
  } while (isBusy() && looks < LOOKS_MAX);
  await new Promise<void>((resolve) => {
    if (window.requestIdleCallback) window.requestIdleCallback(() => resolve(), { timeout: 2_000 });
    else resolve();
  });
}
