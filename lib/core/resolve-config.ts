import type { z } from 'zod';
import { checkKubernetesApi, checkSupport, checkVendor } from './access';
import { checkAdministrators } from './administrators';
import { checkPodsFit } from './allocatable';
import { checkBuckets } from './buckets';
import type { Cloud } from './clouds/cloud-facts';
import { factsOf } from './clouds/facts';
import { Report, type Warning } from './config-error';
import type { CustomerEnvironment, VendorPlan } from './config-types';
import { type Egress, resolveEgress } from './egress';
import { type Environment, environmentSchema } from './environment/environment';
import { checkExpiries, readAsOf } from './expiry';
import { type ResolvedListener, resolveListeners } from './listeners';
import { refuseTemplates, refuseTokens } from './literals';
import { locationOf, writtenIn } from './load';
import { checkLogs } from './logs';
import { checkMaintenance } from './maintenance';
import { checkNames, checkTags } from './names';
import { resolveNamespaces } from './namespaces';
import { resolveNetwork } from './network';
import { type ResolvedNodeProfile, resolveNodeProfiles } from './node-profiles';
import { warnOfNotHonoured } from './not-honoured';
import { checkOsDisks } from './os-disks';
import { checkOwn } from './own';
import { type Plan, planSchema } from './plan/plan';
import { readable, whereReadable } from './readable';
import type { ResolvedNetwork } from './resolved-network';
import { problemsOf } from './schema';
import { checkTelemetry } from './telemetry';
import { checkUpgradeChannels } from './upgrade-channels';
import { checkExternalId, checkSecret, checkVendorObjectId, warnOfAccess } from './vendor-access';
import { type KubernetesRelease, resolveKubernetes } from './versions';
import { type Identity, resolveIdentities } from './workloads';
import { resolveZones, type Zones } from './zones';

interface DataPlaneConfigOf<C extends Cloud> {
  readonly cloud: C;
  /** The plan with every default filled in. */
  readonly plan: Plan;
  /** The environment with every default filled in. */
  readonly environment: Extract<Environment, { cloud: C }>;
  /** Versions that go with the plan's Kubernetes version. */
  readonly kubernetes: KubernetesRelease;
  readonly zones: Zones;
  /** Addresses and how they are divided, or the customer's own network. */
  readonly network: ResolvedNetwork<C>;
  /** The system profile first, then the plan's, with this environment's limits and this cloud's machine types. */
  readonly nodeProfiles: readonly ResolvedNodeProfile[];
  /** Namespaces of the product. */
  readonly namespaces: readonly string[];
  /** The listeners that exist in this environment. */
  readonly listeners: readonly ResolvedListener[];
  /** Networks that may reach external listeners. Empty where the environment opens none. */
  readonly externalCidrs: readonly string[];
  /** Every service account that gets a cloud identity: the plan's workloads, then cluster services. */
  readonly identities: readonly Identity[];
  /** How the agent reaches the control plane. */
  readonly egress: Egress;
  /** What is doubtful, unknown or not honoured on this cloud. */
  readonly warnings: readonly Warning[];
}

/**
 * Everything one installation needs to know: defaults applied, every rule checked. Only `resolveConfig` makes
 * one. The parameter tells the clouds apart, so that a construct of one cloud does not take another's.
 */
export type DataPlaneConfig<C extends Cloud = Cloud> = C extends Cloud ? DataPlaneConfigOf<C> : never;

/** How a configuration is checked. */
export interface ResolveOptions {
  /**
   * Moment in UTC that expiries must be later than: `2026-11-21T00:00:00Z`. The clock is not asked: the same input
   * makes the same templates.
   *
   * @default - expiries may be in the past
   */
  readonly asOf?: string;
}

/**
 * Joins a vendor's plan and a customer's environment.
 *
 * @throws ConfigError with every problem of both. A rule is left out only where a value that it needs is wrong itself.
 */
