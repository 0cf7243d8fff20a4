import { flushCompileCache } from 'node:module';

/** Preloaded (`node --import`) into our child processes: when the starter dies, its channel closes, and the process stops as by SIGTERM. */
const GRACE_MS = 8_000;
const STARTED_MS = 5_000;

// Not for processes that this one forks: with a channel that does not keep it alive, a worker that waits for work would end at once.
const own = process.execArgv.indexOf(import.meta.url);
if (own > 0) process.execArgv.splice(own - 1, 2);

if (process.channel) {
  process.once('disconnect', () => {
    setTimeout(() => process.kill(process.pid, 'SIGKILL'), GRACE_MS).unref();
    process.kill(process.pid, 'SIGTERM');
  });
  // Listening must not keep a process alive that has nothing else to do.
  process.channel.unref();
}

// What a start has compiled serves the next one, even when this process is killed: Node keeps it only at a proper end.
setTimeout(flushCompileCache, STARTED_MS).unref();
