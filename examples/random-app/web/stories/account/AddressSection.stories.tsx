import type { Meta, StoryObj } from '@storybook/react-vite';
import { refusal } from 'react-cognito-hooks/testing';
import { AddressSection } from '../../src/account/AddressSection';
import { account } from '../accounts';
import { inSections } from '../frames';
import { LONG_EMAIL } from '../long-texts';
import { press } from '../prove';
import { scene } from '../scene';
import { DARK, NARROW } from '../surroundings';

const meta = {
  title: 'Account/AddressSection',
  component: AddressSection,
  decorators: [inSections],
  args: { name: 'email' },
  ...scene({ client: account() }),
} satisfies Meta<typeof AddressSection>;
export default meta;

type Story = StoryObj<typeof meta>;

const changedTo = (email: string): Pick<Story, 'play' | 'parameters'> => ({
  ...scene({
    client: account({
      answers: {
        UpdateUserAttributes: {
          CodeDeliveryDetailsList: [
            { Destination: email, DeliveryMedium: 'EMAIL', AttributeName: 'email' },
          ],
        },
        VerifyUserAttribute: refusal('CodeMismatchException'),
      },
    }),
  }),
  async play({ canvas, userEvent }) {
    await userEvent.click(await canvas.findByLabelText('New e-mail address'));
    await userEvent.paste(email);
    await press({ canvas, userEvent }, 'Change');
    await canvas.findByText(/takes its place/);
  },
});

export const Idle: Story = {};
export const AwaitingTheCode: Story = changedTo('new@example.com');
export const WrongCode: Story = {
  ...AwaitingTheCode,
  async play(context) {
    await AwaitingTheCode.play?.(context);
    const { canvas, userEvent } = context;
    await userEvent.type(canvas.getByLabelText('Code'), '000000{Enter}');
    await canvas.findByText(/^This code is not right/);
  },
};
export const LongText: Story = changedTo(LONG_EMAIL);
export const Dark: Story = { ...WrongCode, ...DARK };
export const Narrow: Story = { ...LongText, ...NARROW };
