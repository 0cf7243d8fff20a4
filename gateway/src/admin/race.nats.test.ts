import { openNatsDocuments } from './testing/open-nats-documents.ts';
import { testRace } from './testing/race-suite.ts';

testRace(openNatsDocuments);
