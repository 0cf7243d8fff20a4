export * from './declaration.ts';
export * from './document-context.ts';
export * from './domain.ts';
