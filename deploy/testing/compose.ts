import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';

type ComposeService = {
  image?: string;
  build?: { context: string; target: string };
  command?: string[];
  environment?: Record<string, string>;
  secrets?: string[];
  volumes?: string[];
  depends_on?: Record<string, { condition: string }>;
  healthcheck?: { test: string[] };
};

export type Compose = {
  services: Record<string, ComposeService>;
  volumes: Record<string, unknown>;
  secrets?: Record<string, { file: string }>;
};

/** A compose file of the folder above, with its anchors and merges resolved as an engine would. */
export function readCompose(name: string): Compose {
  return parse(readFileSync(join(import.meta.dirname, '..', name), 'utf8'), { merge: true });
}
