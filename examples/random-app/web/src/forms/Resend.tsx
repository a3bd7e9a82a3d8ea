import { useEffect, useState } from 'react';
import Button from 'react-bootstrap/Button';
import type { Sent } from 'react-cognito-hooks';
import { useConfig } from '../config-context';

const SECOND = 1000;

/** What was sent, and how to have it sent again. */
export interface ResendProps extends Sent {
  /** @default 'code' */
  readonly what?: 'code' | 'link';
}

/** Asks for another code or link, once it makes sense to. */
export function Resend({ what = 'code', delivery, resend, resendAvailableAt }: ResendProps) {
  const { developerConsole } = useConfig();
  const [sentAgain, setSentAgain] = useState(false);
  const secondsLeft = useSecondsUntil(resendAvailableAt);
  const again = async (): Promise<void> => {
    const { ok } = await resend();
    setSentAgain(ok);
  };
  return (
    <div className="resend">
      <Button variant="link" disabled={secondsLeft > 0} onClick={() => void again()}>
        {secondsLeft > 0 ? `Send a new ${what} (in ${secondsLeft} s)` : `Send a new ${what}`}
      </Button>
      {developerConsole && (
        <a href={developerConsole} target="_blank" rel="noreferrer">
          Open the inbox
        </a>
      )}
      <span role="status" className="resend-status">
        {sentAgain && `A new ${what} is on its way to ${delivery.destination}.`}
      </span>
    </div>
  );
}

function useSecondsUntil(time: number): number {
  const [now, setNow] = useState(Date.now);
  useEffect(() => {
    setNow(Date.now());
    const timer = setInterval(() => setNow(Date.now()), SECOND);
    return () => clearInterval(timer);
  }, []);
  return Math.max(0, Math.ceil((time - now) / SECOND));
}
