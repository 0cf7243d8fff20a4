import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { remoteDeclarationSchema, remoteJsonSchema } from '@business-m/contract';
import { z } from 'zod/mini';
import { DeskFailure } from '../desk-failure.ts';
import type { FederationDeclaration } from '../publish/index.ts';
import { readText } from './environment-files.ts';

const declarationSchema = z.strictObject({
  ...remoteDeclarationSchema.shape,
  scope: remoteJsonSchema.shape.scope,
  version: z.optional(remoteJsonSchema.shape.version),
  package: remoteJsonSchema.shape.package,
  hostApi: z.optional(z.string()),
});
const packageSchema = z.looseObject({ name: z.optional(z.string()), version: z.optional(z.string()) });

/** What a build of Module Federation does not say of itself, from a file by hand; name and version may come from the build's package.json. */
export async function readFederationDeclaration(file: string, dist: string): Promise<FederationDeclaration> {
  const declared = declarationSchema.safeParse(parse(file, await readText(file)));
  if (!declared.success) {
    const issue = declared.error.issues[0];
    const unknown = issue?.code === 'unrecognized_keys' ? issue.keys.slice(0, 1) : [];
    const field = [...(issue?.path ?? []), ...unknown].join('.');
    throw new DeskFailure(`${file}: ${field === '' ? '' : `${field}: `}${issue?.message}`, { code: 'declaration', field });
  }
  const packageFile = join(dirname(dist), 'package.json');
  const about = existsSync(packageFile) ? packageSchema.safeParse(parse(packageFile, await readText(packageFile))).data : undefined;
  const version = declared.data.version ?? about?.version;
  if (!version) throw new DeskFailure(`${file}: version: say it here, or in ${packageFile}.`, { code: 'declaration', field: 'version' });
  return { ...declared.data, version, package: declared.data.package ?? about?.name };
}

function parse(file: string, text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new DeskFailure(`${file} is not JSON: ${error instanceof Error ? error.message : error}`, { cause: error, code: 'declaration' });
  }
}
