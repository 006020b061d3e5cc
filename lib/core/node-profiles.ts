import type { CloudFacts, MachineFamily } from './clouds/cloud-facts';
import type { Path, Report } from './config-error';
import type { Environment } from './environment/environment';
import type { NodeProfile } from './plan/node-profile';
import type { Plan } from './plan/plan';

/** A node profile with the environment's limits and this cloud's machine types. */
export interface ResolvedNodeProfile extends Omit<NodeProfile, 'machineTypes'> {
  /** Machine types of equal vCPU and memory, the preferred one first. */
  readonly machineTypes: readonly string[];
}

export const SYSTEM_PROFILE_NAME = 'system';
/** Label by which pods choose a profile. */
export const PROFILE_LABEL = 'byoc/profile';

/** Where cluster services run: one node per zone, closed to pods that do not tolerate the taint. */
const SYSTEM_PROFILE: NodeProfile = {
  name: SYSTEM_PROFILE_NAME,
  vcpu: 4,
  memoryGiB: 16,
  architecture: 'amd64',
  localDisk: false,
  diskGiB: 100,
  minNodesPerZone: 1,
  maxNodesPerZone: 2,
  labels: {},
  taints: [{ key: 'CriticalAddonsOnly', value: 'true', effect: 'NoSchedule' }],
  machineTypes: {},
};

/** Managed Kubernetes services accept this many labels and taints on a node pool (EKS: API reference, CreateNodegroup). */
const MOST_LABELS = 50;
const LABEL_KEY = /^([a-z0-9]([a-z0-9.-]{0,251}[a-z0-9])?\/)?[A-Za-z0-9]([\w.-]{0,61}[A-Za-z0-9])?$/;
const LABEL_VALUE = /^([A-Za-z0-9]([\w.-]{0,61}[A-Za-z0-9])?)?$/;
const LABEL_RULE = 'be a Kubernetes label';
const LABEL_FIX =
  'see https://kubernetes.io/docs/concepts/overview/working-with-objects/labels/#syntax-and-character-set';

/** Applies the environment's limits and chooses machine types. The system profile comes first. */
export function resolveNodeProfiles(
  plan: Plan,
  environment: Environment,
  facts: CloudFacts,
  report: Report,
): ResolvedNodeProfile[] {
  const names = plan.nodeProfiles.map((profile) => profile.name);
  for (const limited of Object.keys(environment.nodeLimits)) {
    if (names.includes(limited) || limited === SYSTEM_PROFILE_NAME) continue;
    report.problem(
      ['environment', 'nodeLimits', limited],
      'name a node profile of the plan',
      limited,
      `choose one of ${[SYSTEM_PROFILE_NAME, ...names].join(', ')}`,
    );
  }
  names.forEach((profileName, index) => {
    const path = ['plan', 'nodeProfiles', index, 'name'];
    if (profileName === SYSTEM_PROFILE_NAME) {
      report.problem(path, 'differ from the name of the system nodes', profileName, 'choose another name');
    } else if (names.indexOf(profileName) < index) {
      report.problem(path, 'be used once', profileName, 'choose another name');
    }
  });
  const { perProfile, limit, quota } = facts.nodePools;
  const most = Math.floor(limit / perProfile) - 1;
  if (names.length > most) {
    report.warn(
      ['plan', 'nodeProfiles'],
      `${names.length} profiles and the system nodes make ${(names.length + 1) * perProfile} node groups; a cluster gets ${limit} ` +
        `unless quota ${quota} is raised to ${(names.length + 1) * perProfile} first`,
    );
  }
  return [
    resolve(SYSTEM_PROFILE, ['environment', 'nodeLimits', SYSTEM_PROFILE_NAME]),
    ...plan.nodeProfiles.map((profile, index) => resolve(profile, ['plan', 'nodeProfiles', index])),
  ];

  function resolve(profile: NodeProfile, path: Path): ResolvedNodeProfile {
    const limits = environment.nodeLimits[profile.name] ?? {};
    const minNodesPerZone = limits.minNodesPerZone ?? profile.minNodesPerZone;
    const maxNodesPerZone = limits.maxNodesPerZone ?? profile.maxNodesPerZone;
    if (minNodesPerZone > maxNodesPerZone) {
      const byCustomer = environment.nodeLimits[profile.name] !== undefined;
      report.problem(
        byCustomer ? ['environment', 'nodeLimits', profile.name] : [...path, 'minNodesPerZone'],
        `not be more than maxNodesPerZone (${maxNodesPerZone})`,
        minNodesPerZone,
        'lower the one or raise the other',
      );
    }
    if (profile.name === SYSTEM_PROFILE_NAME && minNodesPerZone < SYSTEM_PROFILE.minNodesPerZone) {
      const rule = `be at least ${SYSTEM_PROFILE.minNodesPerZone}: cluster services run there`;
      report.problem([...path, 'minNodesPerZone'], rule, minNodesPerZone, 'raise it');
    }
    checkLabels(profile, path, report);
    return {
      ...profile,
      minNodesPerZone,
      maxNodesPerZone,
      machineTypes: machineTypes(profile, path, environment.region, facts, report),
    };
  }
}

