import { z } from 'zod/mini';
import { messageStateSchema } from './message.ts';
import { problemSchema } from './problem.ts';

/** What a services process and the `desk` command exchange: its health, and the steps of moves, backups and restores (docs/moving.md, docs/backup.md). */
const text = z.string().check(z.maxLength(200));
/** They become parts of paths. */
export const domainScopeSchema = z.string().check(z.regex(/^[a-z][a-z0-9-]{0,31}$/));
export const tableNameSchema = z.string().check(z.regex(/^[a-z_][a-z0-9_]{0,62}$/));
const count = z.int().check(z.nonnegative());

/** `GET /health`. `ok` and `degraded` answer 200, `starting` and `unavailable` 503. Messages are for operators. */
export const servicesHealthSchema = z.object({
  status: z.enum(['starting', 'ok', 'degraded', 'unavailable']),
  mode: z.enum(['indie', 'enterprise']),
  domains: z.record(
    z.string(),
    z.object({
      state: z.enum(['starting', 'seeding', 'serving', 'paused', 'given-up']),
      message: z.nullable(z.string()),
      database: z.object({
        state: z.enum(['connecting', 'ok', 'impaired', 'unavailable']),
        since: z.iso.datetime(),
        message: z.nullable(z.string()),
      }),
      /** null while it cannot be read. */
      outbox: z.nullable(
        z.object({
          /** Waiting to be sent, or to be sent again. */
          pending: z.int(),
          /** With the receiver, whose answer is awaited. */
          dispatched: z.int(),
          /** Refused, and given up: a person has to look at them. */
          refused: z.int(),
          dead: z.int(),
          /** Age in seconds of the oldest that is on its way; 0 when there is none. */
          oldest_s: z.int(),
        }),
      ),
    }),
  ),
  /** null when this process uses none. */
  nats: z.nullable(z.object({ state: z.enum(['connected', 'connecting', 'closed']), since: z.string(), message: z.nullable(z.string()) })),
});
export type ServicesHealth = z.infer<typeof servicesHealthSchema>;

/** Checksum of a table; equal for equal rows in any order. `sums`: column → sum, for every amount and quantity. */
export const tableChecksumSchema = z.strictObject({ rows: count, hash: text, sums: z.record(text, text) });
export type TableChecksum = z.infer<typeof tableChecksumSchema>;

/** What a domain's schema consists of. Columns are in the order of their names; types as `format_type` spells them. */
export const schemaShapeSchema = z.strictObject({
  tables: z
    .array(
      z.strictObject({
        name: tableNameSchema,
        columns: z.array(z.strictObject({ name: text.check(z.minLength(1)), type: text.check(z.minLength(1)) })).check(z.maxLength(2_000)),
      }),
    )
    .check(z.maxLength(2_000)),
  sequences: z.array(text).check(z.maxLength(2_000)),
  migrations: z.array(text).check(z.maxLength(10_000)),
});
export type SchemaShape = z.infer<typeof schemaShapeSchema>;

/** Where a sequence stands. `last` is text: it may be beyond what a number holds. */
const sequenceStateSchema = z.strictObject({ last: z.string().check(z.regex(/^-?\d{1,19}$/)), called: z.boolean() });
export type SequenceState = z.infer<typeof sequenceStateSchema>;

const moveSchema = z.strictObject({ move: z.string().check(z.minLength(1), z.maxLength(64)) });
const database = z.string().check(z.minLength(1), z.maxLength(2_000));
/** `POST /internal/domains/<scope>/…`: its body. */
export const moveRequests = {
  step: moveSchema,
  check: z.strictObject({ database: z.optional(database) }),
  copy: z.strictObject({ ...moveSchema.shape, database }),
};

const homeStates = z.enum(['home', 'leaving', 'left', 'arriving']);
/** Where a domain lives. `leaving`: fenced, being copied. `left`: a copy for going back. `arriving`: empty, or not in use yet. */
export type HomeState = z.infer<typeof homeStates>;
const domainHomeSchema = z.object({
  state: homeStates,
  /** Which move said so; null where there never was one. */
  move: z.nullable(z.string()),
  /** Of `arriving`: what it was before. */
  was: z.optional(z.nullable(homeStates)),
});
export type DomainHome = z.infer<typeof domainHomeSchema>;

