import type { Decorator } from '@storybook/react-vite';

const inside =
  (frame: string): Decorator =>
  (Story) => (
    <main className="container page">
      <div className={frame}>
        <Story />
      </div>
    </main>
  );

/** The card that the pages show their forms in. */
export const inCard = inside('card-page');

/** The column of the account's sections. */
export const inSections = inside('sections');

/** The grid of the numbers. */
export const inNumbers = inside('numbers');
