/** What is asked: the outputs of the stack. */
export interface Target {
  readonly url: string;
  /** Of the API without CORS. */
  readonly plainUrl: string;
  /** Where the user pool's operations are posted to. */
  readonly cognitoUrl: string;
  readonly clientId: string;
}

/** One question to what was deployed. */
export interface Probe {
  /** As FIDELITY.md names it. */
  readonly id: string;
  readonly asks: string;
  /** What the local runtime does. */
  readonly here: string;
  run(target: Target): Promise<string>;
}
