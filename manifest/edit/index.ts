export type { DecisionBy, Edit, EditBy, Editor, EditorOptions } from './edit.ts';
export { EditRefusal, type EditRefusalCode } from './edit-refusal.ts';
export { createEditor } from './editor.ts';
export { LostRace, summaryOf } from './lost-race.ts';
export { policyOf } from './plan-edit.ts';
