import { isContained } from '@business-m/contract/styles';
import {
  type Atrule,
  type CssLocation,
  type CssNode,
  type Declaration,
  type DeclarationList,
  generate,
  parse,
  type Raw,
  type Rule,
  type StyleSheet,
} from 'css-tree';
import type { Candidate } from '../../inspect.ts';
import type { GateFault } from '../gate-fault.ts';
import { foreignUrls, type Neighbours } from './foreign-urls.ts';
import { globalName } from './global-names.ts';

/** Of one file; the rest is counted. */
const FAULTS_MAX = 20;

interface StyleFault {
  code: 'css-unreadable' | 'css-reaches-out' | 'css-loads-elsewhere';
  line: number;
  column: number;
  message: string;
}

/** At-rules that only say when, where or in which order the rules inside of them count. */
const transparent = new Set(['media', 'supports', 'container', 'layer', 'starting-style', 'scope']);

/** The build keeps a remote's styles inside of its own elements. This finds those that it did not write, and addresses that are no file of the release. */
export function checkStyles({ remote: { scope, exposes }, files }: Pick<Candidate, 'remote' | 'files'>): GateFault[] {
  // By any name: the shell links what an exposed module lists.
  const linked = new Set(Object.values(exposes).flatMap(({ css }) => css));
  return [...files]
    .filter(([path]) => linked.has(path) || /\.css$/i.test(path))
    .flatMap(([path, bytes]) => {
      const found = checkStylesheet(bytes.toString('utf8'), scope, { path, has: (other) => files.has(other) });
      // What no screen links is a file of the remote's own: its code may put it into a frame. In the page, the desk contains it.
      const faults = found
        .filter(({ code }) => linked.has(path) || code === 'css-loads-elsewhere')
        .map(({ code, line, column, message }): GateFault => ({ code, path: `${path}:${line}:${column}`, message, breaks: { scope } }));
      const more = faults.length - FAULTS_MAX;
      if (more <= 0) return faults;
      const rest: GateFault = { code: 'css-reaches-out', path, message: `and ${more} more like these`, breaks: { scope } };
      return [...faults.slice(0, FAULTS_MAX), rest];
    });
}

/** Every rule of a remote's stylesheet that could touch what is not the remote's. */
export function checkStylesheet(text: string, scope: string, neighbours: Neighbours): StyleFault[] {
  const faults: StyleFault[] = [];
  const fault = (code: StyleFault['code'], node: Pick<CssNode, 'loc'>, message: string) =>
    void faults.push({ code, line: node.loc?.start.line ?? 1, column: node.loc?.start.column ?? 1, message });

  // What css-tree cannot read it hands over as Raw.
  const read = (source: string, context: string, at?: CssLocation['start']) => {
    const place = at && { offset: at.offset, line: at.line, column: at.column };
    return (parse(source, { context, positions: true, ...place }) as StyleSheet | DeclarationList).children;
  };

  const visitAll = (nodes: Iterable<CssNode>, isNested: boolean): void => {
    for (const node of nodes) {
      if (node.type === 'Rule') visitRule(node);
      else if (node.type === 'Atrule') visitAtrule(node, isNested);
      else if (node.type === 'Declaration') visitDeclaration(node);
      else if (node.type === 'Raw') visitRaw(node, isNested);
    }
  };

  const visitDeclaration = (declaration: Declaration): void => {
    const { value, property } = declaration;
    // `html:hover & + p { … }`: css-tree takes it for a declaration, a browser for the nested rule that it is.
    if (value.type === 'Raw' && value.value.includes('{') && !property.startsWith('--'))
      visitRaw({ ...value, value: `${property}:${value.value}`, loc: declaration.loc }, true);
    else for (const url of foreignUrls(declaration, neighbours)) loadsElsewhere(declaration, url);
  };
  // In a block, css-tree reads no nested rule that begins with an element (`.finance-table { td { … } }`), nor anything after it.
  const visitRaw = (raw: Raw, isNested: boolean): void => {
    if (/^[\s;]*$/.test(raw.value)) return;
    const as = (context: string) => (isNested ? read(raw.value, context, raw.loc?.start).toArray() : []);
    const declarations = as('declarationList');
    const rules = as('stylesheet');
    if (declarations.length > 0 && declarations.every(isPlainDeclaration)) visitAll(declarations, true);
    // What it cannot read as rules either comes back as it went in.
    else if (rules.length > 0 && !rules.some((node) => node.type === 'Raw' && node.value === raw.value)) visitAll(rules, true);
    else fault('css-unreadable', raw, `"${short(raw.value)}" cannot be read`);
  };

  const visitRule = (rule: Rule): void => {
    if (rule.prelude.type === 'Raw') fault('css-unreadable', rule.prelude, `the selector "${short(rule.prelude.value)}" cannot be read`);
    else
      for (const selector of rule.prelude.children) {
        const written = generate(selector);
        if (isContained(written, scope)) continue;
        fault(
          'css-reaches-out',
          selector,
          `"${short(written)}" is not kept inside of ${scope}: build it with remoteConfig of this desk, or publish it with --mf`,
        );
      }
    visitAll(rule.block.children, true);
  };

  const visitAtrule = (rule: Atrule, isNested: boolean): void => {
    const name = rule.name.toLowerCase();
    const global = globalName(rule);
    if (global) fault('css-reaches-out', rule, global);
    if (transparent.has(name)) visitAll(rule.block?.children ?? [], isNested);
    else if (rule.block) for (const url of foreignUrls(rule.block, neighbours)) loadsElsewhere(rule, url);
  };

  const loadsElsewhere = (node: CssNode, url: string) =>
    fault('css-loads-elsewhere', node, `"${short(url)}" is not a file of this release: nothing says which bytes it is`);

  visitAll(read(text, 'stylesheet'), false);
  return faults;
}

/** Not a nested rule that css-tree took for one. */
const isPlainDeclaration = (node: CssNode) =>
  node.type === 'Declaration' && (node.property.startsWith('--') || node.value.type !== 'Raw' || !node.value.value.includes('{'));

const short = (text: string) => (text.length > 80 ? `${text.slice(0, 79)}…` : text);
