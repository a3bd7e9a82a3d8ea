import type { Meta, StoryObj } from '@storybook/react-vite';
import { fn } from 'storybook/test';
import { ChoiceForm } from '../../src/forms/ChoiceForm';
import { IDLE, PENDING, refused } from '../form-states';
import { inCard } from '../frames';
import { LONG_WORD } from '../long-texts';
import { DARK, NARROW } from '../surroundings';

const meta = {
  title: 'Forms/ChoiceForm',
  component: ChoiceForm<string>,
  decorators: [inCard],
  args: {
    ...IDLE,
    legend: 'Sign in with',
    options: ['A passkey', 'Your password', 'A code to your e-mail address'],
    textOf: (option: string) => option,
    onSubmit: fn(),
  },
} satisfies Meta<typeof ChoiceForm<string>>;
export default meta;

type Story = StoryObj<typeof meta>;

export const Idle: Story = {};
export const Pending: Story = { args: PENDING };
export const FormError: Story = { args: refused('NotAuthorizedException') };
export const LongText: Story = {
  args: { legend: LONG_WORD, options: [LONG_WORD, `${LONG_WORD} (2)`] },
};
export const Dark: Story = { ...FormError, ...DARK };
export const Narrow: Story = { ...LongText, ...NARROW };
