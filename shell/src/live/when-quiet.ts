/** The first screen has the network and the processor to itself for so long after the page has loaded. */
const AFTER_LOAD_MS = 3_000;

/** Calls back once the page has loaded, a moment has passed, and the browser has nothing to do. */
export function whenQuiet(window: Window, work: () => void): void {
  const idle = () => (window.requestIdleCallback ? window.requestIdleCallback(work, { timeout: 2_000 }) : work());
  const wait = () => window.setTimeout(idle, AFTER_LOAD_MS);
  if (window.document.readyState === 'complete') wait();
  else window.addEventListener('load', wait, { once: true });
}
