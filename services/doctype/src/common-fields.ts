/** A tick box that is off unless somebody ticks it, shown in the list at `column` and offered there as a filter. */
export function tickBox<const Name extends string>(name: Name, label: string, help: string, column: number) {
  return { name, label, type: 'bool', default: false, help, list: { column, filter: true } } as const;
}

/** The field that names a document for good: the first column of the list. */
export function codeField<const Name extends string>(name: Name, label: string, maxLength: number, help: string) {
  return { name, label, type: 'text', required: true, setOnce: true, maxLength, help, list: { column: 1, filter: true } } as const;
}

/** The options of a `select`: value → label. */
export function selectOptions<const Labels extends Readonly<Record<string, string>>>(labels: Labels) {
  return Object.entries(labels).map(([value, label]) => ({ value: value as keyof Labels & string, label }));
}
