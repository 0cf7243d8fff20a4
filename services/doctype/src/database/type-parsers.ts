/** Of PostgreSQL's catalogue (`pg_type.dat`); the same on every server. */
const INT8 = 20;
const DATE = 1082;
const TIMESTAMPTZ = 1184;
const NUMERIC = 1700;

/** The same types from both drivers: `int8` is a number, amounts and times are strings. */
export const typeParsers: Readonly<Record<number, (text: string) => unknown>> = {
  [INT8]: (text) => {
    const number = Number(text);
    if (!Number.isSafeInteger(number)) throw new Error(`the database answered ${text}, beyond what a number holds exactly`);
    return number;
  },
  [NUMERIC]: (text) => text,
  [DATE]: (text) => text,
  [TIMESTAMPTZ]: (text) => new Date(text).toISOString(),
};
