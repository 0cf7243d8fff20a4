const AGAIN_MS = 60_000;
const startMs = performance.now();

/** A line with the time since the start: `  [12 min] …`. */
export function say(line: string): void {
  console.log(`  [${Math.floor((performance.now() - startMs) / 60_000)} min] ${line}`);
}

/** Says what is waited for, and says it again every minute, with what `progress` knows of it then. */
export async function waitFor<T>(what: string, work: () => Promise<T>, progress: () => string = () => ''): Promise<T> {
  const beganMs = performance.now();
  const seconds = () => Math.round((performance.now() - beganMs) / 1_000);
  say(what);
  const timer = setInterval(() => say(`${what}: ${seconds()} s so far ${progress()}`.trimEnd()), AGAIN_MS);
  try {
    return await work();
  } finally {
    clearInterval(timer);
    say(`${what}: ended after ${seconds()} s`);
  }
}
