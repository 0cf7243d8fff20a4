import { useState } from 'react';
import {
  Card,
  Checkbox,
  Combobox,
  DateInput,
  Field,
  NumberInput,
  Section,
  SelectInput,
  Switch,
  TextArea,
  TextInput,
  View,
  XStack,
} from '../src/index.ts';

const options = ['Cash', 'Bank, main account', 'Receivables', 'Payables', 'Stock in hand'].map((label, index) => ({
  value: String(1110 + index * 10),
  label,
  hint: String(1110 + index * 10),
}));

export function Fields() {
  const [text, setText] = useState('Harbour Supply Ltd');
  const [number, setNumber] = useState('1250.50');
  const [date, setDate] = useState('2026-11-18');
  const [none, setNone] = useState('');
  const [account, setAccount] = useState('1120');
  const [kind, setKind] = useState('Bank');
  const [on, setOn] = useState(true);
  return (
    <Section title="Fields">
      <Card>
        <View style={{ display: 'grid', gridTemplateColumns: 'repeat(auto-fill, minmax(220px, 1fr))', gap: 16, alignItems: 'start' }}>
          <Field label="Customer" required help="As it stands on invoices.">
            {(aria) => <TextInput {...aria} value={text} onChange={setText} />}
          </Field>
          <Field label="Amount" error="The entry is out of balance by 20.00.">
            {(aria) => <NumberInput {...aria} value={number} onChange={setNumber} />}
          </Field>
          <Field label="Posting date">{(aria) => <DateInput {...aria} value={date} onChange={setDate} />}</Field>
          <Field label="Due date">{(aria) => <DateInput {...aria} value={none} onChange={setNone} />}</Field>
          <Field label="Account">{(aria) => <Combobox {...aria} value={account} onChange={setAccount} options={options} />}</Field>
          <Field label="Kind">
            {(aria) => <SelectInput {...aria} value={kind} onChange={setKind} options={['Bank', 'Cash', 'Journal']} />}
          </Field>
          <Field label="Read only">{(aria) => <TextInput {...aria} readOnly value="JE-2026-00031" onChange={() => undefined} />}</Field>
          <Field label="Disabled">
            {(aria) => <TextInput {...aria} disabled value="" placeholder="Not applicable" onChange={() => undefined} />}
          </Field>
          <Field label="Remark">{(aria) => <TextArea {...aria} value={text} onChange={setText} />}</Field>
          <XStack gap="$5" alignItems="center" flexWrap="wrap">
            <Checkbox value={on} onChange={setOn}>
              Is a group
            </Checkbox>
            <Checkbox value={!on} onChange={() => setOn(!on)}>
              Frozen
            </Checkbox>
            <Switch value={on} onChange={setOn}>
              Notify me
            </Switch>
          </XStack>
        </View>
      </Card>
      <Card padding="none">
        <table style={{ width: '100%', borderCollapse: 'collapse' }} aria-label="Cells">
          <tbody>
            {[0, 1].map((row) => (
              <tr key={row}>
                <td style={{ borderBottom: '1px solid var(--border)' }}>
                  <Combobox bare aria-label="Account" value={account} onChange={setAccount} options={options} />
                </td>
                <td style={{ borderBottom: '1px solid var(--border)' }}>
                  <TextInput bare aria-label="Remark" value={text} onChange={setText} />
                </td>
                <td style={{ borderBottom: '1px solid var(--border)', width: 140 }}>
                  <NumberInput bare aria-label="Debit" value={number} onChange={setNumber} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </Card>
    </Section>
  );
}
