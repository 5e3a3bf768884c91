import { ApiObject, Chart } from 'cdk8s';
import { IConstruct } from 'constructs';
import { ALL_RULES } from './all-rules';
import { ClusterFacts } from './cluster-facts';
import { Finding, RuleDescription, RuleLevel } from './finding';
import { Manifest, Rule, RuleInput, Violation } from './rule';
import { fail } from '../private/errors';
import { ListedObject, objectsIn } from '../private/object-lists';

const DISABLED = 'cdk-eks-auto-mode:disabled-rule';
const ROOTS_WITH_RULES = new WeakSet<IConstruct>();

/** An object to be judged, and the construct that renders it. @internal */
export interface JudgedObject {
  readonly construct: IConstruct;
  /** Path of the construct as the user knows it. */
  readonly path: string;
  readonly manifest: Manifest;
  /** The construct of the CDK that provisions it. */
  readonly provisionedBy?: IConstruct;
}

/**
 * Rules of Auto Mode, checked at synthesis on all Kubernetes objects that go to a cluster: typed ones, raw ones and
 * included YAML.
 *
 * Charts that a cluster provisions and cdk8s apps with a typed object of this library are checked automatically.
 * A cdk8s app of raw objects only is checked by `AutoModeRules.validate(app)`.
 */
export class AutoModeRules {
  /** All rules. */
  public static get descriptions(): RuleDescription[] {
    return ALL_RULES.map(({ id, level, reason, link }) => ({ id, level, reason, link }));
  }

  /**
   * Where the objects below a construct break rules, errors and warnings.
   *
   * @param scope A cdk8s app, chart or object.
   * @param facts What is known of the cluster.
   */
  public static findings(scope: IConstruct, facts: ClusterFacts = {}): Finding[] {
    const objects = scope.node.findAll()
      .filter(ApiObject.isApiObject)
      .flatMap((object) => {
        try {
          return objectsIn((object as ApiObject).toJson()).filter(isManifest)
            .map(({ manifest, place }) => ({ construct: object, path: `${object.node.path}${place}`, manifest }));
        } catch {
          return []; // cdk8s itself reports what it cannot render
        }
      });
    return AutoModeRules._check(objects, facts);
  }

  /**
   * Throws if objects below a construct break rules, with all errors in one message.
   *
   * @param scope A cdk8s app, chart or object.
   * @param facts What is known of the cluster.
   */
  public static validate(scope: IConstruct, facts: ClusterFacts = {}): void {
    const errors = AutoModeRules.errorsOf(scope, facts);
    if (errors.length > 0) {
      fail('AutoModeRules', `objects break rules of Auto Mode:\n  ${errors.join('\n  ')}`);
    }
  }

  /**
   * Switches a rule off for the objects below a construct.
   *
   * @param scope The object, a construct or chart that holds it, or the `ProvisionedChart` that takes it to a cluster.
   * @param ruleId Id of the rule, such as `node-pool-lifetime`.
   * @param reason Why the rule does not apply; kept with the construct, never sent to the cluster.
   */
  public static disable(scope: IConstruct, ruleId: string, reason: string): void {
    const ids = ALL_RULES.map((rule) => rule.id);
    if (!ids.includes(ruleId)) {
      fail('UnknownRule', `ruleId must be one of ${ids.join(', ')}, got "${ruleId}"`, scope);
    }
    if (reason.trim() === '') {
      fail('RuleReason', `reason for switching off ${ruleId} must not be empty, got "${reason}": say why the rule does not apply`, scope);
    }
    scope.node.addMetadata(DISABLED, { ruleId, reason });
  }

  /**
   * Makes a cdk8s app check its objects when it is synthesized.
   *
   * @internal
   */
  public static _attach(construct: IConstruct): void {
    const root = construct.node.root;
    if (ROOTS_WITH_RULES.has(root)) { return; }
    ROOTS_WITH_RULES.add(root);
    root.node.addValidation({ validate: () => AutoModeRules.errorsOf(root, {}) });
  }

  /**
   * @internal
   */
  public static _check(objects: JudgedObject[], facts: ClusterFacts): Finding[] {
    const byManifest = new Map(objects.map((object) => [object.manifest, object]));
    const input: RuleInput = {
      manifests: objects.map(({ manifest }) => manifest),
      facts,
      chartOf: objects.some(({ provisionedBy }) => provisionedBy) ? undefined : (manifest) => Chart.of(byManifest.get(manifest)!.construct),
    };
    return ALL_RULES.flatMap((rule) => rule.check(input)
      .map((violation) => ({ violation, object: byManifest.get(violation.manifest)! }))
      .filter(({ object }) => !isDisabled(object, rule.id))
      .map(({ violation, object }) => findingOf(rule, violation, object.path)));
  }

  private static errorsOf(scope: IConstruct, facts: ClusterFacts): string[] {
    return AutoModeRules.findings(scope, facts).filter(({ level }) => level === RuleLevel.ERROR).map(({ message }) => message);
  }

  private constructor() {}
}

/** Items of a list that are no objects are for whoever applies it to refuse. */
function isManifest(object: ListedObject): object is ListedObject & { readonly manifest: Manifest } {
  return typeof object.manifest === 'object' && object.manifest !== null;
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
