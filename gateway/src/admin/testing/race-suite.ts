import type { Change } from '@business-m/contract';
import { createEditor, LostRace } from '@business-m/manifest/edit';
import { expect, test } from 'vitest';
import { type OpenDocuments, startAdminGateway } from './admin-gateway.ts';
import { publishShop, shopDocuments } from './shop-documents.ts';

const EDITORS = 3;
const WRITERS = 100;

/** Many people at once, each of whom sees the newest revision and wants one thing of it. */
export function testRace(open?: OpenDocuments): void {
  test('of 100 concurrent changes through three editors each is accepted or told that it lost, and none that was accepted is lost', {
    timeout: 270_000,
  }, async () => {
    const { documents, preview, releases } = await startAdminGateway({ ...(open && { open }), documents: (all) => shopDocuments(all) });
    const { now } = publishShop(releases);
    const editors = Array.from({ length: EDITORS }, () => createEditor({ documents, preview }));
    const first = (await documents.head('prod'))?.number ?? 0;

    const bind = (tenant: string): Change => ({ kind: 'bind', scope: 'shop', match: { tenant }, release: now });
    async function attempt(index: number): Promise<'accepted' | 'lost'> {
      const parent = (await documents.head('prod'))?.number ?? 0;
      const by = { author: { id: `u${index}`, name: `U ${index}` }, reason: `r${index}`, parent };
      try {
        const outcome = await editors[index % EDITORS]?.edit('prod', { changes: [bind(`t${index}`)] }, by);
        expect(outcome).toMatchObject({ outcome: 'accepted', revision: { parent, author: by.author } });
        return 'accepted';
      } catch (error) {
        expect(error).toBeInstanceOf(LostRace);
        expect((error as LostRace).race.yours).toMatchObject([{ path: expect.stringMatching(/^remotes\.shop\.bindings/) }]);
        return 'lost';
      }
    }

    const fates = await Promise.all(Array.from({ length: WRITERS }, (_, index) => attempt(index)));
    expect(new Set(fates)).toEqual(new Set(['accepted', 'lost']));
    // Who lost looks again, as a person would, until everybody has had their way.
    const waiting = [...fates.entries()].flatMap(([index, fate]) => (fate === 'lost' ? [index] : []));
    const lane = async () => {
      for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) if ((await attempt(next)) === 'lost') waiting.push(next);
    };
    await Promise.all(Array.from({ length: EDITORS }, lane));

    const history = [];
    for (let before: number | undefined; ; before = history.at(-1)?.number) {
      const page = await documents.history('prod', { limit: 100, ...(before !== undefined && { before }) });
      history.push(...page);
      if (page.length < 100) break;
    }
    const made = history.filter(({ number }) => number > first);
    expect(made.map(({ reason }) => reason).sort()).toEqual(Array.from({ length: WRITERS }, (_, index) => `r${index}`).sort());
    for (const [index, { parent }] of made.entries()) expect(parent).toBe(history[index + 1]?.number);
    const { bindings } = JSON.parse(made[0]?.text ?? '').remotes.shop;
    expect(new Set(bindings.map(({ match }: { match: { tenant: string } }) => match.tenant)).size).toBe(WRITERS);
  });
}
