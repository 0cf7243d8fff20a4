import { openNatsDocuments } from './testing/open-nats-documents.ts';
import { testWrites } from './testing/write-suite.ts';

testWrites(openNatsDocuments);
