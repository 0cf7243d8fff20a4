import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { libraryDomain } from '../testing/sample-domain.ts';
import { openTestDesk, type TestDesk } from '../testing/test-desk.ts';

let desk: TestDesk;
beforeAll(async () => {
  desk = await openTestDesk({ domains: () => [libraryDomain()], roles: ['keeper'] });
});
afterAll(() => desk.close());

async function allPages(query: string): Promise<string[]> {
  const ids: string[] = [];
  for (let cursor: string | null = ''; cursor !== null; ) {
    const page = await desk.list('shelf', `${query}&limit=4&cursor=${cursor}`);
    expect(page.total).toBeGreaterThanOrEqual(page.items.length);
    ids.push(...page.items.map((item) => item.id));
    cursor = page.next_cursor;
  }
  return ids;
}

describe('23 shelves', () => {
  const COUNT = 23;
  // Every third has no date and every fourth shares one: pages must neither lose nor repeat them.
  const shelf = (n: number) => ({
    code: `S${String(n).padStart(2, '0')}`,
    title: n === 7 ? '100%_odd' : `Shelf ${n}`,
    levels: (n % 5) + 1,
    is_group: n % 2 === 0,
    built_on: n % 3 === 0 ? null : n % 4 === 0 ? '2026-05-05' : `2026-01-${String(n).padStart(2, '0')}`,
    width: `${n}.5`,
  });
  beforeAll(async () => {
    await desk.empty();
    for (let n = 1; n <= COUNT; n += 1) await desk.create('shelf', shelf(n));
  });

  test.each(['id', '-id', 'built_on', '-built_on', 'levels', '-levels', 'width', '-width', 'is_group', '-modified_at', 'label', '-label'])(
    'lists every document once, in order, in pages by %s',
    async (sort) => {
      const ids = await allPages(`sort=${sort}`);
      expect(new Set(ids).size).toBe(COUNT);
      expect(ids).toHaveLength(COUNT);
      const all = await desk.list('shelf', `sort=${sort}&limit=200`);
      expect(ids).toEqual(all.items.map((item) => item.id));
    },
  );

  test('sorts empty values last in either direction', async () => {
    for (const sort of ['built_on', '-built_on']) {
      const { items } = await desk.list('shelf', `sort=${sort}`);
      expect(items.slice(-7).every((item) => item.built_on === null)).toBe(true);
    }
  });

  test('keeps a page stable when a row before it is deleted', async () => {
    const first = await desk.list('shelf', 'limit=3');
    await desk.remove('shelf', 'S01');
    const second = await desk.list('shelf', `limit=3&cursor=${first.next_cursor}`);
    expect(second.items.map((item) => item.id)).toEqual(['S04', 'S05', 'S06']);
    await desk.create('shelf', shelf(1));
  });

  test.each([
    ['levels=3', 5],
    ['is_group=true', 11],
    ['is_group=false&levels=3', 2],
    ['levels.not=3', 18],
    ['is_group.not=true', 12],
    ['label.not=', 0],
    ['width=4.50', 1],
    ['built_on=2026-05-05', 4],
    ['label=', 23],
    ['status=saved', 23],
    ['revision=2', 0],
    ['id=S05', 1],
    ['q=s0', 9],
    ['q=SHELF 2', 5],
    ['q=100%25_', 1],
    ['q=%25', 1],
  ])('filters by %s: %i found', async (query, total) => {
    expect((await desk.list('shelf', query)).total).toBe(total);
  });

  test.each([
    ['limit=0', 'limit'],
    ['limit=201', 'limit'],
    ['limit=x', 'limit'],
    ['sort=colour', 'sort'],
    ['colour=red', 'colour'],
    ['levels=many', 'levels'],
    ['levels.not=many', 'levels.not'],
    ['levels.above=3', 'levels.above'],
    ['.not=3', '.not'],
    ['is_group=yes', 'is_group'],
    ['built_on=today', 'built_on'],
    ['id=a&id=b', 'id'],
    ['cursor=abc', 'cursor'],
    ['q=%00', 'q'],
  ])('refuses %s, naming %s', async (query, field) => {
    await expect(desk.list('shelf', query)).rejects.toMatchObject({ code: 'bad-query', field });
  });

  test('refuses a cursor of another order', async () => {
    const { next_cursor } = await desk.list('shelf', 'limit=2&sort=id');
    await expect(desk.list('shelf', `sort=-id&cursor=${next_cursor}`)).rejects.toMatchObject({ code: 'bad-query', field: 'cursor' });
  });
});

test('ranks exact, prefix, start of a word, inside, without case and accents', async () => {
  await desk.empty();
  const titles = {
    K1: 'Bank, current account',
    K2: 'Office rent',
    K3: 'Rent',
    K4: 'Rent of machines',
    K5: 'Zürich Café',
    RENT: 'Torrents',
    K6: 'Brent',
  };
  for (const [code, title] of Object.entries(titles)) await desk.create('shelf', { code, title, levels: 1, width: '1' });
  const found = async (q: string, more = '') => {
    const page = await desk.list('shelf', `sort=q&q=${encodeURIComponent(q)}${more}`);
    return page.items.map((item) => item.id);
  };
  expect(await found('rent')).toEqual(['K3', 'RENT', 'K4', 'K2', 'K1', 'K6']);
  expect(await found('RÉNT', '&limit=2')).toEqual(['K3', 'RENT']);
  expect(await found('k3')).toEqual(['K3']);
  expect(await found('zurich cafe')).toEqual(['K5']);
  expect(await found('CAFÉ zür')).toEqual(['K5']);
  expect(await found('rent off')).toEqual(['K2']);
  expect(await found('ank, cur')).toEqual(['K1']);
  expect(await found('[')).toEqual([]);
  expect((await desk.list('shelf', 'sort=q&q=rent&limit=2')).next_cursor).toBeNull();
  expect((await desk.list('shelf', 'q=cafe')).total).toBe(1);
});

