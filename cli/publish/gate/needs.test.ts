import { remoteDist } from '@business-m/manifest/testing';
import { expect, test } from 'vitest';
import { checkNeeds } from '../../doctor/check-needs.ts';
import { blockedNeeds } from './needs.ts';

const needs = ['workers', 'connect https://a.example'];
const { remote } = remoteDist({ scope: 'lab', change: (each) => Object.assign(each, { needs }) });
const { remote: plain } = remoteDist({ scope: 'shop' });
const fleet = (consents?: Record<string, Record<string, string[]>>) => ({
  shell: { hostApi: '1.6.0', shared: {} },
  ...(consents && { consents }),
  releases: ['dev', 'prod'].flatMap((environment) => [
    { environment, id: '0.1.0-0123456789ab', remote },
    { environment, id: '0.1.0-0123456789ab', remote: plain },
  ]),
});
const command = 'npx desk consent lab workers "connect https://a.example" --env prod --reason "…"';

test('says what each environment would not allow, and the command that consents', () => {
  expect(blockedNeeds(remote, fleet({ dev: { lab: needs }, prod: { shop: needs } }))).toEqual([
    { environment: 'prod', needs, consent: command },
  ]);
  expect(blockedNeeds(plain, fleet({ dev: {}, prod: {} }))).toEqual([]);
  expect(blockedNeeds(remote, fleet()), 'a gateway that does not say').toEqual([]);
});

test('the doctor warns of live releases that may not do what they need', () => {
  expect(checkNeeds(fleet({ dev: { lab: needs }, prod: {} }))).toEqual([
    expect.objectContaining({
      state: 'warn',
      subject: 'lab@0.1.0-0123456789ab',
      message: expect.stringContaining('in prod'),
      remedy: command,
    }),
  ]);
  expect(checkNeeds(fleet({ dev: { lab: needs }, prod: { lab: needs } }))).toMatchObject([{ state: 'ok' }]);
});
