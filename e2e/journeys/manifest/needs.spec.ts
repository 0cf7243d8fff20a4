import type { DeskStack } from '../../fixtures/desk-stack.ts';
import { expect, type Page, test } from '../../fixtures/desk-test.ts';
import { desiredProbe, publishProbe } from '../../fixtures/probe-releases.ts';
import type { Desk } from '../../pages/desk.ts';
import { UpdateBar } from '../../pages/update-bar.ts';

const fact = (desk: Desk, name: string) => desk.main.getByRole('status', { name, exact: true });
/** The CDN by another name: neither the desk's origin nor the CDN's. */
const otherHost = (stack: DeskStack) => stack.cdn.origin.replace('localhost', '127.0.0.1');

/** Puts the probe into the desk; `consent` are those of its needs that ops agreed to. */
async function addNeedyProbe(stack: DeskStack, consent: (needs: string[]) => string[]): Promise<void> {
  let needs: string[] = [];
  await publishProbe(stack.cdnFolder, {
    declare(remote) {
      needs = [...(remote.needs ?? []), `connect ${otherHost(stack)}`];
      remote.needs = needs;
    },
  });
  await stack.manifest.edit((desired) => {
    desired.remotes.probe = desiredProbe();
    const agreed = consent(needs);
    if (agreed.length > 0) desired.policy = { ...desired.policy, consent: { probe: agreed } };
  });
}

const drawn = (desk: Desk) => desk.main.getByRole('img', { name: 'Sprite' }).evaluate((svg) => (svg as SVGSVGElement).getBBox().width);
const policyOf = async (page: Page, path: string) => (await page.request.get(path, { headers: { accept: 'text/html' } })).headers();
const refusals = [
  /\[desk\] Probe may not/,
  /a worklet cannot be compared/,
  /Content Security Policy|Content-Security-Policy|violates the following|blocked|Refused to/i,
];

test('without consent nothing works that a page may not do, and the console names what is missing', async ({
  page,
  desk,
  stack,
  consoleGuard,
}) => {
  consoleGuard.expect(...refusals);
  await addNeedyProbe(stack, () => []);
  const { 'content-security-policy': policy } = await policyOf(page, '/probe/powers');
  expect(policy).toContain("worker-src 'none'");
  const said: string[] = [];
  page.on('console', (message) => said.push(message.text()));
  await desk.open(`/probe/powers?host=${otherHost(stack)}`);
  for (const name of ['worker', 'worker by a line', 'worker with a port', 'worklet', 'wasm', 'blob image', 'another host', 'camera'])
    await expect(fact(desk, name)).toHaveText('refused');
  await expect(fact(desk, 'public file')).toContainText('EUR');
  await expect(desk.main.getByText('Styled')).not.toHaveCSS('letter-spacing', '7px');
  for (const need of ['workers', 'wasm', 'blobs', `"connect ${otherHost(stack)}"`, 'style-nonce'])
    await expect.poll(() => said.join('\n')).toContain(`npx desk consent probe ${need} --env dev`);
});

test('an open page is loaded anew for a consent, and then does what was agreed to; changed bytes do not run', async ({
  page,
  desk,
  stack,
  consoleGuard,
}) => {
  consoleGuard.expect(...refusals, /integrity/i, /sprite\.svg is not drawn/, /(?:adder-|blob:).*does not run: its bytes/);
  await addNeedyProbe(stack, () => []);
  const connected = page.waitForRequest((request) => request.url().includes('/api/gateway/events'));
  await desk.open(`/probe/powers?host=${otherHost(stack)}`);
  await expect(fact(desk, 'wasm')).toHaveText('refused');
  await connected;

  await addNeedyProbe(stack, (needs) => needs);
  await new UpdateBar(page).update.click();
  await expect(fact(desk, 'worker')).toHaveText('3 3 true');
  await expect(fact(desk, 'worker with a port')).toHaveText('7 7');
  await expect(fact(desk, 'worker by a line')).toHaveText('5 5');
  await expect(fact(desk, 'XMLHttpRequest')).toHaveText('EUR');
  await expect(fact(desk, 'classic script')).toHaveText('loaded');
  await expect(fact(desk, 'linked stylesheet')).toHaveText('loaded');
  await expect(fact(desk, 'worklet')).toHaveText('refused');
  await expect.poll(() => drawn(desk)).toBe(7);
  await expect(fact(desk, 'wasm')).toHaveText('11');
  await expect(fact(desk, 'blob image')).toHaveText('drawn');
  await expect(fact(desk, 'another host')).toHaveText('OK');
  await expect(fact(desk, 'camera')).toHaveText('allowed');
  await expect(desk.main.getByText('Styled')).toHaveCSS('letter-spacing', '7px');

  stack.cdn.break(/^\/probe\/.*(adder-.*\.js|\.wasm|rates\.json|old\.js|theme\.css|sprite\.svg)$/, { kind: 'flip' });
  const client = await page.context().newCDPSession(page);
  await client.send('Network.clearBrowserCache');
  await page.reload();
  for (const name of ['worker', 'worker by a line', 'wasm', 'public file', 'XMLHttpRequest', 'classic script', 'linked stylesheet'])
    await expect(fact(desk, name)).toHaveText('refused');
  await expect.poll(() => drawn(desk)).toBe(0);
});
