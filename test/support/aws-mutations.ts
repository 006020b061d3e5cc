import type { DeployedStacks } from './aws-facts/deployment';
import { below, type Mutation as MutationOf, type Path, remove as removeAt, set as setAt } from './mutations';

/** One thing taken out of the rendered templates, or opened in them. */
export type Mutation = MutationOf<DeployedStacks>;

type Room = keyof DeployedStacks;
const ROOMS = ['custody', 'dataPlane'] as const;

/** Takes each output out, and each export. */
export function outputMutations(stacks: DeployedStacks): Mutation[] {
  return ROOMS.flatMap((room) =>
    Object.entries(stacks[room].template.Outputs ?? {}).flatMap(([name, output]) => [
      remove(room, ['Outputs', name]),
      ...(output.Export === undefined ? [] : [remove(room, ['Outputs', name, 'Export'])]),
    ]),
  );
}

/** Takes each tag off the first resource of each type, and off what launch templates bring. */
export function tagMutations(stacks: DeployedStacks): Mutation[] {
  const seen = new Set<string>();
  return everywhere(stacks).flatMap(({ room, type, path, value }) => {
    const key = path.at(-1);
    const isEntry = typeof key === 'number' && path.at(-2) === 'Tags';
    const isInMap = typeof key === 'string' && path.at(-2) === 'Tags' && typeof value === 'string';
    if (!isEntry && !isInMap) return [];
    const tag = isEntry ? (value as { Key: string }).Key : key;
    // What a launch template tags lies at different places of one list; elsewhere there is one list of tags.
    const place = path.slice(2, -1).join('.');
    const id = `${type} ${place} ${String(tag)}`;
    if (seen.has(id)) return [];
    seen.add(id);
    return [remove(room, path, `tag ${String(tag)}`)];
  });
}

const ENCRYPTION =
  /^(KmsKeyId|KMSMasterKeyID|SSEAlgorithm|BucketEncryption|EncryptionConfig|Encrypted|EnableKeyRotation)$/;

/** Takes each encryption setting out. */
export function encryptionMutations(stacks: DeployedStacks): Mutation[] {
  return everywhere(stacks).flatMap(({ room, path }) =>
    ENCRYPTION.test(String(path.at(-1))) ? [remove(room, path)] : [],
  );
}

/** Takes each protection and each policy of what is kept out, or turns it off. */
export function protectionMutations(stacks: DeployedStacks): Mutation[] {
  return [
    ...ROOMS.map((room) => ({
      what: `${room}: termination protection off`,
      apply: (all: DeployedStacks) => ({ ...all, [room]: { ...all[room], terminationProtection: false } }),
    })),
    ...ROOMS.flatMap((room) =>
      Object.entries(stacks[room].template.Resources ?? {}).flatMap(([id, resource]) =>
        (['DeletionPolicy', 'UpdateReplacePolicy'] as const).flatMap((policy) =>
          resource[policy] === undefined ? [] : [remove(room, ['Resources', id, policy])],
        ),
      ),
    ),
    ...everywhere(stacks).flatMap(({ room, path, value }) => {
      if (path.at(-1) === 'DeletionProtection') return [remove(room, path), set(room, path, false)];
      const isAttribute = JSON.stringify(value)?.startsWith('{"Key":"deletion_protection.enabled"') === true;
      return isAttribute ? [remove(room, path), set(room, [...path, 'Value'], 'false')] : [];
    }),
  ];
}

