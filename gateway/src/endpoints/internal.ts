import type { GatewayRestored, GatewayState } from '@business-m/contract/operations';
import { atomicWrite } from '@business-m/files';
import { rewriteJson } from '@business-m/manifest/change';
import type { Editor } from '@business-m/manifest/edit';
import {
  checkTexts,
  DocumentRefusal,
  jsonOrNull,
  type ManifestStore,
  RevisionConflict,
  StoreReadOnly,
  StoreUnavailable,
} from '@business-m/manifest/store';
import type { Hono, MiddlewareHandler } from 'hono';
import { jwtVerify } from 'jose';
import { z } from 'zod';
import { invalidBody, Refused } from '../problem/refused.ts';
import { readJson } from '../request/read-json.ts';
import type { GatewayEnv } from '../request/request-facts.ts';
import { checkUsers, readUsersFile, type StoredUser, usersFileSchema } from '../users/users-file.ts';

/** Documents of 1 MiB with their escapes, and 10,000 users. */
const BODY_LIMIT_BYTES = 64 * 1_048_576;
/** What a desk is told of the machines around it, and not of the business: a restored document keeps those of the desk it comes to. */
const OWN_MEMBERS = ['backend', 'cdn'];

export interface InternalParts {
  editor: Pick<Editor, 'documents' | 'preview'>;
  usersFile: string;
  /** SERVICE_SECRET: signs the tokens of the `desk` command. */
  serviceSecret: string;
}

const restoreSchema = z.strictObject({
  users: usersFileSchema.nullish(),
  documents: z
    .array(z.strictObject({ name: z.string().regex(/^[a-z][a-z0-9-]{0,31}$/), text: z.string().max(1_048_576) }))
    .max(1_000)
    .nullish(),
  reason: z.string().min(1).max(500),
  dryRun: z.boolean(),
});

/** `/internal/desk`: what `desk backup` takes of the gateway with SERVICE_SECRET, and `desk restore` puts back. docs/backup.md. */
export function internalEndpoint(app: Hono<GatewayEnv>, parts: InternalParts & { manifest: Pick<ManifestStore, 'current'> }): void {
  const { editor, usersFile, serviceSecret, manifest } = parts;
  const { documents } = editor;
  app.use('/internal/*', internalToken(serviceSecret));

  app.get('/internal/desk', async (c) => {
    const { backend } = manifest.current()?.desired ?? {};
    const scopes = Object.entries(backend?.scopes ?? {});
    const upstreams = scopes.flatMap(([scope, { upstream = backend?.monolith }]) => (upstream === undefined ? [] : [[scope, upstream]]));
    const texts = await Promise.all((await documents.names()).map(async (name) => ({ name, text: (await documents.head(name))?.text })));
    const state: GatewayState = {
      upstreams: Object.fromEntries(upstreams),
      documents: texts.flatMap(({ name, text }) => (text === undefined ? [] : [{ name, text }])),
      users: (await readUsersFile(usersFile)).map((user) => ({ ...user })),
    };
    return c.json(state, 200, { 'cache-control': 'no-store' });
  });

  app.post('/internal/desk', async (c) => {
    const parsed = restoreSchema.safeParse(await readJson(c, BODY_LIMIT_BYTES));
    if (!parsed.success) throw invalidBody('These are not the manifest and the users of a desk.', parsed.error.issues);
    const { users, documents: given, reason, dryRun } = parsed.data;
    try {
      const planned = await planDocuments(editor, given ?? []);
      // A file that is broken is replaced like one that differs.
      const before = users ? await readUsersFile(usersFile).catch(() => null) : null;
      if (users) refuseTwins(users);
      if (!dryRun) {
        for (const { name, parent, text, outcome } of planned) {
          if (outcome === 'written') await documents.write(name, { parent, author: { id: 'restore', name: 'desk restore' }, reason, text });
        }
      }
      const replaced = users && JSON.stringify(users) !== JSON.stringify(before);
      if (replaced && !dryRun) await atomicWrite(usersFile, `${JSON.stringify(users, null, 2)}\n`, { mode: 0o600 });
      const restored: GatewayRestored = {
        users: users ? (replaced ? 'replaced' : 'unchanged') : null,
        documents: planned.map(({ name, outcome, kept }) => ({ name, outcome, kept })),
      };
      return c.json(restored);
    } catch (error) {
      throw asRefused(error);
    }
  });
}

