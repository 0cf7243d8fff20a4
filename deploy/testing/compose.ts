import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';

type ComposeService = {
  restart?: string;
  read_only?: boolean;
  cap_drop?: string[];
  security_opt?: string[];
  tmpfs?: string[];
  mem_limit?: string;
  pids_limit?: number;
  logging?: { driver: string; options: Record<string, string> };
  networks?: string[] | Record<string, { ipv4_address?: string }>;
  image?: string;
  build?: { context: string; target: string };
  command?: string[];
  environment?: Record<string, string>;
  secrets?: string[];
  volumes?: (string | { source: string; target: string })[];
  depends_on?: Record<string, { condition: string }>;
  healthcheck?: { test: string[] };
};

export type Compose = {
  services: Record<string, ComposeService>;
  volumes: Record<string, unknown>;
  secrets?: Record<string, { file: string }>;
  networks: Record<string, { ipam: { config: { subnet: string; ip_range: string }[] } }>;
};

/** A compose file of the folder above, with its anchors and merges resolved as an engine would. */
export function readCompose(name: string): Compose {
  return parse(readFileSync(join(import.meta.dirname, '..', name), 'utf8'), { merge: true });
}
