import { environmentNameSchema } from '@business-m/contract';
import type { EnvironmentList } from '@business-m/contract/admin';
import { policyOf, summaryOf } from '@business-m/manifest/edit';
import { DocumentRefusal, mergedDocument } from '@business-m/manifest/store';
import { z } from 'zod/mini';
import type { AdminParts } from '../admin-parts.ts';
import type { AdminHandlers } from '../admin-route.ts';

const extending = z.object({ extends: z.optional(environmentNameSchema), environment: z.optional(z.string()) });

export function environmentHandlers({
  editor,
  manifest,
  environment: serving,
}: AdminParts): AdminHandlers<'environments' | 'environment' | 'proposals'> {
  const { documents } = editor;

  return {
    async environments() {
      const found = await Promise.all((await documents.names()).map(describe));
      return { body: { serving, environments: found.filter((each) => each !== null) } };
    },

    async environment({ params: { environment }, refusal }) {
      const head = await documents.head(environment);
      if (!head) throw refusal('unknown-environment', `There is no environment “${environment}”.`);
      const { merged } = await mergedDocument(documents, environment, head.text);
      return { body: { head, merged }, revision: head.number };
    },

    async proposals({ params: { environment }, refusal }) {
      if (!(await documents.head(environment))) throw refusal('unknown-environment', `There is no environment “${environment}”.`);
      return { body: await editor.proposals(environment) };
    },
  };

  async function describe(name: string): Promise<EnvironmentList['environments'][number] | null> {
    const head = await documents.head(name);
    const { merged, fault } = await mergedOf(name);
    const document = extending.safeParse(merged).data;
    // A document that others only extend is served to nobody.
    if (merged !== undefined && document?.environment === undefined) return null;
    const policy = policyOf(merged);
    return {
      name,
      extends: document?.extends ?? null,
      head: head && summaryOf(head),
      approval: policy?.approval === true,
      locked: policy?.locked ?? null,
      pending: await editor.pending(name),
      fault: faultOf(name) ?? fault,
    };
  }

  async function mergedOf(name: string) {
    try {
      return { merged: (await mergedDocument(documents, name)).merged, fault: null };
    } catch (error) {
      if (error instanceof DocumentRefusal) return { merged: undefined, fault: { path: error.path, message: error.message } };
      throw error;
    }
  }

  /** Of an edit by hand that did not become a revision; of the revisions, in the environment that is served. */
  function faultOf(name: string) {
    const found = documents.faults().get(name) ?? (name === serving ? manifest.status().fault : null);
    return found && { path: found.path, message: found.message };
  }
}
