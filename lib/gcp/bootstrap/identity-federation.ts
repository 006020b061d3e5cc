import { IamWorkloadIdentityPool } from '@cdktf/provider-google/lib/iam-workload-identity-pool';
import { IamWorkloadIdentityPoolProvider } from '@cdktf/provider-google/lib/iam-workload-identity-pool-provider';
import type { ITerraformDependable } from 'cdktf';
import { Construct } from 'constructs';
import { namesOf } from '../names';
import { checkOneWay, checkProps } from './check-props';

/** Tokens of one subject, from one issuer. */
export interface OidcIdentity {
  /** Issuer of the tokens, an https URL; no token. */
  readonly issuer: string;
  /** Exact subject, of at most 127 bytes; no token. */
  readonly subject: string;
  /** Audience of the tokens. @default - the resource name of the provider */
  readonly audience?: string;
}

export interface GcpIdentityFederationProps {
  /** Id of the environment, 2 to 16 lower-case letters and digits; no token, names are made from it. */
  readonly environmentId: string;
  /** Id of the project; no token. */
  readonly project: string;
  /** Number of the project. */
  readonly projectNumber: string;
  /** Who is let in, in one of two ways: the subject of a token, or the ARN of one IAM role on AWS. */
  readonly identity: { readonly oidc: OidcIdentity } | { readonly awsRole: string };
  /** What must be there before: the APIs. @default [] */
  readonly dependsOn?: readonly ITerraformDependable[];
}

/** How Google reads the ARN of an assumed role: https://cloud.google.com/iam/docs/workload-identity-federation-with-other-clouds */
const AWS_ROLE =
  "assertion.arn.extract('{account_arn}assumed-role/') + 'assumed-role/' + assertion.arn.extract('assumed-role/{role_name}/')";

/**
 * Lets one identity from outside Google Cloud in, without a key: a pool with one provider, which takes that identity's
 * tokens and no others. The ids of pool and provider stay taken for 30 days after both are deleted.
 */
export class GcpIdentityFederation extends Construct {
  /** The identity as IAM knows it, for bindings: `principal://...` or `principalSet://...`. */
  public readonly member: string;
  /** Resource name of the provider, which whoever comes in must name: `projects/N/locations/global/...`. */
  public readonly provider: string;

  /** @throws Error if the identity is not exactly one, or could not be told from others */
  public constructor(scope: Construct, id: string, props: GcpIdentityFederationProps) {
    super(scope, id);
    const { environmentId, project, projectNumber, identity, dependsOn = [] } = props;
    checkProps(this, { environmentId, project, projectNumber });
    checkOneWay(this, identity, ['oidc', 'awsRole']);
    const { attributeMapping, attributeCondition, member, source } =
      'oidc' in identity ? this.oidc(identity.oidc) : this.awsRole(identity.awsRole);
    const names = namesOf(environmentId, project);
    // A provider cannot change its kind, and its id stays taken.
    const providerId = `${names.identityProvider}-${'oidc' in identity ? 'oidc' : 'aws'}`;
    const poolName = `projects/${projectNumber}/locations/global/workloadIdentityPools/${names.identityPool}`;
    const pool = new IamWorkloadIdentityPool(this, 'Resource', {
      project,
      workloadIdentityPoolId: names.identityPool,
      displayName: `byoc ${environmentId}`,
      description: 'Identities of the vendor that may act in the installation',
      dependsOn: [...dependsOn],
    });
    new IamWorkloadIdentityPoolProvider(this, 'Provider', {
      project,
      workloadIdentityPoolId: pool.workloadIdentityPoolId,
      workloadIdentityPoolProviderId: providerId,
      displayName: 'Vendor',
      attributeMapping,
      // Without one, everybody whom the issuer or the AWS account knows would come in.
      attributeCondition,
      ...source,
    });
    this.member = `${member.kind}://iam.googleapis.com/${poolName}/${member.end}`;
    this.provider = `${poolName}/providers/${providerId}`;
  }

  private oidc({ issuer, subject, audience }: OidcIdentity) {
    checkProps(this, { issuer, subject }, { audience });
    return {
      attributeMapping: { 'google.subject': 'assertion.sub' },
      attributeCondition: `google.subject == '${subject}'`,
      member: { kind: 'principal', end: `subject/${subject}` },
      source: {
        oidc: { issuerUri: issuer, ...(audience === undefined ? {} : { allowedAudiences: [audience] }) },
      },
    };
  }

  private awsRole(arn: string) {
    checkProps(this, { awsRole: arn });
    const [, , , , accountId = '', resource = ''] = arn.split(':');
    // Whoever takes a role is known by its name, without its path.
    const name = resource.split('/').at(-1);
    const role = `arn:aws:sts::${accountId}:assumed-role/${name}`;
    return {
      attributeMapping: {
        // The session alone: a subject has 127 bytes, of which the names of role and session may fill 64 each. Only this
        // role comes in.
        'google.subject': `assertion.arn.extract('assumed-role/${name}/{session}')`,
        'attribute.aws_role': AWS_ROLE,
      },
      attributeCondition: `attribute.aws_role == '${role}'`,
      member: { kind: 'principalSet', end: `attribute.aws_role/${role}` },
      source: { aws: { accountId } },
    };
  }
}
