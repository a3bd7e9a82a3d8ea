import type { Meta, StoryObj } from '@storybook/react-vite';
import { refusal } from 'react-cognito-hooks/testing';
import { SecondStepSection } from '../../src/account/SecondStepSection';
import { account } from '../accounts';
import { inSections } from '../frames';
import { press, prove } from '../prove';
import { scene } from '../scene';
import { DARK, NARROW } from '../surroundings';

const meta = {
  title: 'Account/SecondStepSection',
  component: SecondStepSection,
  decorators: [inSections],
  ...scene({ client: account() }),
} satisfies Meta<typeof SecondStepSection>;
export default meta;

type Story = StoryObj<typeof meta>;

export const Off: Story = {};
export const On: Story = scene({ client: account({ hasApp: true }) });
export const Proving: Story = {
  play: (context) => press(context, 'Add an authenticator app'),
};
export const Picture: Story = {
  ...scene({
    client: account({
      answers: {
        AssociateSoftwareToken: { SecretCode: 'JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP' },
        VerifySoftwareToken: refusal('EnableSoftwareTokenMFAException'),
      },
    }),
  }),
  async play(context) {
    await press(context, 'Add an authenticator app');
    await prove(context);
    await press(context, 'Show the picture for the app');
    await context.canvas.findByRole('img');
  },
};
export const WrongCode: Story = {
  ...Picture,
  async play(context) {
    await Picture.play?.(context);
    const { canvas, userEvent } = context;
    await userEvent.type(canvas.getByLabelText('Code that the app shows'), '000000{Enter}');
    await canvas.findByText(/^This code is not right/);
  },
};
export const TurningOff: Story = {
  ...On,
  async play(context) {
    await press(context, 'Turn off');
    await prove(context);
    await context.canvas.findByRole('button', { name: 'Turn the second step off' });
  },
};
export const Dark: Story = { ...Picture, ...DARK };
export const Narrow: Story = { ...Picture, ...NARROW };
