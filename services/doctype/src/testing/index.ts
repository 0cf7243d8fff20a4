export type { FakeDocuments } from './fake-references.ts';
export { faultOf, type HeldTransport, heldTransport, refusalOf, resultOf } from './held-transport.ts';
export { inProcessTransport, type Served } from './in-process-transport.ts';
export { seeded } from './seeded.ts';
export { openTestDatabase, openTestPGlite, openTestPostgres, type TestDatabase } from './test-database.ts';
export { openTestDesk, type TestDesk, type TestDeskOptions } from './test-desk.ts';
export { sessionsWait } from './waiting-sessions.ts';
