import { ApiObject } from 'cdk8s';
import { IConstruct } from 'constructs';
import { ALL_RULES } from './all-rules';
import { ClusterFacts } from './cluster-facts';
import { Finding, RuleDescription, RuleLevel } from './finding';
import { disableRule, JudgedObject, Judgement } from './judgement';
import { nearestWord } from './nearest-word';
import { Manifest } from './rule';
import { fail } from '../private/errors';
import { ListedObject, objectsIn } from '../private/object-lists';

const ROOTS_WITH_RULES = new WeakSet<IConstruct>();

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
    return new Judgement(objectsBelow(scope), facts).findings;
  }

  /**
   * Throws if objects below a construct break rules, with all errors in one message.
   *
   * @param scope A cdk8s app, chart or object.
   * @param facts What is known of the cluster.
   */
  public static validate(scope: IConstruct, facts: ClusterFacts = {}): void {
    const errors = errorsAmong(AutoModeRules.findings(scope, facts));
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
      const meant = nearestWord(ruleId, ids);
      fail('UnknownRule', `ruleId must be the id of a rule, got "${ruleId}": write ${meant ? `"${meant}"` : `one of ${ids.join(', ')}`}`, scope);
    }
    if (reason.trim() === '') {
      fail('RuleReason', `reason for switching off ${ruleId} must not be empty, got "${reason}": say why the rule does not apply`, scope);
    }
    disableRule(scope, ruleId, reason);
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
    let last: Judgement | undefined;
    root.node.addValidation({
      validate: () => {
        const objects = objectsBelow(root);
        // cdk8s validates an app once and again for each of its charts, mostly without a change in between.
        if (!last?.holdsFor(objects)) { last = new Judgement(objects, {}); }
        return errorsAmong(last.findings);
      },
    });
  }

  private constructor() {}
}

function objectsBelow(scope: IConstruct): JudgedObject[] {
  return scope.node.findAll()
    .filter(ApiObject.isApiObject)
    .flatMap((object) => {
      try {
        return objectsIn((object as ApiObject).toJson()).filter(isManifest)
          .map(({ manifest, place }) => ({ construct: object, path: `${object.node.path}${place}`, manifest }));
      } catch {
        return []; // cdk8s itself reports what it cannot render
      }
    });
}

/** Items of a list that are no objects are for whoever applies it to refuse. */
function isManifest(object: ListedObject): object is ListedObject & { readonly manifest: Manifest } {
  return typeof object.manifest === 'object' && object.manifest !== null;
}

function errorsAmong(findings: Finding[]): string[] {
  return findings.filter(({ level }) => level === RuleLevel.ERROR).map(({ message }) => message);
}
