import type { Meta, StoryObj } from '@storybook/react-vite';
import { pending, refusal } from 'react-cognito-hooks/testing';
import { DevicesSection } from '../../src/account/DevicesSection';
import { account } from '../accounts';
import { inSections } from '../frames';
import { LONG_WORD } from '../long-texts';
import { press } from '../prove';
import { scene } from '../scene';
import { DARK, NARROW } from '../surroundings';

const meta = {
  title: 'Account/DevicesSection',
  component: DevicesSection,
  decorators: [inSections],
  ...scene({ client: account() }),
} satisfies Meta<typeof DevicesSection>;
export default meta;

type Story = StoryObj<typeof meta>;

const forgetting: Story = { play: (context) => press(context, "Forget Jane's phone") };

export const Some: Story = {};
export const Forgetting: Story = {
  ...forgetting,
  ...scene({ client: account({ answers: { ForgetDevice: pending() } }) }),
};
export const Refused: Story = {
  ...forgetting,
  ...scene({ client: account({ answers: { ForgetDevice: refusal('TooManyRequestsException') } }) }),
};
export const LongText: Story = scene({ client: account({ devices: [LONG_WORD] }) });
export const Dark: Story = { ...Refused, ...DARK };
export const Narrow: Story = { ...LongText, ...NARROW };