function refuseTwins(users: StoredUser[]): void {
  try {
    checkUsers('The backup', users);
  } catch (error) {
    throw new Refused('invalid', `${(error as Error).message}.`, { field: 'users' });
  }
}

type PlannedDocument = GatewayRestored['documents'][number] & { parent: number | null; text: string };

/** All of them are checked together before one is written: they may extend each other. */
async function planDocuments(
  { documents, preview }: InternalParts['editor'],
  given: readonly { name: string; text: string }[],
): Promise<PlannedDocument[]> {
  const planned: PlannedDocument[] = [];
  for (const { name, text } of given) {
    const head = await documents.head(name);
    const { kept, merged } = keepOwn(text, head?.text);
    const outcome = head?.text === merged ? ('unchanged' as const) : ('written' as const);
    planned.push({ name, parent: head?.number ?? null, text: merged, outcome, kept });
  }
  const changed = planned.filter(({ outcome }) => outcome === 'written');
  await checkTexts(documents, new Map(changed.map(({ name, text }) => [name, text])), preview);
  return planned;
}

function keepOwn(text: string, own: string | undefined): { kept: string[]; merged: string } {
  const [wanted, here] = [objectOf(text), objectOf(own ?? 'null')];
  if (!wanted || !here) return { kept: [], merged: text };
  const kept = OWN_MEMBERS.filter((member) => JSON.stringify(wanted[member]) !== JSON.stringify(here[member]));
  if (kept.length === 0) return { kept, merged: text };
  const mixed = Object.fromEntries(
    Object.entries({ ...wanted, ...Object.fromEntries(kept.map((member) => [member, here[member]])) }).filter(
      ([, value]) => value !== undefined,
    ),
  );
  return { kept, merged: rewriteJson(text, mixed) };
}

function objectOf(text: string): Record<string, unknown> | null {
  const value = jsonOrNull(Buffer.from(text));
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Record<string, unknown>) : null;
}

/** Lets only tokens through that are signed for the audience `internal`, as those of the services are; the gateway itself makes none. */
function internalToken(secret: string): MiddlewareHandler<GatewayEnv> {
  const key = new TextEncoder().encode(secret);
  return async function internalToken(c, next) {
    const token = /^Bearer ([\w.-]{1,4000})$/.exec(c.req.header('authorization') ?? '')?.[1];
    if (token === undefined) throw new Refused('signed-out', 'This is for the desk command.');
    const options = { algorithms: ['HS256'], audience: 'internal', requiredClaims: ['exp'], clockTolerance: 5 };
    const verified = await jwtVerify(token, key, options).catch(() => null);
    if (!verified) throw new Refused('bad-token', 'This token is not one of the desk command, or it has expired.');
    await next();
  };
}

function asRefused(error: unknown): unknown {
  if (error instanceof DocumentRefusal) {
    const where = error.path === '' ? '' : `${error.path}: `;
    return new Refused('unacceptable', `the manifest: ${where}${error.message}`, { field: 'documents' });
  }
  if (error instanceof RevisionConflict) return new Refused('revision-changed', `${error.message}: somebody has changed it meanwhile.`);
  if (
    error instanceof StoreReadOnly ||
    (error instanceof Error && 'code' in error && /^(EROFS|EACCES|EPERM|EBUSY)$/.test(String(error.code)))
  )
    return new Refused('store-read-only', 'The documents or the users cannot be written from here: their files are read-only.');
  if (error instanceof StoreUnavailable)
    return new Refused('store-unavailable', 'The store of the manifest does not answer at the moment.', { retryAfterSeconds: 2 });
  return error;
}
