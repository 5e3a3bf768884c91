import { Annotations } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import { Construct, IConstruct } from 'constructs';
import { carriesCustomTags } from './custom-tags';
import { TagPolicy } from './tag-policy';
import type { RegisteredChart } from '../../provisioner/chart-registry';

/** When the role of a cluster gets the policy for tags. */
export class ClusterTagPolicy {
  private _policy?: TagPolicy;

  constructor(
    private readonly scope: Construct,
    private readonly clusterRole: iam.IRole | undefined,
    /** Whether the role gets the policy; nothing means when something carries tags. */
    private readonly isWanted: boolean | undefined,
  ) {
    if (isWanted) { this.enable('tagPolicy is true'); }
  }

  /** Puts the policy into the tree before it is known whether it is needed, so that aspects see it. */
  public prepare(): void {
    if (this.isWanted === undefined) { void this.policy; }
  }

  /** Only charts that carry tags wait for the policy, so that a tag more or less changes no other chart. */
  public prerequisitesOf(chart: RegisteredChart): IConstruct[] {
    if (this.isWanted === false || !chart._manifest.judged.some(({ manifest }) => carriesCustomTags(manifest))) { return []; }
    return this.enable('an object carries tags');
  }

  private enable(reason: string): IConstruct[] {
    const policy = this.policy;
    policy?.enable();
    if (policy?.reachesRole) { return [policy]; }
    Annotations.of(this.scope).addWarningV2('cdk-eks-auto-mode:tag-policy',
      `${reason}, but the cluster role is not known or cannot be changed: without ClusterRole.customTagStatements() on it nothing with such tags is launched. `
      + 'Give it those, and say so by tagPolicy: false');
    return [];
  }

  private get policy(): TagPolicy | undefined {
    return this._policy ??= this.clusterRole && new TagPolicy(this.scope, 'TagPolicy', this.clusterRole);
  }
}
