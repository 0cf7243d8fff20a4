export { type DeskSettings, Refusal, readSettings } from './settings.ts';
export { type Desk, type DeskOptions, startDesk } from './start-desk.ts';
