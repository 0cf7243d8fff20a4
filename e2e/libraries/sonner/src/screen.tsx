import { Page, PageHeader } from '@business-m/ui';
import { Toaster, toast } from 'sonner';

export default function Screen() {
  return (
    <Page>
      <PageHeader title="sonner" />
      <button type="button" onClick={() => toast.success('Saved by sonner')}>
        Save
      </button>
      <Toaster />
    </Page>
  );
}
