import type { RowFieldMeta } from '@business-m/metadata';

type Rule = (text: string, value: unknown) => string | null;

/** The named rules a field's `validate` may use. A rule answers the sentence that says what is wrong, or null. */
const rules: Readonly<Record<string, Rule>> = {
  pattern: (text, value) => (new RegExp(String(value), 'u').test(text) ? null : 'does not have the expected form.'),
  email: (text) => (/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(text) ? null : 'is an address such as name@example.com.'),
};

export function isKnownRule(name: string): boolean {
  return Object.hasOwn(rules, name);
}

export function checkRules(field: RowFieldMeta, text: string): { code: string; message: string } | null {
  for (const { rule, value } of field.validate ?? []) {
    const sentence = rules[rule]?.(text, value) ?? null;
    if (sentence) return { code: rule, message: `${field.label} ${sentence}` };
  }
  return null;
}
