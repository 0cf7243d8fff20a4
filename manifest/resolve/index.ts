export { type ExportFormat, exportFormats, exportResolution } from './formats/formats.ts';
export * from './hydrated-state.ts';
export type { Caller } from './match-audience.ts';
export { bucket, releaseFor } from './release-for.ts';
export { resolve } from './resolve.ts';
