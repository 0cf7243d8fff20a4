import type { EnvironmentList } from '@business-m/contract';
import { environmentNameSchema } from '@business-m/contract';
import { policyOf, summaryOf } from '@business-m/manifest/edit';
import { DocumentRefusal, mergedDocument } from '@business-m/manifest/store';
import type { Hono } from 'hono';
import { z } from 'zod';
import type { GatewayEnv } from '../../request/request-facts.ts';
import { adminEndpoint, readers } from '../admin-endpoint.ts';
import type { AdminParts } from '../admin-parts.ts';

const extending = z.object({ extends: z.optional(environmentNameSchema), environment: z.string().optional() });

/** All environments, and what is up with each. */
export function environmentsEndpoint(app: Hono<GatewayEnv>, parts: AdminParts): void {
  app.get(
    '/api/gateway/admin/environments',
    adminEndpoint(parts, readers, async (c) => {
      const names = await parts.editor.documents.names();
      const found = await Promise.all(names.map((name) => describe(name)));
      const environments = found.filter((each) => each !== null);
      return c.json({ serving: parts.environment, environments } satisfies EnvironmentList, 200, { 'cache-control': 'no-store' });
    }),
  );

  async function describe(name: string): Promise<EnvironmentList['environments'][number] | null> {
    const { documents } = parts.editor;
    const head = await documents.head(name);
    const { merged, fault } = await mergedOf(name);
    const document = extending.safeParse(merged).data;
    // What is only laid under others is served to nobody.
    if (merged !== undefined && document?.environment === undefined) return null;
    const policy = policyOf(merged);
    return {
      name,
      extends: document?.extends ?? null,
      head: head && summaryOf(head),
      approval: policy?.approval === true,
      locked: policy?.locked ?? null,
      pending: await parts.editor.pending(name),
      fault: faultOf(name) ?? fault,
    };
  }

  async function mergedOf(name: string) {
    try {
      return { merged: (await mergedDocument(parts.editor.documents, name)).merged, fault: null };
    } catch (error) {
      if (error instanceof DocumentRefusal) return { merged: undefined, fault: { path: error.path, message: error.message } };
      throw error;
    }
  }

  /** Of an edit by hand that did not become a revision; of the revisions, in the environment that is served. */
  function faultOf(name: string) {
    const { fault } = parts.manifest.status();
    const found = parts.editor.documents.faults().get(name) ?? (name === parts.environment ? fault : null);
    return found && { path: found.path, message: found.message };
  }
}