test('sorts names as people do, in pages too', async () => {
  await desk.empty();
  const sorted = [
    '3M',
    '12 Inch',
    'Ähre',
    'apple',
    'Box 2',
    'Box 10',
    'naive',
    'Naïve 2',
    'Öl',
    'Ørsted',
    'Straße',
    'Strasse 2',
    'Zebra',
    'Ёлка',
    'Жук',
  ];
  const shuffled = sorted.toSorted((a, b) => (a.length - b.length || a < b ? -1 : 1));
  for (const [index, title] of shuffled.entries()) await desk.create('shelf', { code: `C${index}`, title });
  const titles = async (sort: string) => (await desk.list('shelf', `sort=${sort}`)).items.map(({ title }) => title);
  expect(await titles('title')).toEqual(sorted);
  expect(await titles('-title')).toEqual(sorted.toReversed());
  for (const sort of ['title', '-title']) {
    const paged = await allPages(`sort=${sort}`);
    expect(paged).toEqual((await desk.list('shelf', `sort=${sort}`)).items.map(({ id }) => id));
  }
});

test('sorts the ids of a series by their numbers, and those of a tree by their steps', async () => {
  await desk.empty();
  for (const code of ['12', '101', '10', '9']) await desk.create('shelf', { code });
  expect((await desk.list('shelf', 'sort=id')).items.map(({ id }) => id)).toEqual(['10', '101', '12', '9']);
  for (const [code, parent_shelf] of Object.entries({ d: '9', c: '12', b: '101', a: '10' })) {
    await desk.save('shelf', parent_shelf, { is_group: true });
    await desk.create('shelf', { code, parent_shelf });
  }
  expect((await desk.list('shelf', 'sort=parent_shelf&limit=4')).items.map(({ id }) => id)).toEqual(['a', 'b', 'c', 'd']);
  expect((await allPages('sort=parent_shelf')).slice(0, 4)).toEqual(['a', 'b', 'c', 'd']);
  await sql`insert into library.doctype_series values ('loan_series', 99998) on conflict (name) do update set last = 99998`.execute(
    desk.db,
  );
  for (let n = 0; n < 3; n += 1) await desk.create('loan', { lent_on: '2026-01-05', lines: [{ shelf: '9' }] });
  const ids = ['L-99999', 'L-100000', 'L-100001'];
  for (const sort of ['id', 'lent_on']) expect((await desk.list('loan', `sort=${sort}`)).items.map(({ id }) => id)).toEqual(ids);
  expect((await desk.list('loan', 'sort=-id&limit=2')).items.map(({ id }) => id)).toEqual(['L-100001', 'L-100000']);
});

test.each(['bolt 8', 'ＢＯＬＴ 8', 'Bolt  8', 'BOLT8', 'Bolt ８', 'B\u034FOLT 8'])('takes %j for the name of BOLT 8', async (code) => {
  await desk.empty();
  await desk.create('shelf', { code: 'BOLT 8' });
  await expect(desk.create('shelf', { code })).rejects.toMatchObject({
    code: 'duplicate',
    field: 'code',
    message: expect.stringContaining('is the same name as shelf “BOLT 8”'),
  });
});

test('takes names of other letters for other names', async () => {
  await desk.empty();
  for (const code of ['Öl', 'Ol', 'Oel', 'A-1', 'A1', 'A-01']) await desk.create('shelf', { code });
  await expect(desk.create('shelf', { code: 'B', label: 'Top' })).resolves.toBeTruthy();
  await expect(desk.create('shelf', { code: 'C', label: ' TOP' })).rejects.toMatchObject({ code: 'duplicate', field: 'label' });
});

test('lets one of many creates take a name, however it is typed', async () => {
  await desk.empty();
  const codes = ['x 1', 'X 1', 'X1', 'ｘ1', 'x  1'];
  const settled = await Promise.allSettled(codes.map((code) => desk.create('shelf', { code })));
  const refused = settled.filter((outcome) => outcome.status === 'rejected');
  expect(refused.map(({ reason }) => reason.code)).toEqual(['duplicate', 'duplicate', 'duplicate', 'duplicate']);
});

test('lists what has a title like another', async () => {
  await desk.empty();
  for (const [index, title] of ['Kestrel Tyres', 'Kestrel Tyres Ltd', 'Kestral Tyres', null].entries())
    await desk.create('shelf', { code: `${index}`, title });
  const like = async (title: string) => (await desk.list('shelf', `like=${encodeURIComponent(title)}`)).items.map(({ id }) => id);
  for (const title of ['Kestrel Tyres', ' kestrel  tyres', 'KESTREL-TYRES', 'Kestrel Týres.'])
    expect(await like(title), title).toEqual(['0']);
  expect(await like('Kestrel')).toEqual([]);
  await expect(desk.list('loan', 'like=x')).rejects.toMatchObject({ code: 'bad-query', field: 'like' });
});
