import Button from 'react-bootstrap/Button';
import type { FirstFactor, SignInStep } from 'react-cognito-hooks';
import { otherFactorText } from '../texts/factor-texts';

/** The step in which a user chooses how to show who they are. */
export type SelectFactorStep = Extract<SignInStep, { name: 'selectFactor' }>;

/** What the buttons need of the choice. */
export interface OtherFactorsProps {
  readonly step: SelectFactorStep;
  /** What may be chosen here. */
  readonly factors: readonly FirstFactor[];
  readonly disabled: boolean;
}

/** Ways to sign in beside the usual one, a button each. */
export function OtherFactors({ step, factors, disabled }: OtherFactorsProps) {
  if (factors.length === 0) return null;
  /** The browser's dialogue opens by the same click that chose the passkey. */
  const choose = async (factor: FirstFactor): Promise<void> => {
    const chosen = await step.submit(factor);
    if (chosen.ok && chosen.data.name === 'passkey') await chosen.data.submit();
  };
  return (
    <div className="other-ways">
      {factors.map((factor) => (
        <Button
          key={factor}
          variant="outline-secondary"
          className="submit"
          disabled={disabled}
          onClick={() => void choose(factor)}
        >
          {otherFactorText(factor)}
        </Button>
      ))}
    </div>
  );
}
