import type { Fault } from '@business-m/contract';
import type { HydratedState } from '../resolve/index.ts';

/** Why the newest edit is not in effect. */
export interface ManifestFault extends Fault {
  /** Whether the store tries again by itself: the document is fine, something it refers to could not be read. */
  retrying: boolean;
}

export interface ManifestStatus {
  /** Of the environment's document, as accepted last; 0 until then. */
  revision: number;
  fault: ManifestFault | null;
  /** `awaySince`: null while the store of documents answers. Meanwhile the state that was accepted last stays in force. */
  store: { awaySince: Date | null };
}

/** The desired state in force. An edit is accepted as a whole or not at all; releases whose bytes do not match their id are refused. */
export interface ManifestStore {
  /** The newest accepted state; null only while there has never been one. Deeply frozen. */
  current(): HydratedState | null;
  status(): ManifestStatus;
  /** Called after each accepted change. Returns the way to stop listening. */
  subscribe(listener: (state: HydratedState) => void): () => void;
  close(): Promise<void>;
}
