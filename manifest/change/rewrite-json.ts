import { type Node, parseTree } from 'jsonc-parser';
import { sameJson } from '../store/json-values.ts';
import { commonEnds } from './differences.ts';

/** A new value stays on one line up to this width, a line that was typed up to the wider limit. */
const WIDTH = 100;
const LINE_LIMIT = 140;

/** How a text is set. */
interface Style {
  /** One level of indentation; null: everything stands on one line. */
  unit: string | null;
  eol: string;
}

/** An item of a list (`name` is null), or a member of an object. */
interface Entry {
  name: string | null;
  start: number;
  value: Node;
}

/** The next part of a list or an object: an entry of the old text, or a new one. */
interface Slot {
  name: string | null;
  entry?: Entry | undefined;
  value: unknown;
}

/** A JSON text of `value`, made from one that means something similar: what is the same keeps every character, new members come last. */
export function rewriteJson(text: string, value: unknown): string {
  const root = parseTree(text) as Node;
  const [first] = entriesOf(root) ?? [];
  const lead = first && text.slice(root.offset + 1, first.start);
  const unit = lead === undefined ? '  ' : lead.includes('\n') ? lastLineOf(lead) || '  ' : null;
  const style: Style = { unit, eol: text.includes('\r\n') ? '\r\n' : '\n' };
  return text.slice(0, root.offset) + rewrite(text, root, value, '', style) + text.slice(endOf(root));
}

const endOf = ({ offset, length }: Node) => offset + length;
const lastLineOf = (text: string) => text.slice(text.lastIndexOf('\n') + 1);

/** Null for what is neither a list nor an object. */
function entriesOf({ type, children = [] }: Node): Entry[] | null {
  if (type === 'array') return children.map((value) => ({ name: null, start: value.offset, value }));
  if (type !== 'object') return null;
  return children.map(({ offset, children: [key, value] = [] }) => ({ name: key?.value, start: offset, value: value as Node }));
}

function rewrite(text: string, node: Node, value: unknown, indent: string, style: Style): string {
  const old = text.slice(node.offset, endOf(node));
  const before: unknown = JSON.parse(old);
  if (sameJson(before, value)) return old;
  const entries = entriesOf(node);
  const isList = Array.isArray(value);
  if (!entries || typeof value !== 'object' || value === null || Array.isArray(before) !== isList) return printJson(value, indent, style);
  const slots = isList ? pairItems(before as unknown[], entries, value) : pairMembers(entries, value);
  return join(text, node, entries, slots, value, indent, style);
}

function pairMembers(entries: readonly Entry[], value: object): Slot[] {
  // Of two members with one name JSON.parse takes the last.
  const last = new Map(entries.map((entry) => [entry.name, entry]));
  const after = new Map<string | null, unknown>(Object.entries(value));
  const kept = entries.filter((entry) => after.has(entry.name) && last.get(entry.name) === entry);
  const added = [...after].filter(([name]) => !last.has(name));
  return [
    ...kept.map((entry) => ({ name: entry.name, entry, value: after.get(entry.name) })),
    ...added.map(([name, each]) => ({ name, value: each })),
  ];
}

/** Equal items at the beginning and the end keep their text; between them, items that pair up are rewritten in place. */
function pairItems(before: readonly unknown[], entries: readonly Entry[], value: readonly unknown[]): Slot[] {
  const { head, tail } = commonEnds(before, value);
  const paired = before.length === value.length;
  return value.map((each, index) => {
    const fromEnd = value.length - index;
    const entry = index < head || paired ? entries[index] : fromEnd <= tail ? entries[before.length - fromEnd] : undefined;
    return { name: null, entry, value: each };
  });
}

function join(
  text: string,
  node: Node,
  entries: readonly Entry[],
  slots: readonly Slot[],
  value: object,
  indent: string,
  style: Style,
): string {
  const [open, close] = [text[node.offset], text[endOf(node) - 1]];
  const [first, second] = entries;
  const last = entries.at(-1);
  if (slots.length === 0) return `${open}${close}`;
  if (!first || !last) return printJson(value, indent, style);

  const leadFirst = text.slice(node.offset + 1, first.start);
  const separator = first.name === null ? '' : text.slice(first.start + JSON.stringify(first.name).length, first.value.offset);
  const isBroken = leadFirst.includes('\n');
  const inner = isBroken ? lastLineOf(leadFirst) : indent;
  const leadNext = isBroken ? style.eol + inner : second ? afterComma(text, first, second) : leadFirst;
  const texts = slots.map(({ name, entry, value }, index) => {
    const previous = entry && entries[entries.indexOf(entry) - 1];
    const lead = index === 0 ? leadFirst : entry && previous ? afterComma(text, previous, entry) : leadNext;
    const head = entry ? text.slice(entry.start, entry.value.offset) : name === null ? '' : JSON.stringify(name) + (separator || ': ');
    return lead + head + (entry ? rewrite(text, entry.value, value, inner, style) : printJson(value, inner, style));
  });
  const joined = `${open}${texts.join(',')}${text.slice(endOf(last.value), endOf(node) - 1)}${close}`;
  // A line that has become too long is set anew.
  const wasLine = !text.slice(node.offset, endOf(node)).includes('\n');
  const fits = !joined.includes('\n') && indent.length + joined.length <= LINE_LIMIT;
  return wasLine && !fits && style.unit !== null ? printJson(value, indent, style) : joined;
}

/** The space between a comma and what follows it. */
function afterComma(text: string, previous: Entry, entry: Entry): string {
  const between = text.slice(endOf(previous.value), entry.start);
  return between.slice(between.indexOf(',') + 1);
}

/** A new value: on one line while that is short, else one line for each member. */
function printJson(value: unknown, indent: string, style: Style): string {
  // JSON escapes line breaks in strings, so each one here is between two values.
  const line = JSON.stringify(value, null, 1)
    .replaceAll(/(?<=\[)\n\s*|\n\s*(?=\])/g, '')
    .replaceAll(/\n\s*/g, ' ');
  const entries = typeof value === 'object' && value !== null ? Object.entries(value) : [];
  if (style.unit === null || entries.length === 0 || indent.length + line.length <= WIDTH) return line;
  const inner = indent + style.unit;
  const [open, close] = Array.isArray(value) ? '[]' : '{}';
  const lines = entries.map(([name, each]) => inner + (open === '[' ? '' : `${JSON.stringify(name)}: `) + printJson(each, inner, style));
  return `${open}${style.eol}${lines.join(`,${style.eol}`)}${style.eol}${indent}${close}`;
}
