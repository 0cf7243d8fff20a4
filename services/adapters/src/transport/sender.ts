import {
  contractOfTopic,
  type Dispatch,
  decodeOutcome,
  encodeCommand,
  fallbackVersion,
  MalformedFrame,
  type Outcome,
  outcomeOf,
  Refusal,
  toRefusal,
  UNSUPPORTED_VERSION,
} from '@business-m/protocols';
import { refuseTooLarge } from '../call/client.ts';
import { createSpokenVersions } from '../call/spoken-versions.ts';

const MAX_MESSAGE_LENGTH = 500;

type Settle = (outcome: Outcome) => Promise<void>;

/** The outbox's side of a transport: encodes its messages, decodes outcomes, and knows who settles those of a scope. */
export function createSender() {
  const listeners = new Set<{ scope: string; settle: Settle }>();
  const versions = createSpokenVersions();
  return {
    /** Several relays of one outbox may listen; any of them will do. */
    listenerOf: (scope: string): Settle | undefined => [...listeners].find((listener) => listener.scope === scope)?.settle,
    /** Returns how to stop. */
    listen(scope: string, settle: Settle): () => void {
      const listener = { scope, settle };
      listeners.add(listener);
      return () => listeners.delete(listener);
    },

    /** A message ready to go, or its outcome when it is too large for any try. @throws when it is not what its protocol says. */
    prepare(message: Dispatch, maxBytes?: number): { frame: string } | { outcome: Outcome } {
      const contract = contractOfTopic(message.topic);
      const frame = encodeCommand(contract, versions.of(contract), message);
      try {
        refuseTooLarge(frame, maxBytes);
        return { frame };
      } catch (error) {
        if (!(error instanceof Refusal)) throw error;
        return { outcome: { kind: 'refusal', id: message.id, attempt: message.attempt, refusal: error.toJSON() } };
      }
    },

    /** Reads an outcome. When the receiver speaks another version, the outbox tries again in the newest version that both speak. */
    readOutcome(frame: string): Outcome {
      const read = decodeOutcome(frame);
      const contract = contractOfTopic(read.topic);
      const { id, attempt } = read.outcome;
      if (read.outcome.kind === 'refusal' && read.outcome.refusal.code === UNSUPPORTED_VERSION) {
        const refusal = toRefusal(read.outcome.refusal);
        versions.learn(contract, fallbackVersion(contract, refusal));
        return { kind: 'fault', id, attempt, message: refusal.message, transient: true };
      }
      try {
        return outcomeOf(contract, read);
      } catch (error) {
        // Written for a newer version of this process, before a rollback: another try is answered in our version.
        if (error instanceof Refusal) return { kind: 'fault', id, attempt, message: error.message, transient: true };
        if (!(error instanceof MalformedFrame)) throw error;
        return { kind: 'fault', id, attempt, message: error.message.slice(0, MAX_MESSAGE_LENGTH), transient: false };
      }
    },
  };
}
