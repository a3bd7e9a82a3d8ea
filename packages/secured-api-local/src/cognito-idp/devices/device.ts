/** A device that a user confirmed. */
export interface Device {
  /** `<region>_<uuid>`. */
  readonly key: string;
  readonly name?: string;
  /** What is kept of the device's random password, never the password. */
  readonly password: {
    /** Hexadecimal. */
    readonly salt: string;
    /** g^x mod N, hexadecimal. */
    readonly verifier: string;
  };
  /** Whether it may stand in for a second factor, where the pool lets devices do so. */
  readonly isRemembered: boolean;
  readonly lastIp: string;
  readonly createdAt: number;
  readonly modifiedAt: number;
  readonly authenticatedAt: number;
}

/** The device that a sign-in names, and whether it has proved that it is that device. */
export interface ClaimedDevice {
  readonly key: string;
  readonly isProved: boolean;
}
