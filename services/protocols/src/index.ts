export * from './call-context.ts';
export * from './ledger.ts';
export * from './reference.ts';
export * from './refusal.ts';
