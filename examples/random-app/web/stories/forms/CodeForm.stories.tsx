import type { Meta, StoryObj } from '@storybook/react-vite';
import { fn } from 'storybook/test';
import { CodeForm } from '../../src/forms/CodeForm';
import { IDLE, PENDING, refused } from '../form-states';
import { inCard } from '../frames';
import { LONG_WORD } from '../long-texts';
import { SENT, SENT_FAR } from '../sent-codes';
import { DARK, NARROW } from '../surroundings';

const step = { submit: fn(), ...SENT };

const meta = {
  title: 'Forms/CodeForm',
  component: CodeForm,
  decorators: [inCard],
  args: { ...IDLE, step, submitLabel: 'Continue' },
} satisfies Meta<typeof CodeForm>;
export default meta;

type Story = StoryObj<typeof meta>;

export const Idle: Story = {};
export const ShownByAnApp: Story = { args: { step: { submit: fn() } } };
export const TooSoonToResend: Story = {
  args: { step: { ...step, resendAvailableAt: Number.MAX_SAFE_INTEGER } },
};
export const Pending: Story = { args: PENDING };
export const FieldError: Story = { args: refused('CodeMismatchException') };
export const FormError: Story = { args: refused('TooManyFailedAttemptsException') };
export const LongText: Story = {
  args: { step: { ...step, ...SENT_FAR }, submitLabel: LONG_WORD },
  async play({ canvas, userEvent }) {
    await userEvent.click(canvas.getByRole('button', { name: 'Send a new code' }));
    await canvas.findByText(/^A new code is on its way/);
  },
};
export const Dark: Story = { ...FieldError, ...DARK };
export const Narrow: Story = { ...LongText, ...NARROW };
