/** A text that a package cannot be without, also minified, and nothing else has. */
interface Mark {
  /** The shared package that it gives away. */
  of: string;
  text: RegExp;
}

const marks: readonly Mark[] = [
  { of: 'react', text: /enqueueForceUpdate\(\s*this\s*,\s*[\w$]+\s*,\s*["'`]forceUpdate["'`]/ },
  { of: 'react-dom', text: /__DOM_INTERNALS_DO_NOT_USE_OR_WARN_USERS_THEY_CANNOT_UPGRADE\s*=[^=]/ },
  { of: 'react-dom/client', text: /rendererPackageName\s*:\s*["'`]react-dom["'`]/ },
  { of: '@tanstack/react-query', text: /No QueryClient set, use QueryClientProvider to set one|Missing queryFn: '/ },
  { of: '@business-m/sdk', text: /uses @business-m\/sdk outside a desk/ },
  { of: '@business-m/ui', text: /useToasts needs a ToastRegion above it|["'`]desk-(?:control|grid|row-open|toolbar)["'`]/ },
  { of: '@business-m/documents', text: /This remote has no documents at |There are more rows than these / },
];

/** The shared packages of which a script holds a copy, read from its text alone: a build may have got them in any way. */
export const copiesIn = (code: string): string[] => marks.filter(({ text }) => text.test(code)).map(({ of }) => of);
