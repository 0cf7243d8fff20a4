export { type Child, type ChildOptions, startChild } from './child.ts';
export { StartFailure } from './failures.ts';
export { freePorts } from './free-port.ts';
export { waitForHealth, waitUntilReady } from './health.ts';
