import { Unavailable } from '@business-m/protocols';

/** How messages name a database: never with its password. */
export interface DatabaseName {
  host: string;
  port: number;
  database: string;
  user: string;
}

/** Turns connection and resource errors (https://www.postgresql.org/docs/current/errcodes-appendix.html) into `Unavailable`. */
export function translateDriverError(error: unknown, name: DatabaseName): unknown {
  if (!(error instanceof Error) || error instanceof Unavailable) return error;
  const code = 'code' in error ? String(error.code) : '';
  const reason = SENTENCES[code] ?? SENTENCES[code.slice(0, 2)] ?? NETWORK[code] ?? (code === '' ? WORDS[error.message] : undefined);
  if (reason === undefined) return error;
  const where = `The database “${name.database}” at ${name.host}:${name.port}`;
  // The driver's message and code, never its configuration, stay in `cause` for the log.
  const cause = Object.assign(new Error(error.message), { code });
  return new Unavailable(`${where} ${typeof reason === 'function' ? reason(name) : reason}.`, {
    cause,
    code: OVERLOADED.has(code) ? 'overloaded' : 'unavailable',
  });
}

/** Whether the transaction can simply run again: it lost against another one and left nothing behind. */
export function isTransactionLost(error: unknown): boolean {
  if (!(error instanceof Error) || !('code' in error)) return false;
  if (error.code === SERIALIZATION_FAILURE || error.code === DEADLOCK) return true;
  return isStalePlan(error);
}

/** An error that makes a transaction roll back and run again, because it has read something stale. */
export function transactionLost(why: string): Error {
  return Object.assign(new Error(why), { code: SERIALIZATION_FAILURE });
}

/** A prepared statement whose table was altered since: a new one works. */
export function isStalePlan(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === '0A000' && error.message.includes('cached plan');
}

const SERIALIZATION_FAILURE = '40001';
const DEADLOCK = '40P01';

/** Codes that come and go with the load. */
const OVERLOADED = new Set(['53300', '57014', '55P03']);

const SENTENCES: Record<string, string | ((name: DatabaseName) => string)> = {
  '08': 'lost the connection',
  '57P01': 'is shutting down or has ended the connection',
  '57P02': 'has crashed and is recovering',
  '57P03': 'is starting up',
  '57P05': 'has ended an idle connection',
  '57014': 'took too long to answer',
  '55P03': 'took too long to answer',
  '25P03': 'has ended a transaction that stood still',
  '25006': 'takes no changes now: it is read-only',
  '53': 'is out of resources',
  '53100': 'has no disk space left',
  '53200': 'is out of memory',
  '53300': 'has no connection left',
  '58030': 'cannot read or write its files',
  '28': ({ user }) => `does not let the user “${user}” in: check the user's name, password and rights`,
  '3D000': 'does not exist: create it first',
};

const NETWORK: Record<string, string> = {
  ECONNREFUSED: 'does not answer: nothing listens there',
  ECONNRESET: 'lost the connection',
  EPIPE: 'lost the connection',
  ETIMEDOUT: 'does not answer',
  EHOSTUNREACH: 'cannot be reached',
  ENETUNREACH: 'cannot be reached',
  ENOTFOUND: 'cannot be found: the host is unknown',
  EAI_AGAIN: 'cannot be found: the host is unknown',
};

/** Messages of pg and its pool that have no code. */
const WORDS: Record<string, string> = {
  'Connection terminated': 'lost the connection',
  'Connection terminated unexpectedly': 'lost the connection',
  'Connection terminated due to connection timeout': 'does not answer',
  'timeout expired': 'does not answer',
  'Client has encountered a connection error and is not queryable': 'lost the connection',
  'Client was closed and is not queryable': 'lost the connection',
  'Query read timeout': 'took too long to answer',
  'timeout exceeded when trying to connect': 'is busy: no connection came free in time',
};
