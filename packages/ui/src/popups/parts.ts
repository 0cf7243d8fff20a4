export { otherCurrency } from '../typing/currency.ts';
export { dayInWords, parseDate } from '../typing/parse-date.ts';
export { readNumber } from '../typing/parse-number.ts';
export { Calendar } from './calendar.tsx';
export { ComboboxInput } from './combobox-input.tsx';
export { DialogBox } from './dialog-box.tsx';
export { MenuList } from './menu-list.tsx';
export { TabList } from './tab-list.tsx';
export { Tip } from './tip.tsx';
