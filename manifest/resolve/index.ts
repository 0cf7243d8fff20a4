export * from './hydrated-state.ts';
export * from './resolve.ts';
