import { wouldBeCreated } from './creation-trial';
import { isExpected, waitForKinds } from './kinds-to-come';
import { Intent, Plan } from './plan';
import { Progress } from './progress';
import { logRefusals, refusalOf } from './refusal';
import { isReplaceable, tryReplacement } from './replacement';
import { groupKindOf, groupKindOfManifest, Manifest, Metadata, objectNameOf } from '../../contract';
import { BEFORE_ANY_SET, LET_GO, originOfNew } from '../apply-set/apply-set';
import { isCopy } from '../apply-set/copy';
import { wasApplied } from '../apply-set/field-manager';
import { PART_OF_LABEL } from '../apply-set/members';
import { serverSideApply } from '../apply-set/server-side-apply';
import { findMembers, KnownMembers, noteOfThisEvent } from '../apply-set/takeover';
import { namespaceOf, PlacedManifest, placedKeyOf, unknownKind } from '../chart/placed-manifest';
import { LoadedObject, StoredManifest } from '../chart/stored-manifest';
import { forEachConcurrently } from '../control-flow/concurrency';
import { ApiError } from '../kubernetes/api-error';
import { defines, KindDefinition, objectPath } from '../kubernetes/discovery';
import { CONCURRENCY, METADATA_ONLY } from '../kubernetes/kubernetes-client';
import { Failure, listed, NotYet } from '../report/failure';
import { Refusals } from '../report/refusals';
import { ConnectedRun } from '../run';

/**
 * Phase 3: tries everything that can be tried before the first real change, and reports all problems at once.
 *
 * @returns What is to be done with each object.
 */
export async function preflight(run: ConnectedRun, objects: readonly LoadedObject[]): Promise<Plan> {
  const manifests = objects.map(({ manifest }) => manifest);
  let trial = new Trial(run, objects);
  await trial.of(manifests);
  if (trial.isOutdated) {
    await run.discovery.renew();
    trial = new Trial(run, objects);
    await trial.of(manifests);
  }
  if (trial.refusals.isEmpty && trial.unserved.length > 0) {
    await waitForKinds(run, trial.unserved);
    await trial.of(trial.unserved.splice(0));
  }
  for (const manifest of trial.unserved) { trial.refusals.add(manifest, unknownKind(manifest)); }
  const problems = trial.refusals.inOrder();
  if (problems.length > 0) {
    logRefusals(problems);
    throw new Failure(`nothing was changed, the cluster refuses ${problems.length} of ${objects.length} objects: ${listed(problems)}`);
  }
  return trial.plan;
}

/** Objects that are tried, and what came of it. */
class Trial {
  public readonly plan = new Plan();
  public readonly refusals: Refusals<StoredManifest>;
  /** Objects of kinds that are not served, and may be soon. */
  public readonly unserved: StoredManifest[] = [];

  /** Whether kinds that were remembered have gone. */
  public isOutdated = false;
  /** Whether no object is known to be there that the chart did not make. */
  private mayAllBeNew = true;

  private readonly progress: Progress;
  private readonly definitions: readonly KindDefinition[];
  private readonly definedKinds: ReadonlySet<string>;
  /** Those of the chart's own kinds whose CRD is not as the chart wants it. */
  private kindsToChange: ReadonlySet<string> = new Set();

  /** All of the chart, of which some may be tried later than others. */
  private readonly manifests: readonly StoredManifest[];

  constructor(private readonly run: ConnectedRun, objects: readonly LoadedObject[]) {
    this.manifests = objects.map(({ manifest }) => manifest);
    this.refusals = new Refusals(this.manifests);
    this.progress = Progress.of(run.event.RequestId);
    this.definitions = objects.flatMap(({ manifest }) => manifest.definition ?? []);
    this.definedKinds = new Set(this.definitions.map(({ groupKind }) => groupKind));
  }

  public async of(manifests: readonly StoredManifest[]): Promise<void> {
    const { discovery } = this.run;
    // There may be objects of a kind that was not served a moment ago.
    if (manifests.some((manifest) => !discovery.kindOf(manifest))) { await discovery.renew(); }
    const wasRemembered = discovery.isRemembered;
    const placed = manifests.flatMap((manifest) => this.place(manifest) ?? []);
    if (this.unserved.length === 0) { this.progress.missesKindsSince = undefined; }
    const newNamespaces = await namespacesToCome(this.run, this.manifests);
    const members = await findMembers(this.run, placed, this.refusals);
    this.isOutdated = wasRemembered && !discovery.isRemembered;
    if (this.isOutdated) { return; }
    const leaving = placed.filter((object) => members.get(placedKeyOf(object))?.isTerminating);
    const leavingKinds = kindsDefinedBy(leaving);
    this.kindsToChange = kindsDefinedBy(placed.filter((object) => !members.get(placedKeyOf(object))?.isUpToDate));
    const watchTime = this.run.deadline.watch(() => `of ${placed.length} objects some are not tried yet`);
    await forEachConcurrently(placed, CONCURRENCY, async (object) => {
      if (this.isOutdated) { return; }
      watchTime();
      const namespace = namespaceOf(object.manifest, object.kind);
      const isNew = (namespace !== undefined && newNamespaces.has(namespace)) || leavingKinds.has(groupKindOf(object.kind));
      await this.try(object, members, isNew);
    }).catch((error) => {
      // What is certain is said; what is not would be tried again, and its time-out hide it.
      if (!(error instanceof NotYet && !this.refusals.isEmpty)) { throw error; }
    });
  }

