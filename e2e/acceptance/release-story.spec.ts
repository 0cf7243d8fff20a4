import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Resolution } from '@business-m/contract';
import type { ChangeOutcome, History } from '@business-m/contract/admin';
import type { Browser } from '@playwright/test';
import type { DeskStack } from '../fixtures/desk-stack.ts';
import { expect, test } from '../fixtures/desk-test.ts';
import { addPeople, peopleOf, signInAs } from '../fixtures/more-users.ts';
import { copyWorkspace, type WorkspaceCopy } from '../fixtures/workspace-copy.ts';
import { Desk } from '../pages/desk.ts';
import { UpdateBar } from '../pages/update-bar.ts';

type Outcome = ChangeOutcome & { environment: string };

const inTrial = peopleOf('people', 4, (part) => part < 1_000);
const outside = peopleOf('people', 1, (part) => part >= 1_000);

let workspace: WorkspaceCopy;
test.beforeAll(async ({ stack }) => {
  test.setTimeout(540_000);
  workspace = await copyWorkspace({ DESK_GATEWAY: stack.desk, DESK_DATA: stack.data, XDG_CONFIG_HOME: join(stack.data, 'nobody') });
  await addPeople(stack, [...inTrial, ...outside]);
  await stack.manifest.edit((desired) => {
    desired.policy = { ...desired.policy, halt: { enabled: true, minUsers: 4 }, consent: { people: ['workers'] } };
  });
  await writeFile(join(stack.manifestFolder, 'prod.json'), await prodOf(stack));
});
test.afterAll(() => workspace.remove());

/** A production environment beside the one that is served: the same backend, no remotes yet, and nobody decides alone. */
async function prodOf(stack: DeskStack): Promise<string> {
  const { backend, cdn } = JSON.parse(await readFile(join(stack.manifestFolder, 'manifest.json'), 'utf8'));
  return JSON.stringify({ schemaVersion: 1, environment: 'prod', cdn, policy: { approval: true }, backend, remotes: {} }, null, 2);
}

/** Another version of the scaffolded remote; its front page says so, or has a button whose handler throws and one whose worker does. */
async function writeVersion(version: string, heading: string): Promise<void> {
  const folder = join(workspace.folder, 'remotes/people');
  const description = JSON.parse(await readFile(join(folder, 'package.json'), 'utf8'));
  await writeFile(join(folder, 'package.json'), JSON.stringify({ ...description, version }, null, 2));
  const title = heading || 'Untried';
  const action = heading === '' ? '<Button onPress={save}>Save</Button><Button onPress={count}>Count</Button>' : '';
  const source = `import { Button, Page, PageHeader } from '@business-m/ui';
async function save() {
  await Promise.resolve();
  throw new Error('nobody tried this');
}
const count = () => new Worker(new URL('./count.ts', import.meta.url), { type: 'module' }).postMessage([1, 2]);
void [Button, save, count];
export default function Home() {
  return <Page><PageHeader title="${title}" />${action}</Page>;
}
`;
  await writeFile(join(folder, 'src/home/home.tsx'), source);
  const worker = `function sum(rows: number[]): number {
  throw new Error(\`nobody counted \${rows.length} rows\`);
}
self.onmessage = async ({ data }) => sum(data);
`;
  await writeFile(join(folder, 'src/home/count.ts'), worker);
  const declared = await readFile(join(folder, 'remote.ts'), 'utf8');
  if (!declared.includes('needs:'))
    await writeFile(join(folder, 'remote.ts'), declared.replace('  permissions:', "  needs: ['workers'],\n  permissions:"));
}

const thrownBy = (message: string, stack: RegExp) => ({
  kind: 'uncaught',
  users: 2,
  code: expect.any(String),
  thrown: { message, stack: expect.stringMatching(stack) },
});
const publish = () => workspace.ask<{ id: string; created: boolean; sourceMaps: boolean }>(['publish', 'remotes/people']);
const release = (name: string, ...more: string[]) => workspace.ask<Outcome>(['release', name, '--reason', `Try ${name}`, ...more]);

