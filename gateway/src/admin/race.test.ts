import { testRace } from './testing/race-suite.ts';

testRace();