  /** Tries an object, and says whether it is there. */
  private async existed(object: PlacedManifest, isMember: boolean): Promise<boolean> {
    // What is there is tried twice. Where there is one such object there may be many.
    if (!isMember && this.mayAllBeNew && await wouldBeCreated(this.run, object)) { return false; }
    const { existed } = await serverSideApply(this.run, object, { dryRun: true });
    if (existed && !isMember) { this.mayAllBeNew = false; }
    return existed;
  }

  private place(manifest: StoredManifest): PlacedManifest | undefined {
    const kind = this.run.discovery.kindOf(manifest);
    if (kind) { return { manifest, kind }; }
    if (this.definitions.some((definition) => defines(definition, manifest))) {
      // Its version comes with the chart. What is there of it is there in all versions.
      const served = this.run.discovery.kindOfGroupKind(groupKindOfManifest(manifest));
      return served && { manifest, kind: served };
    }
    if (isExpected(manifest, this.definedKinds)) { this.unserved.push(manifest); } else { this.refusals.add(manifest, unknownKind(manifest)); }
    return undefined;
  }

  /** @param isNew Whether its namespace or its kind is made first: then what there is of it goes along with the old one. */
  private async try(object: PlacedManifest, members: KnownMembers, isNew: boolean): Promise<void> {
    const { run, plan } = this;
    const key = placedKeyOf(object);
    const member = members.get(key);
    const origin = member?.origin;
    const intent = { origin, isUnchanged: false, isUpToDate: false, isForeign: origin === BEFORE_ANY_SET, isReplaced: false };
    const adopted = async (mayExist = true): Promise<Intent> => {
      if (member) { return intent; }
      const found = mayExist ? await originOf(run, object) : originOfNew(run);
      return { ...intent, origin: found, isForeign: found === BEFORE_ANY_SET };
    };
    const isServed = run.discovery.kindOf(object.manifest) !== undefined;
    if (member?.isUnchanged && isServed && !isNew) { return plan.set(object, { ...intent, isUnchanged: true, isUpToDate: member.isUpToDate }); }
    // What the chart itself brings or changes first cannot be tried yet.
    if (isNew || !isServed || this.kindsToChange.has(groupKindOf(object.kind))) { return plan.set(object, await adopted()); }
    const triedBefore = this.progress.existed(key);
    if (triedBefore !== undefined) { return plan.set(object, await adopted(triedBefore)); }
    try {
      const existed = await this.existed(object, member !== undefined);
      this.progress.add(key, existed);
      plan.set(object, await adopted(existed));
    } catch (error) {
      if (!(error instanceof ApiError)) { throw error; }
      if (error.isAboutPath) {
        this.isOutdated = true;
        return;
      }
      // It may be in the chart, and so may the operator whose webhook judges its own kinds.
      if (error.wantsWhatMayCome || (error.isOfWebhook && this.definedKinds.has(groupKindOf(object.kind)))) {
        return plan.set(object, await adopted());
      }
      const found = error.isAboutImmutableFields ? await adopted() : intent;
      const problem = error.isAboutImmutableFields && await isReplaceable(run, object, found.isForeign)
        ? await tryReplacement(run, object)
        : refusalOf(object, error, found.isForeign);
      plan.set(object, { ...found, isReplaced: problem === undefined });
      if (problem !== undefined) { this.refusals.add(object.manifest, problem); }
    }
  }
}

/** Kinds that CRDs among these objects define, `Kind.group`. */
function kindsDefinedBy(objects: readonly PlacedManifest[]): Set<string> {
  return new Set(objects.flatMap(({ manifest }) => manifest.definition?.groupKind ?? []));
}

/** Where an object comes from that was in no set a moment ago. */
async function originOf(run: ConnectedRun, { manifest, kind }: PlacedManifest): Promise<string | undefined> {
  const path = objectPath(kind, manifest.metadata.name, namespaceOf(manifest, kind));
  const found = await run.client.request<{ metadata: Metadata } | undefined>('GET', path, { absent: 404, accept: METADATA_ONLY });
  if (!found || found.metadata.deletionTimestamp !== undefined) { return originOfNew(run); }
  const set = found.metadata.labels?.[PART_OF_LABEL];
  if (set === undefined || isCopy(kind, found.metadata, set !== run.applySet.id)) { return wasApplied(found.metadata) ? LET_GO : BEFORE_ANY_SET; }
  // Another run for this event may have made it.
  if (set !== run.applySet.id) { throw new NotYet(`${objectNameOf(manifest)} was just made by another chart`); }
  return noteOfThisEvent(run, found);
}

/** Namespaces that the chart brings and that do not exist yet, or are on their way out. */
async function namespacesToCome({ client }: ConnectedRun, manifests: readonly StoredManifest[]): Promise<Set<string>> {
  const names = manifests.filter(({ apiVersion, kind }) => apiVersion === 'v1' && kind === 'Namespace').map(({ metadata }) => metadata.name);
  const missing = new Set<string>();
  await forEachConcurrently(names, CONCURRENCY, async (name) => {
    const found = await client.find<Manifest>(`/api/v1/namespaces/${encodeURIComponent(name)}`);
    if (!found || found.metadata.deletionTimestamp !== undefined) { missing.add(name); }
  });
  return missing;
}
