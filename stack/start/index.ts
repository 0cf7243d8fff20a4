export type { BackingServices } from './backing-services.ts';
export type { StackProcess } from './process-stack.ts';
export { type DeskMode, type DeskSettings, Refusal, readSettings } from './settings.ts';
export { type Desk, type DeskOptions, startDesk } from './start-desk.ts';
