/** Something that happened to a resource. */
export interface ResourceEvent {
  readonly stack: string;
  readonly logicalId: string;
  /** Path of the construct, where the template says it. */
  readonly path: string;
  readonly type: string;
  readonly action: 'create' | 'update' | 'delete' | 'retain';
  readonly milliseconds: number;
  /** Why it failed, as CloudFormation would show it. */
  readonly failure?: string;
  /** Set where nothing ran. */
  readonly note?: string;
}

/** How a deployment goes. */
export interface DeployOptions {
  /** Reason for which a last resource fails, when everything else of the last stack with charts is done. */
  readonly failure?: string;
  /** Seconds that charts may take, in place of what they say, which is mostly half an hour. */
  readonly chartTimeout?: number;
}

/** A deployment that failed and was rolled back; the message is the reason. */
export class DeploymentFailed extends Error {
  /** @param isStuck Whether what follows a failure failed too, such as the rollback. */
  constructor(message: string, public readonly isStuck = false) {
    super(message);
  }
}
