import type { ProtocolContract } from '@business-m/protocols';

/** Long enough to spare most messages the refusal, short enough to notice that the other side was updated. */
const SPEAK_OLDER_MS = 60_000;

/** Which version to speak: the newest, unless the other side said lately that it does not know it. */
export function createSpokenVersions() {
  const older = new Map<string, { version: number; untilMs: number }>();
  return {
    of({ name, version }: ProtocolContract, callee = ''): number {
      const found = older.get(`${name} ${callee}`);
      return found && found.untilMs > Date.now() ? found.version : version;
    },
    /** `spoken` is null when both sides have no version in common. */
    learn({ name, version }: ProtocolContract, spoken: number | null, callee = ''): void {
      if (spoken === null || spoken === version) older.delete(`${name} ${callee}`);
      else older.set(`${name} ${callee}`, { version: spoken, untilMs: Date.now() + SPEAK_OLDER_MS });
    },
  };
}
