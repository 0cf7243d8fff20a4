import { type DesiredRemote, desiredRemoteSchema, policySchema } from '@business-m/contract';
import type { GateFleet } from '@business-m/contract/admin';
import { DocumentRefusal, inParallel, mergedDocument } from '@business-m/manifest/store';
import { z } from 'zod/mini';
import type { AdminParts } from '../admin-parts.ts';

const PARALLEL = 32;

type GateRelease = GateFleet['releases'][number];

const environmentSchema = z.object({
  environment: z.string(),
  cdn: z.string(),
  policy: z.optional(z.object({ consent: policySchema.shape.consent })),
  remotes: z.record(z.string(), z.object({ releases: desiredRemoteSchema.shape.releases, bindings: desiredRemoteSchema.shape.bindings })),
});

/** Of environments that are not served here: their releases and consents. What cannot be read, for lack of variables or else, is left out and logged. */
export async function readOthers({ editor, environment, log }: AdminParts, cdn: string) {
  const { source, variables } = editor.preview;
  const names = (await editor.documents.names()).filter((name) => name !== environment);
  const found: GateRelease[] = [];
  const consents: NonNullable<GateFleet['consents']> = {};
  for (const name of names) {
    const document = await readEnvironment(name);
    if (!document) continue;
    consents[name] = document.policy?.consent ?? {};
    const named = Object.entries(document.remotes).flatMap(([scope, remote]) => namedReleases(remote).map((id) => ({ scope, id })));
    const releases = await inParallel(named, PARALLEL, ({ scope, id }) => readRelease(name, cdnOf(document.cdn), scope, id));
    found.push(...releases.filter((release) => release !== null));
  }
  return { releases: found, consents };

  async function readEnvironment(name: string) {
    try {
      const { merged } = await mergedDocument(editor.documents, name);
      return environmentSchema.safeParse(merged).data;
    } catch (error) {
      return leaveOut(error, { environment: name });
    }
  }

  async function readRelease(name: string, base: string, scope: string, ref: string): Promise<GateRelease | null> {
    try {
      const id = ref === 'latest' ? await source.latest(base, scope) : ref;
      return { environment: name, id, remote: (await source.read(base, scope, id)).remote };
    } catch (error) {
      return leaveOut(error, { environment: name, scope, release: ref });
    }
  }

  function leaveOut(error: unknown, fields: object): null {
    if (!(error instanceof DocumentRefusal)) throw error;
    log.warn({ ...fields, reason: error.message }, 'a publication is not checked against this: it cannot be read');
    return null;
  }

  /** `${CDN_ORIGIN}` of another environment, as this process knows it; else the CDN of the one served here. */
  function cdnOf(text: string): string {
    const variable = /^\$\{([A-Z0-9_]+)\}(.*)$/.exec(text);
    if (!variable) return text;
    const [, name = '', rest = ''] = variable;
    const value = Object.hasOwn(variables, name) ? variables[name] : undefined;
    return value === undefined ? cdn : value + rest;
  }
}

/** Every release that a remote's part of a document names, but the halted one, which nobody gets. */
function namedReleases({ releases, bindings = [] }: Pick<DesiredRemote, 'releases' | 'bindings'>): string[] {
  const { stable, canary } = releases;
  return [...new Set([stable, ...(canary ? [canary.release] : []), ...bindings.map(({ release }) => release)])];
}
