import { type DemoDocument, dayIn } from '@business-m/doctype';
import { chart } from './chart.ts';
import { customerPays, type DemoEntry, journal, mistaken, rent } from './journal.ts';

/** The books of Halden Trading over the five months before `today`, and what waits to be posted today. */
export function demoDocuments(today: string): DemoDocument[] {
  const dated = (entry: DemoEntry) => journalEntry(entry, dayIn(today, entry.monthsAgo, entry.day));
  return [
    ...chart.map((account) => ({ doctype: 'account', values: { ...account } })),
    ...journal.map((entry) => ({ ...dated(entry), submit: true })),
    { ...dated(mistaken), submit: true, cancel: true },
    journalEntry(rent(0), today),
    journalEntry(customerPays(0, 1, 'Fjord Sykkel', '5560.00'), today),
  ];
}

function journalEntry({ remark, lines }: DemoEntry, posting_date: string): DemoDocument {
  const month = new Date(`${posting_date}T00:00:00Z`).toLocaleString('en', { month: 'long', timeZone: 'UTC' });
  return {
    doctype: 'journal-entry',
    values: {
      posting_date,
      remark: remark.replace('{month}', month),
      lines: lines.map((line) => {
        const [account, amount = '', ...words] = line.split(' ');
        const credit = amount.startsWith('-');
        return {
          account,
          debit: credit ? null : amount,
          credit: credit ? amount.slice(1) : null,
          remark: words.join(' ') || null,
        };
      }),
    },
  };
}