function checkLabels(profile: NodeProfile, path: Path, report: Report): void {
  for (const part of ['labels', 'taints'] as const) {
    const count = Object.keys(profile[part]).length;
    if (count > MOST_LABELS) report.problem([...path, part], `be at most ${MOST_LABELS}`, count, 'remove some');
  }
  for (const [key, value] of Object.entries(profile.labels)) {
    if (key === PROFILE_LABEL) {
      report.problem([...path, 'labels', key], 'be left to the library, which sets it', value, 'choose another key');
    }
    if (!LABEL_KEY.test(key)) report.problem([...path, 'labels', key], LABEL_RULE, key, LABEL_FIX);
    if (!LABEL_VALUE.test(value)) report.problem([...path, 'labels', key], LABEL_RULE, value, LABEL_FIX);
  }
  profile.taints.forEach(({ key, value }, index) => {
    if (!LABEL_KEY.test(key)) report.problem([...path, 'taints', index, 'key'], LABEL_RULE, key, LABEL_FIX);
    if (!LABEL_VALUE.test(value)) report.problem([...path, 'taints', index, 'value'], LABEL_RULE, value, LABEL_FIX);
  });
}

/** The plan's own types, checked, or the default families that match exactly. */
function machineTypes(profile: NodeProfile, path: Path, region: string, facts: CloudFacts, report: Report): string[] {
  const given = [profile.machineTypes[facts.cloud] ?? []].flat();
  if (given.length > 0) {
    given.forEach((type, index) => {
      checkMachineType(
        type,
        profile,
        [...path, 'machineTypes', facts.cloud, ...(given.length > 1 ? [index] : [])],
        facts,
        report,
      );
    });
    return given;
  }
  const families = facts.machineFamilies.filter((family) => family.byDefault && matches(family, profile));
  const offered = families.filter(({ missingIn }) => !missingIn?.includes(region));
  const found = (offered.length > 0 ? offered : families).flatMap((family) => typesOf(family, profile.vcpu));
  if (offered.length === 0 && found.length > 0) {
    report.warn(
      path,
      `${found.join(', ')} were not offered in ${region} on ${facts.machineFamiliesSource.checked}; verify with: ${facts.verify.machineTypes(region, found)}`,
    );
  }
  if (found.length === 0) {
    const ratios = [
      ...new Set(
        facts.machineFamilies
          .filter(
            ({ byDefault, architecture, localDisk }) =>
              byDefault && architecture === profile.architecture && localDisk === profile.localDisk,
          )
          .map(({ gibPerVcpu }) => `1:${gibPerVcpu}`),
      ),
    ];
    report.problem(
      path,
      `have a machine type on ${facts.cloud}`,
      `${profile.vcpu} vCPU, ${profile.memoryGiB} GiB, ${profile.architecture}${profile.localDisk ? ', local disk' : ''}`,
      `choose vCPU and GiB in a ratio of ${ratios.join(', ')} and a size the cloud has, or set machineTypes.${facts.cloud}`,
    );
  }
  return facts.nodePools.machineTypes === 'one' ? found.slice(0, 1) : found;
}

function checkMachineType(type: string, profile: NodeProfile, path: Path, facts: CloudFacts, report: Report): void {
  const family = facts.machineFamilies.find(({ types }) => type in types);
  if (family === undefined) {
    report.warn(
      path,
      `${type} is not in the table of ${facts.machineFamiliesSource.checked}: its size and architecture are not checked`,
    );
    return;
  }
  const vcpu = family.types[type] ?? 0;
  if (family.architecture !== profile.architecture) {
    report.problem(
      path,
      `be an ${profile.architecture} machine`,
      `${type} (${family.architecture})`,
      'choose another type or set architecture',
    );
  }
  if (vcpu !== profile.vcpu || vcpu * family.gibPerVcpu !== profile.memoryGiB) {
    report.problem(
      path,
      `have ${profile.vcpu} vCPU and ${profile.memoryGiB} GiB like every type of the profile (the autoscaler takes them as equal)`,
      `${type} (${vcpu} vCPU, ${vcpu * family.gibPerVcpu} GiB)`,
      'choose a type of that size',
    );
  }
  if (profile.localDisk && !family.localDisk) {
    report.problem(path, 'have local disks', type, 'choose another type or set localDisk to false');
  }
}

function matches(family: MachineFamily, profile: NodeProfile): boolean {
  return (
    family.architecture === profile.architecture &&
    family.localDisk === profile.localDisk &&
    family.gibPerVcpu * profile.vcpu === profile.memoryGiB
  );
}

function typesOf(family: MachineFamily, vcpu: number): string[] {
  return Object.entries(family.types)
    .filter(([, size]) => size === vcpu)
    .map(([type]) => type);
}
