import { styleText } from 'node:util';

export type Paint = ReturnType<typeof createPaint>;

/** Colours, which only a terminal gets; `NO_COLOR` and `FORCE_COLOR` are heeded. */
export function createPaint(stream: NodeJS.WriteStream) {
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
