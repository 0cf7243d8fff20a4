import type { ProtocolContract } from '@business-m/protocols';

/** Long enough to spare most messages the refusal, short enough to notice that the other side was brought up to date. */
const SPEAK_OLDER_MS = 60_000;

/** Which version to speak: the newest, unless the other side said lately that it does not know it. */
export interface SpokenVersions {
  of(contract: ProtocolContract): number;
  /** `null`: they have none in common. */
  learn(contract: ProtocolContract, spoken: number | null): void;
}

export function createSpokenVersions(): SpokenVersions {
  const older = new Map<string, { version: number; untilMs: number }>();
  return {
    of({ name, version }) {
      const found = older.get(name);
      return found && found.untilMs > Date.now() ? found.version : version;
    },
    learn({ name, version }, spoken) {
      if (spoken === null || spoken === version) older.delete(name);
      else older.set(name, { version: spoken, untilMs: Date.now() + SPEAK_OLDER_MS });
    },
  };
}
