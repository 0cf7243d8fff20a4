import type { FieldError, RowFieldMeta } from '@business-m/metadata';
import { Decimal, digitsBeforePoint, normalDecimal, significantScale } from '../decimal.ts';
import { MAX_INTEGER_DIGITS, MAX_SCALE, scaleOf } from '../storage/columns.ts';

/** Others are slips of the finger: no book of ours is older, and none is kept for so long. */
const [YEAR_MIN, YEAR_MAX] = [1900, 2199];

const DEFAULT_MAX_LENGTH = { text: 140, longtext: 20_000, link: 140 } as const;

/** Blanks, and what is drawn as nothing: a name of these alone is none. */
const UNSEEN = /[\s\p{Cc}\p{Cf}\p{Default_Ignorable_Code_Point}\u2800]/gu;

/** A value as it is stored and sent, or what is wrong with it. An empty string is no value. */
export type FieldValue = { value: string | number | boolean | null } | { code: string; message: string };

export function readFieldValue(field: RowFieldMeta, raw: unknown): FieldValue {
  if (raw === undefined || raw === null || raw === '') return { value: field.type === 'bool' ? false : null };
  const read = readTyped(field, raw);
  if (!('value' in read) || typeof read.value !== 'string') return read;
  return checkRules(field, read.value) ?? read;
}

function readTyped(field: RowFieldMeta, raw: unknown): FieldValue {
  switch (field.type) {
    case 'text':
    case 'longtext':
    case 'link':
      return readText(field, raw, field.type);
    case 'select':
      return (field.options ?? []).some((option) => option.value === raw)
        ? { value: raw as string }
        : wrong('not-an-option', `${field.label} is one of: ${(field.options ?? []).map((option) => option.label).join(', ')}.`);
    case 'bool':
      return typeof raw === 'boolean' ? { value: raw } : wrong('wrong-type', `${field.label} is true or false.`);
    case 'int':
      return typeof raw === 'number' && Number.isSafeInteger(raw)
        ? bounded(field, raw, String(raw))
        : wrong('wrong-type', `${field.label} is a whole number.`);
    case 'decimal':
    case 'money':
      return readDecimal(field, raw);
    case 'date':
      return readDate(field, raw);
    case 'datetime':
      return readDatetime(field, raw);
    case 'table':
      return wrong('wrong-type', `${field.label} is a table.`);
  }
}

function readText(field: RowFieldMeta, raw: unknown, type: 'text' | 'longtext' | 'link'): FieldValue {
  if (typeof raw !== 'string') return wrong('wrong-type', `${field.label} is text.`);
  // Normalised, because two spellings of one letter would make two codes that look the same.
  const text = (type === 'longtext' ? raw : raw.trim()).normalize('NFC');
  const maxLength = field.maxLength ?? DEFAULT_MAX_LENGTH[type];
  if (text.length > maxLength) return wrong('too-long', `${field.label} has at most ${maxLength} characters.`);
  // PostgreSQL cannot hold the first, UTF-8 not the second.
  if (text.includes('\0') || !text.isWellFormed()) return wrong('wrong-type', `${field.label} holds a character that is no text.`);
  return { value: text.replace(UNSEEN, '') === '' ? null : text };
}

function readDecimal(field: RowFieldMeta, raw: unknown): FieldValue {
  const scale = scaleOf(field);
  const normal = typeof raw === 'string' ? normalDecimal(raw.trim(), undefined) : null;
  if (normal === null) {
    // Typed by a person; of another type, it was sent by a program.
    const why = typeof raw === 'string' ? `${quoted(raw)} is not a number` : 'a decimal number in a string, such as "1250.00"';
    return wrong('wrong-type', `${field.label}: ${why}.`);
  }
  const most = scale ?? MAX_SCALE;
  if (significantScale(normal) > most) return wrong('too-precise', `${field.label} has at most ${most} digits after the point.`);
  if (digitsBeforePoint(normal) > MAX_INTEGER_DIGITS)
    return wrong('too-large', `${field.label} has at most ${MAX_INTEGER_DIGITS} digits before the point.`);
  return bounded(field, new Decimal(normal).toFixed(scale), normal);
}

function bounded<T extends string | number>(field: RowFieldMeta, value: T, normal: string): FieldValue {
  if (field.min !== undefined && new Decimal(normal).lt(field.min)) return wrong('too-small', `${field.label} is at least ${field.min}.`);
  if (field.max !== undefined && new Decimal(normal).gt(field.max)) return wrong('too-large', `${field.label} is at most ${field.max}.`);
  return { value };
}

function readDate(field: RowFieldMeta, raw: unknown): FieldValue {
  if (typeof raw !== 'string') return wrong('wrong-type', `${field.label} is a date such as 2026-01-31.`);
  if (!isDate(raw)) return wrong('wrong-type', `${field.label}: ${quoted(raw)} is not a date.`);
  const year = Number(raw.slice(0, 4));
  return year >= YEAR_MIN && year <= YEAR_MAX
    ? { value: raw }
    : wrong('out-of-range', `${field.label} is in the year ${year}; dates are from ${YEAR_MIN} to ${YEAR_MAX}.`);
}

const quoted = (text: string) => `“${text.length > 40 ? `${text.slice(0, 40)}…` : text}”`;

function isDate(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const date = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(text);
}

function readDatetime(field: RowFieldMeta, raw: unknown): FieldValue {
  const pattern = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d{1,3})?Z$/;
  if (typeof raw !== 'string' || !pattern.test(raw) || !isDate(raw.slice(0, 10)) || Number.isNaN(Date.parse(raw))) {
    return wrong('wrong-type', `${field.label} is a time such as 2026-01-31T09:30:00Z.`);
  }
  return { value: new Date(raw).toISOString() };
}

function wrong(code: string, message: string): Omit<FieldError, 'field'> {
  return { code, message };
}

/** Whether two stored or sent values mean the same: `"5"` and `"5.00"` do for a decimal, absent and null everywhere. */
export function sameValue(field: RowFieldMeta, a: unknown, b: unknown): boolean {
  const left = readFieldValue({ ...field, min: undefined, max: undefined, validate: undefined }, a);
  const right = readFieldValue({ ...field, min: undefined, max: undefined, validate: undefined }, b);
  return 'value' in left && 'value' in right && left.value === right.value;
}

type Rule = (text: string, value: unknown) => string | null;

/** The named rules a field's `validate` may use. A rule answers the sentence that says what is wrong, or null. */
const rules: Readonly<Record<string, Rule>> = {
  pattern: (text, value) => (new RegExp(String(value), 'u').test(text) ? null : 'does not have the expected form.'),
  decimals: (text, value) =>
    significantScale(text) > Number(value)
      ? `has ${value === 0 ? 'no' : `at most ${value}`} digits after the point in this currency.`
      : null,
  email: (text) => (/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(text) ? null : 'is an address such as name@example.com.'),
};

export function isKnownRule(name: string): boolean {
  return Object.hasOwn(rules, name);
}

function checkRules(field: RowFieldMeta, text: string): { code: string; message: string } | null {
  for (const { rule, value } of field.validate ?? []) {
    const sentence = rules[rule]?.(text, value) ?? null;
    if (sentence) return { code: rule, message: `${field.label} ${sentence}` };
  }
  return null;
}
