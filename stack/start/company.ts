import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** Whose the data are: they stay so when a later start does not say it again. */
const variables = ['DESK_COMPANY', 'DESK_CURRENCY', 'DESK_TIME_ZONE'] as const;
type Company = Partial<Record<(typeof variables)[number], string>>;

/** What was said in this start, else in an earlier one on the same data. */
export function readCompany(data: string, env: NodeJS.ProcessEnv): Company {
  const kept = readKept(join(data, 'company.json'));
  const found = variables.map((name) => [name, env[name] || kept[name]] as const);
  return Object.fromEntries(found.filter(([, value]) => typeof value === 'string'));
}

/** For later starts. Called once the desk runs: what it refuses is not kept. */
export function keepCompany(data: string, company: Company): void {
  const file = join(data, 'company.json');
  writeFileSync(`${file}.tmp`, `${JSON.stringify(company, null, 2)}\n`);
  renameSync(`${file}.tmp`, file);
}

function readKept(file: string): Record<string, unknown> {
  try {
    const kept: unknown = JSON.parse(readFileSync(file, 'utf8'));
    return kept !== null && typeof kept === 'object' ? (kept as Record<string, unknown>) : {};
  } catch {
    // The services look themselves in which currency their documents are.
    return {};
  }
}
