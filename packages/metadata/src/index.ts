export * from './condition.ts';
export * from './doctype.ts';
export * from './document.ts';
export * from './field.ts';
export * from './message.ts';
export * from './problem.ts';
export * from './refusal.ts';
export * from './user.ts';
