import { sameJson } from '../same-json.ts';
import { type JsonEntry, type JsonNode, readJsonTree } from './json-tree.ts';
import { type JsonStyle, printJson } from './print-json.ts';

const LINE_LIMIT = 140;

/**
 * A JSON text that means `value`, made from one that means something like it: what is the same in both keeps every character, new members
 * are set as their neighbours are. Members that stay keep their order; new ones come last.
 */
export function rewriteJson(text: string, value: unknown): string {
  const root = readJsonTree(text);
  const style: JsonStyle = { unit: unitOf(text, root), eol: text.includes('\r\n') ? '\r\n' : '\n' };
  return text.slice(0, root.start) + rewrite(text, root, value, '', style) + text.slice(root.end);
}

function rewrite(text: string, node: JsonNode, value: unknown, indent: string, style: JsonStyle): string {
  const old = text.slice(node.start, node.end);
  const before: unknown = JSON.parse(old);
  if (sameJson(before, value)) return old;
  const isList = Array.isArray(value);
  if (!node.entries || typeof value !== 'object' || value === null || Array.isArray(before) !== isList)
    return printJson(value, indent, style);
  const slots = isList ? pairItems(before as unknown[], node.entries, value) : pairMembers(node.entries, value);
  return join(text, node, slots, value, indent, style);
}

/** What comes next in a list or an object: an entry of the old text, or a new one. */
interface Slot {
  name: string | null;
  entry: JsonEntry | null;
  value: unknown;
}

function pairMembers(entries: readonly JsonEntry[], value: object): Slot[] {
  // Of two members with one name JSON.parse takes the last.
  const last = new Map(entries.map((entry) => [entry.name, entry]));
  const after = new Map<string, unknown>(Object.entries(value));
  const kept = entries.filter((entry) => after.has(entry.name ?? '') && last.get(entry.name) === entry);
  const added = [...after].filter(([name]) => !last.has(name));
  return [
    ...kept.map((entry) => ({ name: entry.name, entry, value: after.get(entry.name ?? '') })),
    ...added.map(([name, each]) => ({ name, entry: null, value: each })),
  ];
}

/** Items that are the same at the beginning and at the end keep their text; between them, as many as pair up are rewritten in place. */
function pairItems(before: readonly unknown[], entries: readonly JsonEntry[], value: readonly unknown[]): Slot[] {
  const most = Math.min(before.length, value.length);
  let head = 0;
  while (head < most && sameJson(before[head], value[head])) head += 1;
  let tail = 0;
  while (tail < most - head && sameJson(before[before.length - 1 - tail], value[value.length - 1 - tail])) tail += 1;
  const paired = before.length === value.length;
  return value.map((each, index) => {
    const fromEnd = value.length - index;
    const entry = index < head || paired ? entries[index] : fromEnd <= tail ? entries[before.length - fromEnd] : undefined;
    return { name: null, entry: entry ?? null, value: each };
  });
}

function join(text: string, node: JsonNode, slots: readonly Slot[], value: object, indent: string, style: JsonStyle): string {
  const [open, close] = [text[node.start], text[node.end - 1]];
  const entries = node.entries ?? [];
  const [first, second] = entries;
  const last = entries.at(-1);
  if (slots.length === 0) return `${open}${close}`;
  if (!first || !last) return printJson(value, indent, style);

  const leadFirst = text.slice(node.start + 1, first.start);
  const separator = first.name === null ? '' : text.slice(first.start + JSON.stringify(first.name).length, first.value.start);
  const isBroken = leadFirst.includes('\n');
  const inner = isBroken ? leadFirst.slice(leadFirst.lastIndexOf('\n') + 1) : indent;
  const leadNext = isBroken ? style.eol + inner : second ? afterComma(text, first, second) : leadFirst;
  const texts = slots.map(({ name, entry, value }, index) => {
    const position = entry ? entries.indexOf(entry) : -1;
    const previous = entries[position - 1];
    const lead = index === 0 ? leadFirst : entry && previous ? afterComma(text, previous, entry) : leadNext;
    const head = entry ? text.slice(entry.start, entry.value.start) : name === null ? '' : JSON.stringify(name) + (separator || ': ');
    return lead + head + (entry ? rewrite(text, entry.value, value, inner, style) : printJson(value, inner, style));
  });
  const joined = `${open}${texts.join(',')}${text.slice(last.value.end, node.end - 1)}${close}`;
  // What stood on one line and no longer fits there is set anew.
  const wasLine = !text.slice(node.start, node.end).includes('\n');
  const fits = !joined.includes('\n') && indent.length + joined.length <= LINE_LIMIT;
  return wasLine && !fits && style.unit !== null ? printJson(value, indent, style) : joined;
}

/** The space between a comma and what follows it. */
function afterComma(text: string, previous: JsonEntry, entry: JsonEntry): string {
  const between = text.slice(previous.value.end, entry.start);
  return between.slice(between.indexOf(',') + 1);
}

function unitOf(text: string, { start, entries }: JsonNode): string | null {
  const [first] = entries ?? [];
  if (!first) return '  ';
  const lead = text.slice(start + 1, first.start);
  return lead.includes('\n') ? lead.slice(lead.lastIndexOf('\n') + 1) || '  ' : null;
}
