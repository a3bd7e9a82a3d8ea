import type { Meta, StoryObj } from '@storybook/react-vite';
import { pending, refusal } from 'react-cognito-hooks/testing';
import { PasskeysSection } from '../../src/account/PasskeysSection';
import { account } from '../accounts';
import { PASSKEYS_ELSEWHERE } from '../configs';
import { inSections } from '../frames';
import { LONG_WORD } from '../long-texts';
import { press, prove } from '../prove';
import { scene } from '../scene';
import { DARK, NARROW } from '../surroundings';

const meta = {
  title: 'Account/PasskeysSection',
  component: PasskeysSection,
  decorators: [inSections],
  ...scene({ client: account() }),
} satisfies Meta<typeof PasskeysSection>;
export default meta;

type Story = StoryObj<typeof meta>;

const opened: Story = {
  async play(context) {
    await press(context, 'Change my passkeys');
    await prove(context);
    await context.canvas.findByRole('button', { name: 'Add a passkey' });
  },
};
const removing: Story = {
  async play(context) {
    await opened.play?.(context);
    await press(context, "Remove Jane's phone");
  },
};

export const None: Story = scene({ client: account({ passkeys: [] }) });
export const Some: Story = {};
export const Elsewhere: Story = scene({
  client: { ...account(), config: PASSKEYS_ELSEWHERE },
});
export const BesideASecondStep: Story = scene({ client: account({ hasApp: true }) });
export const Opened: Story = opened;
export const Removing: Story = {
  ...removing,
  ...scene({ client: account({ answers: { DeleteWebAuthnCredential: pending() } }) }),
};
export const Refused: Story = {
  ...removing,
  ...scene({
    client: account({
      answers: { DeleteWebAuthnCredential: refusal('TooManyRequestsException') },
    }),
  }),
};
export const LongText: Story = {
  ...opened,
  ...scene({ client: account({ passkeys: [LONG_WORD, `${LONG_WORD} (2)`] }) }),
};
export const Dark: Story = { ...Refused, ...DARK };
export const Narrow: Story = { ...LongText, ...NARROW };
