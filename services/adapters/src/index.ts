export { localLedger, localReferences, localUsage } from './local/local-adapter.ts';