export function resolveConfig<E extends CustomerEnvironment>(
  plan: VendorPlan,
  environment: E,
  options?: ResolveOptions,
): DataPlaneConfig<E['cloud']>;
export function resolveConfig(
  plan: VendorPlan,
  environment: CustomerEnvironment,
  options: ResolveOptions = {},
): DataPlaneConfigOf<Cloud> | undefined {
  const report = new Report();
  const asOf = readAsOf(options.asOf, report);
  const fullPlan = parse('plan', planSchema, plan, report);
  const fullEnvironment = parse('environment', environmentSchema, environment, report);
  const config = fullPlan && fullEnvironment && resolve(fullPlan, fullEnvironment, asOf, report);
  report.throwIfAny((path) => {
    if (path[0] === 'plan') return locationOf(plan, path);
    return path[0] === 'environment' ? locationOf(environment, path) : undefined;
  });
  return config;
}

/** The whole document, or of a wrong one what can be read; undefined where nothing can. */
function parse<Output extends object>(
  root: string,
  schema: z.ZodType<Output>,
  input: object,
  report: Report,
): Output | undefined {
  const broken = new Set(refuseTokens(input, [root], report).map((path) => String(path[1])));
  const parsed = schema.safeParse(input);
  if (parsed.success && broken.size === 0) return parsed.data;
  // What is wrong with a token is that it is one.
  if (!parsed.success) {
    const problems = problemsOf(root, input, parsed.error, (path) => writtenIn(input, path));
    report.addAll(problems.filter(({ path }) => !broken.has(String(path[1]))));
  }
  return readable(schema, input, broken);
}

/** Undefined only where the report has problems. */
function resolve(
  plan: Plan,
  environment: Environment,
  asOf: string | undefined,
  report: Report,
): DataPlaneConfigOf<Cloud> | undefined {
  const facts = factsOf(environment.cloud);
  if (environment.cloud !== 'aws') {
    refuseTemplates(plan, ['plan'], report);
    refuseTemplates(environment, ['environment'], report);
  }
  const zones = whereReadable(() => resolveZones(environment, facts, report));
  const nodeProfiles = whereReadable(() => resolveNodeProfiles(plan, environment, facts, report));
  const cluster = { cloud: environment.cloud, plan };
  whereReadable(() => nodeProfiles && checkPodsFit(nodeProfiles, cluster, report));
  whereReadable(() => nodeProfiles && checkOsDisks(nodeProfiles, environment, report));
  const namespaces = whereReadable(() => resolveNamespaces(plan, report)) ?? [];
  const listeners = whereReadable(() => resolveListeners(plan, environment, namespaces, report));
  const network = whereReadable(
    () => zones && resolveNetwork(environment, zones, nodeProfiles ?? [], listeners ?? [], report),
  );
  const identities = whereReadable(() => resolveIdentities(plan, environment, report));
  whereReadable(() => checkTelemetry(plan, environment, report));
  const egress = whereReadable(() => resolveEgress(plan, environment, report));
  whereReadable(() => identities && checkNames(plan, environment, identities, facts, report));
  whereReadable(() => checkTags(environment, facts, report));
  whereReadable(() => checkKubernetesApi(environment, report));
  whereReadable(() => checkVendor(plan, environment, report));
  whereReadable(() => checkExternalId(environment, report));
  whereReadable(() => checkVendorObjectId(plan, environment, report));
  whereReadable(() => checkSecret(environment, 'environment.id', environment.id, report));
  whereReadable(() => checkSecret(environment, 'plan.product.id', plan.product.id, report));
  whereReadable(() => checkSupport(plan, environment, report));
  whereReadable(() => checkExpiries(environment, asOf, report));
  whereReadable(() => warnOfAccess(environment, report));
  whereReadable(() => checkAdministrators(plan, environment, report));
  whereReadable(() => checkBuckets(plan, environment, report));
  whereReadable(() => checkOwn(environment, report));
  whereReadable(() => checkMaintenance(environment, report));
  whereReadable(() => checkUpgradeChannels(environment, report));
  whereReadable(() => checkLogs(environment, report));
  const kubernetes = whereReadable(() => resolveKubernetes(plan, report));
  whereReadable(() => warnOfNotHonoured(environment, report));
  if (report.count > 0 || !zones || !nodeProfiles || !listeners || !network || !identities || !egress || !kubernetes) {
    return undefined;
  }
  return {
    cloud: environment.cloud,
    plan,
    environment,
    kubernetes,
    zones,
    network,
    nodeProfiles,
    namespaces,
    listeners,
    externalCidrs: environment.publicIngress?.allowedCidrs ?? [],
    identities,
    egress,
    warnings: report.warnings,
  };
}
