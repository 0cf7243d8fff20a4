import { Unavailable } from '@business-m/protocols';

/** The server answers, but cannot do all that is asked of it: 53 out of resources, 25006 read-only, 58030 its disk fails. */
const IMPAIRED = /^(53.{3}|25006|58030)$/;
/** It said nothing in time: its driver's words carry no code, or it cancelled what took too long. */
const SILENT = /^(57014|)$/;

/** What a failed call says about its database. `none`: the fault is not the database's, or only its queue is full here. */
export type Trouble = 'none' | 'impaired' | 'silent' | 'unavailable';

export function troubleOf(error: unknown): Trouble {
  if (!(error instanceof Unavailable)) return 'none';
  const code = codeBeneath(error);
  if (code === null) return 'none';
  if (IMPAIRED.test(code)) return 'impaired';
  return SILENT.test(code) ? 'silent' : 'unavailable';
}

/** The driver's or the server's code; null when no driver was asked. */
function codeBeneath({ cause }: Error): string | null {
  return cause instanceof Error && 'code' in cause ? String(cause.code) : null;
}
