export { localLedger, localReferences } from './local/local-adapter.ts';