/** How one end of a move has the domain; every step answers it. */
export const endStateSchema = z.object({ scope: z.string(), standing: z.enum(['open', 'closed', 'given-up']), home: domainHomeSchema });
export type EndState = z.infer<typeof endStateSchema>;

/** How much there is to move. `messages`: of the outbox that are on their way, and travel with the domain. */
export const moveCheckSchema = z.object({
  tables: z.array(z.object({ name: z.string(), rows: count })),
  messages: z.partialRecord(messageStateSchema, count),
});
export type MoveCheck = z.infer<typeof moveCheckSchema>;

/** A line of a copy under way; the last one is `done`, with what both databases counted, or `problem`. */
export const copyLineSchema = z.union([
  z.strictObject({ table: z.string(), rows: count }),
  z.strictObject({ done: z.record(z.string(), tableChecksumSchema) }),
  z.strictObject({ problem: problemSchema }),
]);
export type CopyLine = z.infer<typeof copyLineSchema>;

/** What the services were told of the company: its currency is that of every amount in the rows. */
export const companySchema = z.strictObject({ name: z.nullable(z.string()), currency: z.nullable(z.string()), timeZone: z.string() });
const about = { desk: z.string(), tenant: z.string(), company: companySchema };

const backup = z.string().check(z.minLength(1), z.maxLength(64));
const backupTable = { backup, scope: z.string().check(z.maxLength(64)), table: z.string().check(z.maxLength(64)) };
/** `POST /internal/backup/…`: its body. */
export const backupRequests = {
  step: z.strictObject({ backup }),
  rows: z.strictObject({ ...backupTable, from: count }),
  checksum: z.strictObject(backupTable),
};

/** The process holds its writers; `scopes` are its domains. */
export const heldSchema = z.object({ ...about, scopes: z.array(z.string()) });
export type HeldProcess = z.infer<typeof heldSchema>;

/** A domain as it was when the snapshot was taken. */
export const snapshotDomainSchema = z.strictObject({
  version: z.string(),
  engine: z.enum(['pglite', 'postgres']),
  shape: schemaShapeSchema,
  sequences: z.record(z.string(), sequenceStateSchema),
});
export type SnapshotDomain = z.infer<typeof snapshotDomainSchema>;
export const snapshotSchema = z.record(domainScopeSchema, snapshotDomainSchema);

/** Begins what a restore is called, and no move is. */
export const RESTORE = 'restore-';
const restore = z.string().check(z.regex(/^restore-[0-9a-f]{8,64}$/));
const restoreScopes = { restore, scopes: z.array(text).check(z.maxLength(100)) };
/** `POST /internal/restore/…`: its body. */
export const restoreRequests = {
  /** `restore` is known by the backup: the same one goes on with what it has begun. `shapes`: the domains, as the backup has them. */
  begin: z.strictObject({ restore, replace: z.boolean(), shapes: z.record(text, schemaShapeSchema) }),
  verify: z.strictObject({ scope: text, tables: z.record(text, tableChecksumSchema), sequences: z.record(text, sequenceStateSchema) }),
  open: z.strictObject(restoreScopes),
  /** `aborts`: also what another command has begun. */
  undo: z.strictObject({ ...restoreScopes, aborts: z._default(z.boolean(), true) }),
};
export type RestoreRequest = z.infer<typeof restoreRequests.begin>;
/** What the rows of a domain must be once they are loaded. */
export type ExpectedDomain = Omit<z.infer<typeof restoreRequests.verify>, 'scope'>;

const standing = z.enum(['empty', 'full', 'begun', 'loaded', 'done']);
/**
 * How a domain stands to a restore. `empty`, `full`: before it. `begun`: closed. `loaded`: closed, with the backup's rows. `done`: this restore
 * was finished once.
 */
export type RestoreStanding = z.infer<typeof standing>;
export const begunSchema = z.object({ standings: z.record(z.string(), standing) });
export type Standings = z.infer<typeof begunSchema>['standings'];
export const lookedSchema = z.object({ ...about, ...begunSchema.shape });
export type LookedProcess = z.infer<typeof lookedSchema>;
