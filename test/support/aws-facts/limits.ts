import type { DataPlaneConfig } from '../../../lib/core/resolve-config';
import { ACCOUNT } from '../aws';
import type { RoleFact } from '../contract/facts';
import type { Deployment } from './deployment';
import { resources } from './read';

interface Statement {
  readonly Effect: 'Allow' | 'Deny';
  readonly Action: string | readonly string[];
  readonly Resource?: string | readonly string[];
  readonly NotResource?: string | readonly string[];
  readonly Condition?: Readonly<Record<string, object>>;
}

/** Something that no role may do. Written apart from the library, to compare the two. */
interface Never {
  readonly what: string;
  readonly action: string;
  /** @default - on everything */
  readonly on?: (statement: Statement, config: DataPlaneConfig<'aws'>) => boolean;
  /** @default - in every installation */
  readonly where?: (config: DataPlaneConfig<'aws'>) => boolean;
}

const targetOf = ({ identities }: DataPlaneConfig<'aws'>, id: string) =>
  identities.flatMap(({ capabilities }) => capabilities).find((capability) => capability.id === id)?.target;
const isUnconditional = ({ Condition }: Statement) => Condition === undefined;

const NEVER: readonly Never[] = [
  { what: 'takes another role', action: 'sts:AssumeRole*' },
  { what: 'reads a secret', action: 'secretsmanager:*' },
  { what: 'shares a snapshot', action: 'ec2:ModifySnapshotAttribute' },
  {
    what: 'uses other buckets',
    action: 's3:*',
    on: (statement) => isUnconditional(statement) && statement.NotResource !== undefined,
  },
  {
    what: 'reads what is written to the vendor',
    action: 's3:GetObject*',
    on: (statement, config) =>
      isUnconditional(statement) && statement.Resource === `arn:aws:s3:::${targetOf(config, 'telemetry:billing')}*`,
    where: (config) => targetOf(config, 'telemetry:billing') !== undefined,
  },
  {
    what: 'uses objects from elsewhere',
    action: 's3:*Object*',
    on: ({ Condition }) => JSON.stringify(Condition?.StringNotEquals) === `{"aws:VpceAccount":"${ACCOUNT}"}`,
    where: ({ network }) => network.kind === 'new' || network.s3Endpoint,
  },
  {
    what: 'sends to other queues',
    action: 'sqs:*',
    on: (statement, config) =>
      isUnconditional(statement) &&
      (statement.Resource === '*' || statement.NotResource === targetOf(config, 'telemetry:queue')),
  },
];

/** What limits each role of custody. */
export function roleFacts({ config, custody }: Deployment): RoleFact[] {
  const { id, own } = config.environment;
  const ours = `arn:aws:iam::${ACCOUNT}:policy/byoc/bootstrap/byoc-${id}-boundary`;
  return resources(custody, 'AWS::IAM::Role').map(([, { Properties }]) => {
    const statements: Statement[] = (Properties.Policies ?? []).flatMap(
      ({ PolicyDocument }: { PolicyDocument: { Statement: Statement[] } }) => PolicyDocument.Statement,
    );
    const denials = statements.filter(({ Effect }) => Effect === 'Deny');
    const never = own.permissionsBoundary === undefined ? [] : NEVER;
    return {
      name: Properties.RoleName,
      limited: Properties.PermissionsBoundary === (own.permissionsBoundary ?? ours),
      open: never
        .filter(({ where }) => where?.(config) !== false)
        .filter(({ action, on }) => !denials.some((statement) => denies(statement, action, on, config)))
        .map(({ what }) => what),
    };
  });
}

function denies(statement: Statement, action: string, on: Never['on'], config: DataPlaneConfig<'aws'>): boolean {
  if (![statement.Action].flat().includes(action)) return false;
  return on === undefined ? isUnconditional(statement) && statement.Resource === '*' : on(statement, config);
}
