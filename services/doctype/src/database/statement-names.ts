/** A statement this long is a bulk insert of some size that never comes again. */
const MAX_TEXT_LENGTH = 8_000;
/** Statements the server keeps ready on each connection. */
const MAX_NAMES = 500;
/** Seen this often, a statement is worth the server's memory. */
const WORTH_PREPARING = 3;
const MAX_COUNTED = 5_000;

export type StatementNames = ReturnType<typeof createStatementNames>;

/** Names for statements that are sent often, so that PostgreSQL parses them once a connection. Bounded: statements that vary stay unnamed. */
export function createStatementNames() {
  const names = new Map<string, string>();
  const seen = new Map<string, number>();
  let generation = 0;
  return {
    /** The name under which the statement is prepared once a connection; undefined: send it as it is. */
    of(text: string): string | undefined {
      const known = names.get(text);
      if (known !== undefined || text.length > MAX_TEXT_LENGTH || names.size >= MAX_NAMES) return known;
      const times = (seen.get(text) ?? 0) + 1;
      if (times < WORTH_PREPARING) {
        if (seen.size >= MAX_COUNTED) seen.clear();
        seen.set(text, times);
        return undefined;
      }
      seen.delete(text);
      const name = `s${generation}_${names.size}`;
      names.set(text, name);
      return name;
    },
    /** Tables were altered: every statement is prepared anew. */
    renew(): void {
      generation += 1;
      names.clear();
    },
  };
}
