import type { Meta, StoryObj } from '@storybook/react-vite';
import { fn } from 'storybook/test';
import { PasswordStepForm } from '../../src/forms/PasswordStepForm';
import { IDLE, PENDING, refused } from '../form-states';
import { inCard } from '../frames';
import { LONG_WORD } from '../long-texts';
import { DARK, NARROW } from '../surroundings';

const meta = {
  title: 'Forms/PasswordStepForm',
  component: PasswordStepForm,
  decorators: [inCard],
  args: { ...IDLE, step: { submit: fn() } },
} satisfies Meta<typeof PasswordStepForm>;
export default meta;

type Story = StoryObj<typeof meta>;

export const Idle: Story = {};
export const Shown: Story = {
  async play({ canvas, userEvent }) {
    await userEvent.type(canvas.getByLabelText('Password'), LONG_WORD);
    await userEvent.click(canvas.getByRole('button', { name: 'Show password' }));
  },
};
export const Pending: Story = { args: PENDING };
export const FieldError: Story = {
  async play({ canvas, userEvent }) {
    await userEvent.click(canvas.getByRole('button', { name: 'Sign in' }));
    await canvas.findByText('Enter your password.');
  },
};
export const FormError: Story = { args: refused('PasswordAttemptsExceeded') };
export const LongText: Story = { ...Shown, args: { submitLabel: LONG_WORD } };
export const Dark: Story = { ...FieldError, ...DARK };
export const Narrow: Story = { ...LongText, ...NARROW };
