import { styleText } from 'node:util';

/** Colours, which only a terminal gets; `NO_COLOR` and `FORCE_COLOR` are heeded. */
export interface Paint {
  strong(text: string): string;
  quiet(text: string): string;
  good(text: string): string;
  warn(text: string): string;
  bad(text: string): string;
  accent(text: string): string;
}

export function createPaint(stream: NodeJS.WriteStream): Paint {
  const styled = (format: Parameters<typeof styleText>[0]) => (text: string) => styleText(format, text, { stream });
  return {
    strong: styled('bold'),
    quiet: styled('dim'),
    good: styled('green'),
    warn: styled('yellow'),
    bad: styled('red'),
    accent: styled('cyan'),
  };
}
