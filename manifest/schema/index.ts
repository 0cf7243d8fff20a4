export * from './desired.ts';
export * from './names.ts';
export * from './release.ts';
export * from './remote-faults.ts';
export * from './remote-json.ts';
export * from './resolution.ts';
export * from './route-match.ts';
export * from './shell-json.ts';
