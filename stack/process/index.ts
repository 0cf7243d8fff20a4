export { type Child, type ChildOptions, startChild } from './child.ts';
export { freePorts } from './free-port.ts';
export { StartFailure, waitForHealth } from './health.ts';
