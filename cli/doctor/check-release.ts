import { type Policy, type ReleaseFile, type RemoteJson, remoteJsonSchema, SOURCE_MAPS, signatureSchema } from '@business-m/contract';
import { pins } from '@business-m/manifest/release-id';
import { inParallel, jsonOrNull, verifySignature } from '@business-m/manifest/store';
import { integrityOf } from '../publish/read-dist.ts';
import { checkAnswer } from './check-headers.ts';
import { fetchAs } from './fetch-as-browser.ts';
import { type Finding, fail, ok } from './finding.ts';

const DESCRIPTION_LIMIT_BYTES = 4 * 1_048_576;

export interface ReleaseAt {
  /** `https://cdn.example.com`, without a slash at its end. */
  cdn: string;
  /** The desk's own, as a browser names it. */
  origin: string;
  scope: string;
  id: string;
  policy: Policy | undefined;
}

/** Fetches a whole release as browsers do, and compares every byte with what the release's name promises. */
export async function checkRelease(release: ReleaseAt, onFile: () => void): Promise<Finding[]> {
  const { cdn, scope, id, origin } = release;
  const name = `${scope}@${id}`;
  const base = `${cdn}/${scope}/${id}`;
  const description = await fetchAs(`${base}/remote.json`, origin, DESCRIPTION_LIMIT_BYTES);
  if ('problem' in description) return [fail('hashes', `${base}/remote.json ${description.problem}`, republish(scope), name)];
  if (!pins(id, description.bytes))
    return [fail('hashes', `${base}/remote.json is not what was published: its hash is another than that of its name`, tampered, name)];
  const { data: remote } = remoteJsonSchema.safeParse(jsonOrNull(description.bytes));
  if (!remote) return [fail('hashes', `${base}/remote.json is no description of a release`, republish(scope), name)];

  const findings = checkAnswer(`${base}/remote.json`, description, origin);
  findings.push(...(await checkSignature(release, base, description.bytes)));
  findings.push(...(await checkHidden(base, remote, release)));
  await inParallel(remote.files, AT_ONCE, async (file) => {
    findings.push(...(await checkFile(base, file, release)));
    onFile();
  });
  if (!findings.some(({ state }) => state === 'fail'))
    findings.unshift(ok('hashes', `${remote.files.length + 1} files are what was published, to the byte`, name));
  return findings;
}

const AT_ONCE = 6;
const SLACK_BYTES = 1_024;
const tampered = 'take the release out of use (npx desk rollback), then find out who wrote to the CDN';
const republish = (scope: string) => `publish it again: npx desk publish remotes/${scope}`;

async function checkFile(base: string, file: ReleaseFile, { scope, origin }: ReleaseAt): Promise<Finding[]> {
  const { path, sizeBytes, integrity } = file;
  const url = `${base}/${path}`;
  const findings: Finding[] = [];
  // The compressed forms are files of their own, which can be wrong by themselves.
  for (const codings of ['br', 'gzip', 'identity']) {
    const answer = await fetchAs(url, origin, sizeBytes + SLACK_BYTES, codings);
    if ('problem' in answer) return [...findings, fail('hashes', answer.problem, republish(scope), url)];
    if (integrityOf(answer.bytes) !== integrity)
      return [...findings, fail('hashes', `other bytes than were published (${codings}); browsers refuse to run it`, tampered, url)];
    if (codings === 'br') findings.push(...checkAnswer(url, answer, origin));
    if (!answer.headers.has('content-encoding')) break;
  }
  return findings;
}

/** The source maps are for gateways alone. */
async function checkHidden(base: string, { sourceMaps }: RemoteJson, { scope, id, origin }: ReleaseAt): Promise<Finding[]> {
  if (!sourceMaps) return [];
  const url = `${base}/${SOURCE_MAPS}`;
  const answer = await fetchAs(url, origin, sourceMaps.sizeBytes + SLACK_BYTES);
  if ('problem' in answer || integrityOf(answer.bytes) !== sourceMaps.integrity) return [];
  return [fail('source maps', `${url} is shown to browsers`, 'let the CDN show no name that begins with a dot', `${scope}@${id}`)];
}

async function checkSignature({ policy, scope, id, origin }: ReleaseAt, base: string, description: Uint8Array): Promise<Finding[]> {
  const name = `${scope}@${id}`;
  const answer = await fetchAs(`${base}/signature.json`, origin, 4_096);
  const required = policy?.signatures?.required === true;
  const remedy = `sign it: npx desk publish remotes/${scope} --key <file>, with a key of policy.signatures.keys`;
  if ('problem' in answer) return required ? [fail('signatures', 'not signed, which this environment demands', remedy, name)] : [];
  const signature = signatureSchema.safeParse(jsonOrNull(answer.bytes));
  if (!signature.success) return [fail('signatures', 'its signature.json is no signature', remedy, name)];
  const keys = policy?.signatures?.keys ?? [];
  const known = keys.some(({ id: keyId }) => keyId === signature.data.keyId);
  // An environment that demands no signatures may know no keys.
  if (!known && !required) return [];
  const verified = verifySignature(description, signature.data, keys, scope);
  if ('fault' in verified) return [fail('signatures', verified.fault, remedy, name)];
  return [ok('signatures', `signed by ${verified.key.owner}`, name)];
}
