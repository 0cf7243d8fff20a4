export type { FakeDocuments } from './fake-references.ts';
export { openTestDesk, type TestDesk, type TestDeskOptions } from './test-desk.ts';
