import type { DocTypeMeta } from '@business-m/metadata';
import { keptTextOf, useNavigate, useUser } from '@business-m/sdk';
import { Button, Callout, Page, XStack } from '@business-m/ui';
import { useEffect, useState } from 'react';
import { formatDateTime } from '../format/format-date.ts';
import { randomId } from '../state/random-id.ts';
import { type KeptStore, type KeptText, openKeptStore } from './kept-store.ts';

export interface DeletedOfferProps {
  meta: DocTypeMeta;
  /** Of the document that is not there any more. */
  id: string;
  basePath: string;
}

/** What was typed on a document that somebody deleted meanwhile: it can go on as a new one. Nothing where nothing was. */
export function DeletedOffer({ meta, id, basePath }: DeletedOfferProps) {
  const name = keptTextOf(useUser());
  const navigate = useNavigate();
  const [entry, setEntry] = useState<KeptText | null>(null);
  useEffect(() => {
    let isThere = true;
    withStore(name, (store) => store.find(meta.doctype, id)).then(
      ([latest]) => isThere && setEntry(latest ?? null),
      // A browser that keeps nothing has nothing to offer.
      () => {},
    );
    return () => {
      isThere = false;
    };
  }, [name, meta.doctype, id]);
  if (!entry) return null;
  const drop = () => withStore(name, (store) => store.remove([entry.writer])).catch(() => {});
  const startAnew = async () => {
    await withStore(name, async (store) => {
      await store.put(asNew(meta, entry));
      await store.remove([entry.writer]);
    });
    navigate(`${basePath}/new`);
  };
  return (
    <Page>
      <Callout
        title={`You were typing this on ${formatDateTime(new Date(entry.at).toISOString())}.`}
        action={
          <XStack gap="$2">
            {meta.can.actions.includes('create') && (
              <Button size="small" variant="primary" onPress={() => void startAnew()}>
                Start a new one with it
              </Button>
            )}
            <Button size="small" onPress={() => void drop().then(() => setEntry(null))}>
              Drop it
            </Button>
          </XStack>
        }
      >
        It was not saved, and {id} is not there any more. This browser kept what you typed.
      </Callout>
    </Page>
  );
}

/** Without what the services wrote of the deleted one, and without its rows' places. */
function asNew({ fields }: DocTypeMeta, entry: KeptText): KeptText {
  const values = { ...Object(entry.values) };
  for (const { name, readOnly } of fields) if (readOnly) delete values[name];
  const tables = Object.entries(Object(entry.tables)).map(([name, rows]) => [
    name,
    Array.isArray(rows) ? rows.map((row) => ({ values: Object(row).values })) : [],
  ]);
  return { ...entry, writer: randomId(), id: null, base: null, intention: null, values, tables: Object.fromEntries(tables) };
}

async function withStore<T>(name: string, work: (store: KeptStore) => Promise<T>): Promise<T> {
  const store = await openKeptStore(name, () => {});
  return work(store).finally(store.close);
}
