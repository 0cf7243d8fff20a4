/** One at a time, in the order of asking. */
export function createQueue(): { enter(): Promise<void>; leave(): void } {
  const waiting: (() => void)[] = [];
  let taken = false;
  return {
    enter: () =>
      new Promise((resolve) => {
        if (taken) {
          waiting.push(resolve);
        } else {
          taken = true;
          resolve();
        }
      }),
    leave() {
      const next = waiting.shift();
      if (next) next();
      else taken = false;
    },
  };
}
