import { testWrites } from './testing/write-suite.ts';

testWrites();