async function deskOf(browser: Browser, stack: DeskStack, email: string): Promise<Desk> {
  const context = await browser.newContext({ baseURL: stack.desk, storageState: await signInAs(stack, email) });
  return new Desk(await context.newPage());
}

/** Which version of the remote somebody would get now. */
async function versionFor(desk: Desk): Promise<string | undefined> {
  const answer = await desk.page.request.get('/api/gateway/remotes');
  return ((await answer.json()) as Resolution).remotes.find(({ scope }) => scope === 'people')?.version;
}

test('a new remote goes from an empty folder to everybody’s desk, a bad release of it is taken back by itself, and a good one reaches production', async ({
  page,
  desk,
  stack,
  browser,
}) => {
  test.setTimeout(900_000);
  const bar = new UpdateBar(page);

  await test.step('somebody is in the middle of a form', async () => {
    const connected = page.waitForRequest((request) => request.url().includes('/api/gateway/events'));
    await desk.openScreen('/finance/customers/new', 'New customer');
    await desk.form().field('Name').fill('Half typed & Co');
    await connected;
  });

  await test.step('a team scaffolds a remote: it passes its checks and tests, and nothing in it speaks of the template', async () => {
    await workspace.ask(['new', 'people']);
    expect(await workspace.desk(['new', 'people'])).toMatchObject({
      code: 1,
      err: 'desk: The name people is taken: there is remotes/people.\n',
    });
    const folder = join(workspace.folder, 'remotes/people');
    for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
      if (!entry.isFile() || /node_modules/.test(entry.parentPath)) continue;
      expect(entry.name).not.toMatch(/template/i);
      expect(await readFile(join(entry.parentPath, entry.name), 'utf8'), entry.name).not.toMatch(/template/i);
    }
    const checked = await workspace.tool('biome', 'check', '--error-on-warnings', '--vcs-enabled=false', 'remotes/people');
    expect(checked, checked.out + checked.err).toMatchObject({ code: 0 });
    const tested = await workspace.tool('vitest', 'run', 'remotes/people');
    expect(tested, tested.out).toMatchObject({ code: 0, out: expect.stringMatching(/Tests .*passed/) });
  });

  await test.step('it is published: nobody’s desk changes', async () => {
    const first = await publish();
    expect(first).toMatchObject({ created: true, sourceMaps: true });
    const release = `${stack.cdn.origin}/people/${first.id}`;
    expect((await page.request.get(`${release}/remote.json`)).status()).toBe(200);
    expect((await page.request.get(`${release}/.source-maps.json`)).status()).toBe(404);
    expect((await publish()).created).toBe(false);
    expect(await versionFor(desk)).toBeUndefined();
  });

  await test.step('released, it is offered to the open desk, which keeps its form', async () => {
    await release('people@0.1.0', '--team', 'People UI');
    await expect(bar.status).toContainText('People');
    await expect(desk.form().field('Name')).toHaveValue('Half typed & Co');
    await desk.form().save.click();
    await desk.form().id();
    await bar.update.click();
    await desk.follow('People', 'Overview');
    await expect(desk.title('People')).toBeVisible();
  });

  await test.step('a canary goes to 10 %: to those whose part it is, and to nobody else', async () => {
    await writeVersion('0.2.0', '');
    await publish();
    expect(await release('people@0.2.0', '--share', '10%')).toMatchObject({ outcome: 'accepted' });
    const other = await deskOf(browser, stack, outside[0] ?? '');
    await other.openScreen('/people', 'People');
    expect(await versionFor(other)).toBe('0.1.0');
    await other.page.context().close();
  });

  await test.step('its buttons throw, one of them in a worker, so it is taken back by itself, and the history has the stacks', async () => {
    const desks = await Promise.all(inTrial.map((email) => deskOf(browser, stack, email)));
    for (const [index, trial] of desks.entries()) {
      await trial.open('/people');
      await trial.button(index % 2 === 0 ? 'Save' : 'Count').click();
    }
    await expect(async () => {
      const { items } = await workspace.ask<History>(['history', '--limit', '1']);
      expect(items[0]?.revision).toMatchObject({
        author: { id: 'automatic-halt' },
        evidence: {
          canary: { users: inTrial.length, failed: inTrial.length },
          failures: expect.arrayContaining([
            thrownBy('Error: nobody tried this', /^\S+ \S*Home-\S+\.js:\d+:\d+/),
            thrownBy('Error: nobody counted 2 rows', /^\S+ count-\S+\.js:\d+:\d+/),
          ]),
        },
      });
    }).toPass({ timeout: 90_000 });
    const ops = new Desk(await page.context().newPage());
    await ops.open('/platform/history');
    const thrown = ops.main.getByRole('list', { name: 'What was thrown' }).first();
    for (const [message, place] of [
      ['Error: nobody tried this', 'save src/home/home.tsx:4:9'],
      ['Error: nobody counted 2 rows', 'sum src/home/count.ts:2:9'],
    ] as const) {
      await thrown.getByText(`Threw: ${message}`).click();
      await expect(thrown).toContainText(place);
    }
    await ops.page.close();
    const [first] = desks;
    if (!first) throw new Error('nobody is in the trial');
    await expect(new UpdateBar(first.page).status).toContainText('People 0.2.0 → 0.1.0');
    await new UpdateBar(first.page).update.click();
    await expect(first.title('People')).toBeVisible();
    expect(await versionFor(first)).toBe('0.1.0');
    await Promise.all(desks.map(({ page: each }) => each.context().close()));
  });

  await test.step('what was halted is not released again by mistake', async () => {
    const again = await workspace.desk(['release', 'people@0.2.0', '--share', '10%', '--reason', 'Once more']);
    expect(again.code).toBe(1);
    expect(again.err).toMatch(/halted|taken back/i);
  });

  const good = await test.step('the next one is good: 10 %, then everybody', async () => {
    await writeVersion('0.3.0', 'People of the company');
    const { id } = await publish();
    await release('people@0.3.0', '--share', '10%');
    await release('people@0.3.0');
    await expect(bar.status).toContainText('People 0.1.0 → 0.3.0');
    await bar.update.click();
    await expect(desk.title('People of the company')).toBeVisible();
    return id;
  });

  await test.step('production waits for somebody else’s approval, and gets the same bytes', async () => {
    const as = (who: string) => ({ env: { XDG_CONFIG_HOME: join(stack.data, who) } });
    for (const who of ['demo', 'ops']) {
      const signedIn = await workspace.desk(['login', '--email', `${who}@example.com`, '--password-stdin'], {
        ...as(who),
        input: 'demo\n',
      });
      expect(signedIn.err).toBe('');
      expect(signedIn.code).toBe(0);
    }
    const promote = ['promote', 'people', '--from', 'manifest', '--to', 'prod', '--reason', 'Ready'];
    const proposed = await workspace.ask<Outcome>(promote, { ...as('demo'), code: 4 });
    if (proposed.outcome !== 'proposed') throw new Error(`It did not wait: ${JSON.stringify(proposed)}`);
    const { id } = proposed.proposal;
    const own = await workspace.desk(['proposals', 'approve', id, '--env', 'prod'], as('demo'));
    expect(own.code).toBe(1);
    const approved = await workspace.ask<Outcome>(['proposals', 'approve', id, '--env', 'prod'], as('ops'));
    expect(approved).toMatchObject({ outcome: 'accepted', revision: { approvedBy: { name: 'Olu Ops' }, author: { name: 'Dana Demo' } } });
    const prod = JSON.parse(await readFile(join(stack.manifestFolder, 'prod.json'), 'utf8'));
    expect(prod.remotes.people.releases.stable).toBe(good);
  });

  await test.step('and back: one command, and the open desk is told', async () => {
    await workspace.ask(['rollback', 'people', '--reason', 'The old one was nicer']);
    await expect(bar.status).toContainText('People 0.3.0 → 0.1.0, taken back');
    await bar.update.click();
    await expect(desk.title('People')).toBeVisible();
  });
});