/** Properties that close something, and what would open it. Undefined: the property goes. */
const CLOSED: readonly (readonly [property: RegExp, open: unknown])[] = [
  [/^(BlockPublicAcls|BlockPublicPolicy|IgnorePublicAcls|RestrictPublicBuckets)$/, false],
  [/^(PublicAccessBlockConfiguration|OwnershipControls|VersioningConfiguration|MetadataOptions)$/, undefined],
  [/^HttpTokens$/, 'optional'],
  [/^HttpPutResponseHopLimit$/, 2],
  [/^InstanceMetadataTags$/, 'enabled'],
  [/^EndpointPrivateAccess$/, false],
  [/^BootstrapClusterCreatorAdminPermissions$/, true],
  [/^AuthenticationMode$/, 'API_AND_CONFIG_MAP'],
  [/^(AccessConfig|Logging|AddonVersion|Version|Labels|Taints|UserData|KubernetesGroups)$/, undefined],
  [/^(aws:RequestTag\/kubernetes-namespace|aws:RequestTag\/kubernetes-service-account)$/, undefined],
  [/^MapPublicIpOnLaunch$/, true],
  [/^CidrIp$/, '0.0.0.0/0'],
  [/^SecurityGroupEgress$/, undefined],
  [/^AcceptanceRequired$/, false],
  [/^AllowedPrincipals$/, ['*']],
  [/^(MinSize|MaxSize|VolumeSize|RetentionInDays|ContainerPort|HealthCheckPort)$/, 7],
  [/^aws:CurrentTime$/, '2099-01-01T00:00:00Z'],
];

/** Opens each thing that is closed, on the first resource of each type. */
export function openingMutations(stacks: DeployedStacks): Mutation[] {
  const seen = new Set<string>();
  return everywhere(stacks).flatMap(({ room, type, path, value }) => {
    const [, open] = CLOSED.find(([property]) => property.test(String(path.at(-1)))) ?? [];
    const known = CLOSED.some(([property]) => property.test(String(path.at(-1))));
    // A policy document has a version, too, and it is no Kubernetes version.
    if (!known || path.at(-2) === 'LaunchTemplate' || /Document|Policy$/.test(String(path.at(-2)))) return [];
    const id = `${type} ${path.slice(2).join('.')}`;
    if (JSON.stringify(value) === '[]' || seen.has(id)) return [];
    seen.add(id);
    return [open === undefined ? remove(room, path) : set(room, path, open)];
  });
}

/** Takes the boundary off each role, and gives it one that is wide open. */
export function boundaryMutations(stacks: DeployedStacks): Mutation[] {
  return everywhere(stacks).flatMap(({ room, path }) =>
    path.at(-1) === 'PermissionsBoundary'
      ? [remove(room, path), set(room, path, 'arn:aws:iam::aws:policy/AdministratorAccess')]
      : [],
  );
}

/** Takes each resource out that guards something: policies, rules, flow logs, routes out. */
export function resourceMutations(stacks: DeployedStacks): Mutation[] {
  const guards = [
    'AWS::S3::BucketPolicy',
    'AWS::EC2::FlowLog',
    'AWS::EC2::Route',
    'AWS::EC2::SecurityGroupIngress',
    'AWS::EC2::SecurityGroupEgress',
    'AWS::EKS::AccessEntry',
    'AWS::EKS::PodIdentityAssociation',
    'AWS::EKS::Nodegroup',
    'AWS::EC2::EIP',
  ];
  const statements = everywhere(stacks).filter(
    ({ path, type }) => path.at(-2) === 'Statement' && ['AWS::S3::BucketPolicy', 'AWS::IAM::Role'].includes(type),
  );
  return [
    ...ROOMS.flatMap((room) =>
      Object.entries(stacks[room].template.Resources ?? {}).flatMap(([id, { Type }]) =>
        guards.includes(Type) ? [remove(room, ['Resources', id])] : [],
      ),
    ),
    ...statements
      .filter(({ path }) => !path.includes('AssumeRolePolicyDocument'))
      .map(({ room, path }) => remove(room, path)),
  ];
}

interface Place {
  readonly room: Room;
  readonly type: string;
  /** From the template's root. */
  readonly path: Path;
  readonly value: unknown;
}

/** Every value in the properties of every resource. */
function everywhere(stacks: DeployedStacks): Place[] {
  return ROOMS.flatMap((room) =>
    Object.entries(stacks[room].template.Resources ?? {}).flatMap(([id, { Type, Properties }]) =>
      below(Properties, ['Resources', id, 'Properties']).map((place) => ({ room, type: Type, ...place })),
    ),
  );
}

function remove(room: Room, path: Path, what?: string): Mutation {
  return removeAt([room, 'template', ...path], what);
}

function set(room: Room, path: Path, value: unknown): Mutation {
  return setAt([room, 'template', ...path], value);
}
