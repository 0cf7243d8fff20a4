export * from './call-context.ts';
export * from './codec.ts';
export * from './deadline.ts';
export * from './ledger.ts';
export * from './methods.ts';
export * from './reference.ts';
export * from './refusal.ts';
export * from './usage.ts';
