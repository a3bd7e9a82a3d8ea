import type { Page } from 'playwright-core';

/**
 * Every text that React holds: state, props and context of what is on the screen and of what was just
 * before. What a person types stands in the field, which is the document's.
 */
export function textsInReactState(page: Page): Promise<readonly string[]> {
  return page.evaluate(() => {
    const root = document.getElementById('root') ?? {};
    const texts: string[] = [];
    const seen = new Set<unknown>([window]);
    const isOpen = (value: unknown): value is object =>
      typeof value === 'object' && !(value instanceof Node) && !seen.has(value);
    const open: unknown[] = Object.keys(root)
      .filter((key) => key.startsWith('__reactContainer$'))
      .map((key) => Reflect.get(root, key));
    while (open.length > 0) {
      const value = open.pop() ?? '';
      if (typeof value === 'string') texts.push(value);
      if (!isOpen(value)) continue;
      seen.add(value);
      open.push(...(value instanceof Map || value instanceof Set ? value : Object.values(value)));
    }
    return texts;
  });
}
