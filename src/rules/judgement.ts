import { isDeepStrictEqual } from 'util';
import { Chart } from 'cdk8s';
import { IConstruct } from 'constructs';
import { ALL_RULES } from './all-rules';
import { ClusterFacts } from './cluster-facts';
import { Finding } from './finding';
import { Manifest, Rule, RuleInput, Violation } from './rule';

const DISABLED = 'cdk-eks-auto-mode:disabled-rule';

/** An object to be judged, and the construct that renders it. */
export interface JudgedObject {
  readonly construct: IConstruct;
  /** Path of the construct as the user knows it. */
  readonly path: string;
  readonly manifest: Manifest;
  /** The construct of the CDK that provisions it. */
  readonly provisionedBy?: IConstruct;
}

/** What the rules say of objects at one moment. */
export class Judgement {
  private readonly violations: { readonly rule: Rule; readonly violation: Violation; readonly object: JudgedObject }[];

  constructor(private readonly objects: JudgedObject[], facts: ClusterFacts) {
    const byManifest = new Map(objects.map((object) => [object.manifest, object]));
    const input: RuleInput = {
      manifests: objects.map(({ manifest }) => manifest),
      facts,
      chartOf: objects.some(({ provisionedBy }) => provisionedBy) ? undefined : (manifest) => Chart.of(byManifest.get(manifest)!.construct),
    };
    this.violations = ALL_RULES.flatMap((rule) => rule.check(input)
      .map((violation) => ({ rule, violation, object: byManifest.get(violation.manifest)! })));
  }

  /** All violations but those of rules that are switched off now. */
  public get findings(): Finding[] {
    return this.violations
      .filter(({ rule, object }) => !isDisabled(object, rule.id))
      .map(({ rule, violation, object }) => findingOf(rule, violation, object.path));
  }

  /** Whether it holds for these objects as they are now. */
  public holdsFor(objects: JudgedObject[]): boolean {
    return objects.length === this.objects.length && objects.every(({ construct, manifest }, index) =>
      construct === this.objects[index].construct && isDeepStrictEqual(manifest, this.objects[index].manifest));
  }
}

/** Switches a rule off for the objects below a construct. */
export function disableRule(scope: IConstruct, ruleId: string, reason: string): void {
  scope.node.addMetadata(DISABLED, { ruleId, reason });
}

function isDisabled({ construct, provisionedBy }: JudgedObject, ruleId: string): boolean {
  return [...construct.node.scopes, ...provisionedBy?.node.scopes ?? []]
    .some((scope) => scope.node.metadata.some(({ type, data }) => type === DISABLED && data.ruleId === ruleId));
}

function findingOf(rule: Rule, { manifest, field, value, problem, fix }: Violation, path: string): Finding {
  const object = `${manifest.kind} "${manifest.metadata?.name}"`;
  return {
    ruleId: rule.id,
    level: rule.level,
    path,
    object,
    field,
    value: JSON.stringify(value ?? null),
    message: `${object} at ${path}: ${field}: ${problem}: ${fix} (rule ${rule.id}, ${rule.link})`,
  };
}
