import {
  contractOfTopic,
  decodeOutcome,
  fallbackVersion,
  MalformedFrame,
  type Outcome,
  outcomeOf,
  Refusal,
  UNSUPPORTED_VERSION,
} from '@business-m/protocols';
import type { SpokenVersions } from '../call/spoken-versions.ts';

const MAX_MESSAGE_LENGTH = 500;

/** Reads an outcome. When the receiver speaks another version, the outbox tries again in the newest version that both speak. */
export function readOutcome(frame: string, versions: SpokenVersions): Outcome {
  const read = decodeOutcome(frame);
  const contract = contractOfTopic(read.topic);
  const { id, attempt } = read.outcome;
  if (read.outcome.kind === 'refusal' && read.outcome.refusal.code === UNSUPPORTED_VERSION) {
    const refusal = new Refusal(read.outcome.refusal);
    versions.learn(contract, fallbackVersion(contract, refusal));
    return { kind: 'fault', id, attempt, message: refusal.message, transient: true };
  }
  try {
    return outcomeOf(contract, read);
  } catch (error) {
    // Written for a newer us that was taken back since. What it says is done, and will be said again in our version.
    if (error instanceof Refusal) return { kind: 'fault', id, attempt, message: error.message, transient: true };
    if (!(error instanceof MalformedFrame)) throw error;
    return { kind: 'fault', id, attempt, message: error.message.slice(0, MAX_MESSAGE_LENGTH), transient: false };
  }
}
