import type { ProtocolContract } from '@business-m/protocols';

/** Long enough to spare most messages the refusal, short enough to notice that the other side was brought up to date. */
const SPEAK_OLDER_MS = 60_000;

/** Which version to speak: the newest, unless the other side said lately that it does not know it. */
export interface SpokenVersions {
  of(contract: ProtocolContract, callee?: string): number;
  /** `null`: they have none in common. */
  learn(contract: ProtocolContract, spoken: number | null, callee?: string): void;
}

export function createSpokenVersions(): SpokenVersions {
  const older = new Map<string, { version: number; untilMs: number }>();
  return {
    of({ name, version }, callee = '') {
      const found = older.get(`${name} ${callee}`);
      return found && found.untilMs > Date.now() ? found.version : version;
    },
    learn({ name, version }, spoken, callee = '') {
      if (spoken === null || spoken === version) older.delete(`${name} ${callee}`);
      else older.set(`${name} ${callee}`, { version: spoken, untilMs: Date.now() + SPEAK_OLDER_MS });
    },
  };
}
