import { Page, PageHeader } from '@business-m/ui';
import { addDays, format } from 'date-fns';
import { useState } from 'react';
import { DayPicker } from 'react-day-picker';
import 'react-day-picker/style.css';

export default function Screen() {
  const [day, setDay] = useState<Date>();
  return (
    <Page>
      <PageHeader title="day-picker" />
      <DayPicker mode="single" defaultMonth={new Date(2026, 4)} selected={day} onSelect={setDay} />
      <output>{day ? `due ${format(addDays(day, 30), 'd MMMM yyyy')}` : 'no day chosen'}</output>
    </Page>
  );
}
