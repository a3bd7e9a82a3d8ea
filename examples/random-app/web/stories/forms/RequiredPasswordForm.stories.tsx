import type { Meta, StoryObj } from '@storybook/react-vite';
import { expect, fn } from 'storybook/test';
import { RequiredPasswordForm } from '../../src/forms/RequiredPasswordForm';
import { IDLE, PENDING, refused } from '../form-states';
import { inCard } from '../frames';
import { LONG_WORD } from '../long-texts';
import { DARK, NARROW } from '../surroundings';

const step = {
  name: 'newPassword',
  missingAttributes: ['given_name', 'family_name'],
  submit: fn(),
} as const;

const meta = {
  title: 'Forms/RequiredPasswordForm',
  component: RequiredPasswordForm,
  decorators: [inCard],
  args: { ...IDLE, step },
} satisfies Meta<typeof RequiredPasswordForm>;
export default meta;

type Story = StoryObj<typeof meta>;

export const Idle: Story = {};
export const RulesTicked: Story = {
  async play({ canvas, userEvent }) {
    await userEvent.type(canvas.getByLabelText('New password'), 'Long-enough-now');
    await expect(canvas.getAllByText(', met')).toHaveLength(4);
  },
};
export const Pending: Story = { args: PENDING };
export const FieldError: Story = { args: refused('InvalidPasswordException', 'newPassword') };
export const FormError: Story = { args: refused('NotAuthorizedException') };
export const LongText: Story = { args: { step: { ...step, missingAttributes: [LONG_WORD] } } };
export const Dark: Story = { ...RulesTicked, ...FieldError, ...DARK };
export const Narrow: Story = { ...LongText, ...NARROW };
