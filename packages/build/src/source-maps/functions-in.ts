import type { SourceFunction } from '@business-m/contract';
import { parseSync } from 'vite';

interface Node {
  type: string;
  start: number;
  end: number;
  [key: string]: unknown;
}

const languages: Readonly<Record<string, 'jsx' | 'ts' | 'tsx'>> = {
  js: 'jsx',
  jsx: 'jsx',
  mjs: 'jsx',
  cjs: 'jsx',
  ts: 'ts',
  mts: 'ts',
  cts: 'ts',
  tsx: 'tsx',
};
const SOURCE_MAX = 2_000_000;
const NAME_MAX = 80;

/** The functions of a source with their names, outer ones first; null for what is no JavaScript or TypeScript. */
export function functionsIn(path: string, code: string): SourceFunction[] | null {
  const lang = languages[/\.(\w+)$/.exec(path)?.[1] ?? ''];
  if (!lang || code.length > SOURCE_MAX) return null;
  const { program, errors } = parseSync(path, code, { lang, sourceType: 'module' });
  if (errors.length > 0) return null;
  const placeOf = placesIn(code);
  const found: SourceFunction[] = [];
  const stack: { node: unknown; name: string; owner: string }[] = [{ node: program, name: '', owner: '' }];
  for (let next = stack.pop(); next; next = stack.pop()) {
    const { node, name, owner } = next;
    if (Array.isArray(node)) {
      for (const each of node.toReversed()) stack.push({ node: each, name, owner });
      continue;
    }
    if (!isNode(node)) continue;
    const named = nameOf(node, name, owner);
    const isFunction = /^(?:Function(?:Declaration|Expression)|ArrowFunctionExpression)$/.test(node.type);
    if (isFunction && named !== '') found.push([named.slice(0, NAME_MAX), ...placeOf(node.start), ...placeOf(node.end)]);
    const inside = isFunction || node.type === 'BlockStatement' ? '' : named;
    const within = /^Class/.test(node.type) ? named : isFunction ? '' : owner;
    for (const [key, child] of Object.entries(node).toReversed())
      if (typeof child === 'object' && child !== null && key !== 'key' && key !== 'id')
        stack.push({ node: child, name: inside, owner: within });
  }
  return found;
}

const isNode = (node: unknown): node is Node => typeof node === 'object' && node !== null && typeof (node as Node).type === 'string';

/** What a function in this place is called: by itself, or as the variable, property or attribute that it becomes, also through a call (`useCallback`). */
function nameOf(node: Node, name: string, owner: string): string {
  switch (node.type) {
    case 'FunctionDeclaration':
    case 'FunctionExpression':
    case 'ClassDeclaration':
    case 'ClassExpression':
      return textOf(node.id) || name;
    case 'VariableDeclarator':
      return textOf(node.id);
    case 'AssignmentExpression':
    case 'AssignmentPattern':
      return textOf(node.left);
    case 'MethodDefinition':
    case 'PropertyDefinition':
      return [owner, textOf(node.key)].filter(Boolean).join('.');
    case 'Property':
      return textOf(node.key);
    case 'JSXAttribute':
      return textOf(node.name);
    case 'ExportDefaultDeclaration':
      return 'default';
    case 'ObjectExpression':
    case 'ExpressionStatement':
    case 'ReturnStatement':
      return '';
    default:
      return name;
  }
}

function textOf(node: unknown): string {
  if (!isNode(node)) return '';
  if (node.type === 'MemberExpression') return textOf(node.property);
  return String(node.name ?? node.value ?? '');
}

/** Offset → line from 1, column from 0. */
function placesIn(code: string): (offset: number) => [number, number] {
  const starts = [0];
  for (let at = code.indexOf('\n'); at >= 0; at = code.indexOf('\n', at + 1)) starts.push(at + 1);
  return (offset) => {
    let [low, high] = [0, starts.length];
    while (high - low > 1) {
      const middle = (low + high) >> 1;
      if ((starts[middle] ?? 0) <= offset) low = middle;
      else high = middle;
    }
    return [low + 1, offset - (starts[low] ?? 0)];
  };
}
