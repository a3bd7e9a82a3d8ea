import type { Meta, StoryObj } from '@storybook/react-vite';
import { expect, fn } from 'storybook/test';
import { LinkStep } from '../../src/forms/LinkStep';
import { IDLE, PENDING, refused } from '../form-states';
import { inCard } from '../frames';
import { press } from '../prove';
import { SENT, SENT_FAR } from '../sent-codes';
import { DARK, NARROW } from '../surroundings';

const step = {
  name: 'confirmByLink',
  username: 'jane@example.com',
  submit: fn(),
  ...SENT,
} as const;

const meta = {
  title: 'Forms/LinkStep',
  component: LinkStep,
  decorators: [inCard],
  args: { ...IDLE, step },
} satisfies Meta<typeof LinkStep>;
export default meta;

type Story = StoryObj<typeof meta>;

export const Idle: Story = {
  async play(context) {
    await press(context, 'I have opened the link');

    await expect(context.args.step.submit).toHaveBeenCalledOnce();
  },
};
export const Pending: Story = { args: PENDING };
export const FormError: Story = { args: refused('UserNotConfirmedException') };
export const LongText: Story = {
  args: { step: { ...step, ...SENT_FAR } },
  async play(context) {
    await press(context, 'Send a new link');
    await context.canvas.findByText(/^A new link is on its way/);
  },
};
export const Dark: Story = { ...FormError, ...DARK };
export const Narrow: Story = { ...LongText, ...NARROW };
