import { formatMoney } from '@business-m/documents';
import { DocTypeForm, type FormView } from '@business-m/documents/form';
import { VoucherPostings } from '@business-m/documents/postings';
import { Badge, Text, XStack } from '@business-m/ui';
import { balanceOf, balancingLine } from './balance.ts';

const hidden = ['total_debit', 'total_credit'];
const tables = { lines: { totals: ['debit', 'credit'], oneOf: [['debit', 'credit']], nextRow: balancingLine } };

export function JournalEntryForm({ id, basePath }: { id: string | undefined; basePath: string }) {
  return (
    <DocTypeForm
      doctype="journal-entry"
      id={id}
      basePath={basePath}
      hidden={hidden}
      tables={tables}
      footer={(form) => (
        <>
          <BalanceLine form={form} />
          {form.doc && <VoucherPostings doctype="journal-entry" doc={form.doc} />}
        </>
      )}
      submitBlocked={whyNotSubmit}
    />
  );
}

function whyNotSubmit(form: FormView): string | null {
  const { short, difference, empty } = balanceOf(form.rows('lines'));
  if (empty) return 'Enter at least one debit and one credit first.';
  return short === null ? null : `The ${short} side is short by ${formatMoney(difference)}.`;
}

function BalanceLine({ form }: { form: FormView }) {
  const { short, difference, empty } = balanceOf(form.rows('lines'));
  return (
    <XStack role="status" gap="$3" alignItems="center" justifyContent="flex-end" minHeight={24}>
      <Text tone="muted">Difference</Text>
      <Text weight="strong" numeric>
        {formatMoney(difference)}
      </Text>
      {!empty && (
        <Badge tone={short === null ? 'success' : 'warning'}>
          {short === null ? 'Balances' : `${short === 'debit' ? 'Debit' : 'Credit'} is short`}
        </Badge>
      )}
    </XStack>
  );
}
