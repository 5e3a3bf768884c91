import { Names, Stack } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';

/** Name of a policy of roles that other stacks may have as well, under the same path: with the stack in it. */
export function policyNameOf(scope: Construct, id: string): string {
  return `${Names.uniqueResourceName(scope, { maxLength: 100 })}${id}`;
}

/** A policy of a role, which may be imported into several stacks, and may refuse policies. */
export class RolePolicy extends iam.Policy {
  private attached = false;

  constructor(scope: Construct, id: string, private readonly role: iam.IRole) {
    // Stacks of one name in several Regions may import the same role under the same path.
    const region = iam.Role.isRole(role) ? '' : `-${Stack.of(scope).region}`;
    super(scope, id, { policyName: `${policyNameOf(scope, id)}${region}` });
  }

  /** Whether the role took the policy. */
  public get reachesRole(): boolean {
    return this.attached;
  }

  /** Asks the role to take the policy, which must not be empty then. A view that must not be changed keeps it away. */
  public attach(): void {
    this.role.attachInlinePolicy(this);
  }

  public override attachToRole(role: iam.IRole): void {
    this.attached = true;
    super.attachToRole(role);
  }
}
