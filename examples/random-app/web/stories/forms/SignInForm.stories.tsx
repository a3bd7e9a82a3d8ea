import type { Meta, StoryObj } from '@storybook/react-vite';
import { fn } from 'storybook/test';
import { SignInForm } from '../../src/forms/SignInForm';
import { EVERY_IDENTIFIER, WITH_LOGIN_PAGE } from '../configs';
import { IDLE, PENDING, refused } from '../form-states';
import { inCard } from '../frames';
import { LONG_EMAIL } from '../long-texts';
import { scene } from '../scene';
import { DARK, NARROW } from '../surroundings';

const meta = {
  title: 'Forms/SignInForm',
  component: SignInForm,
  decorators: [inCard],
  args: { ...IDLE, byChoice: false, onSubmit: fn() },
} satisfies Meta<typeof SignInForm>;
export default meta;

type Story = StoryObj<typeof meta>;

export const Idle: Story = {};
export const ByChoice: Story = { args: { byChoice: true } };
export const WithLoginPage: Story = scene({ client: { config: WITH_LOGIN_PAGE } });
export const Pending: Story = { args: PENDING };
export const FieldError: Story = { args: refused('UserNotFoundException') };
export const FormError: Story = { args: refused('NotAuthorizedException') };
export const LongText: Story = {
  ...scene({ client: { config: { ...EVERY_IDENTIFIER, ...WITH_LOGIN_PAGE } } }),
  async play({ canvas, userEvent }) {
    await userEvent.click(canvas.getByLabelText(/^E-mail address or/));
    await userEvent.paste(LONG_EMAIL);
  },
};
export const Dark: Story = { ...FieldError, ...DARK };
export const Narrow: Story = { ...LongText, ...NARROW };
