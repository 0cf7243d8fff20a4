/** The parts of version 1 that an old peer needs to speak; the shapes are those of the present sources. */
export {
  decodeAnswer,
  decodeCall,
  decodeCommand,
  decodeOutcome,
  encodeAnswer,
  encodeCall,
  encodeCommand,
  encodeOutcome,
  ledgerContract,
  outcomeOf,
  Refusal,
  requestOf,
} from '../src/index.ts';
