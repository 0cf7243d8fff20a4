export type { FakeDocuments } from './fake-references.ts';
export { faultOf, type HeldCourier, heldCourier, refusalOf, resultOf } from './held-courier.ts';
export { inProcessCourier, type Served } from './in-process-courier.ts';
export { openTestDatabase, openTestPostgres, type TestDatabase } from './test-database.ts';
export { openTestDesk, type TestDesk, type TestDeskOptions } from './test-desk.ts';
export { sessionsWait } from './waiting-sessions.ts';
