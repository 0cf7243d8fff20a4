/** The first screen has the network and the processor to itself for so long after it is there. */
const AFTER_MS = 3_000;
/** After so many looks at a page that is always busy it is no longer waited for. */
const LOOKS_MAX = 10;

/** Settles once the page has loaded, a moment has passed, and neither the desk nor the browser has anything to do. */
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
