/// <reference lib="dom" />
import type { APIRequestContext, Page } from '@playwright/test';

const REFUSALS = 3;

/** Makes the ledger refuse some postings, as it does when an account it needs has lost its purpose, and gives the purpose back. */
export async function stageRefusals(request: APIRequestContext, origin: string): Promise<void> {
  const call = async (method: string, path: string, data?: object, revision?: number) => {
    const headers = { origin, ...(revision === undefined ? {} : { 'if-match': `"${revision}"` }) };
    const answer = await request.fetch(origin + path, { method, headers, ...(data ? { data } : {}) });
    if (!answer.ok()) throw new Error(`${method} ${path} answered ${answer.status()}: ${await answer.text()}`);
    return answer.json();
  };
  const [account] = (await call('GET', '/api/resource/account?purpose=goods_received')).items;
  const { revision } = await call('PUT', `/api/resource/account/${account.id}`, { purpose: null }, account.revision);
  const posting_date = new Date().toISOString().slice(0, 10);
  for (let count = 1; count <= REFUSALS; count += 1) {
    const lines = [{ item: 'TYR-40-622', qty: String(count * 10), rate: '18.40' }];
    const remark = `Delivery ${count} of ${REFUSALS}`;
    const draft = await call('POST', '/api/resource/stock-entry', {
      purpose: 'receipt',
      posting_date,
      to_warehouse: 'MAIN',
      remark,
      lines,
    });
    await call('POST', `/api/resource/stock-entry/${draft.id}/submit`, {});
    while ((await call('GET', `/api/resource/stock-entry/${draft.id}`)).posting_status === 'pending')
      await new Promise((resolve) => setTimeout(resolve, 100));
  }
  await call('PUT', `/api/resource/account/${account.id}`, { purpose: 'goods_received' }, revision);
}

/** Shows the refused stock entries as ones whose value waits for a ledger that does not answer. */
export async function pretendWaiting(page: Page): Promise<void> {
  const since = new Date(Date.now() - 6 * 60_000).toISOString();
  const waiting = { posting_status: 'pending', posting_error: null, modified_at: since };
  const wait = (doc: { posting_status: string }) => (doc.posting_status === 'failed' ? { ...doc, ...waiting } : doc);
  await page.route(/\/api\/resource\/stock-entry/, async (route) => {
    const url = route.request().url();
    // Those that wait are the refused ones, and none is refused.
    const swapped = url.replace(
      /posting_status=(pending|failed)/,
      (_, status) => `posting_status=${status === 'pending' ? 'failed' : 'pending'}`,
    );
    const answer = await route.fetch({ url: swapped });
    const body = await answer.json();
    await route.fulfill({ response: answer, json: body.items ? { ...body, items: body.items.map(wait) } : wait(body) });
  });
  await page.route(/\/api\/wms\/messages\?key=/, async (route) => {
    const answer = await route.fetch();
    const body = await answer.json();
    const held = { state: 'pending', attempts: 7, created_at: since, settled_at: null, last_error: 'Finance does not answer.' };
    await route.fulfill({ response: answer, json: { ...body, items: body.items.map((item: object) => ({ ...item, ...held })) } });
  });
}
