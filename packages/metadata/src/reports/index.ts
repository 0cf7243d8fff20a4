export * from './general-ledger.ts';
export * from './stock-balance.ts';
export * from './stock-ledger.ts';
export * from './trial-balance.ts';
