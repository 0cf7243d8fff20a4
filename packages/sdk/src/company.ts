/** Whose books the desk shows, as far as its services have said so. */
export interface Company {
  name: string | null;
  /** Of all amounts (ISO 4217: `NOK`). */
  currency: string | null;
  /** Digits after the point that amounts in the currency have: 2 for NOK, 0 for JPY; 2 without a currency. */
  digits: number;
}

const DIGITS = 2;

const unknown: Company = { name: null, currency: null, digits: DIGITS };
let known = unknown;

/** Takes what an answer says of the company; a name or a currency that cannot be read changes nothing. */
export function learnCompany(headers: Headers): void {
  learn(headers.get('company-name'), (name) => ({ name: decodeURIComponent(name) }));
  learn(headers.get('company-currency'), (currency) => (currency === known.currency ? {} : { currency, digits: digitsOf(currency) }));
}

function learn(told: string | null, read: (told: string) => Partial<Company>): void {
  try {
    if (told) known = { ...known, ...read(told) };
  } catch {}
}

/** For tests, which share a browser's modules. */
export function forgetCompany(): void {
  known = unknown;
}

/** The company's name and currency, as the services say them with every answer. Since 1.4. */
export function companyOfBooks(): Company {
  return known;
}

const digitsOf = (currency: string) =>
  new Intl.NumberFormat('en', { style: 'currency', currency }).resolvedOptions().maximumFractionDigits ?? DIGITS;
