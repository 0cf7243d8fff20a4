import { Page, PageHeader } from '@business-m/ui';
import useSWR from 'swr';
import useSWRMutation from 'swr/mutation';

let stored = 'first';

export default function Screen() {
  const { data } = useSWR('answer', () => Promise.resolve(stored));
  const { trigger } = useSWRMutation('answer', (_: string, { arg }: { arg: string }) => {
    stored = arg;
    return Promise.resolve(arg);
  });
  return (
    <Page>
      <PageHeader title="swr" />
      <button type="button" onClick={() => trigger('second')}>
        Change
      </button>
      <output>{data} answer</output>
    </Page>
  );
}
