import type { Noun } from './context';

/**
 * What no template may do, whatever else is allowed one day. Where a service is denied as a whole, the data plane uses
 * nothing of it.
 */
export const guardPermissions: Noun = () => {
  const guard = { effect: 'Deny', resources: ['*'], phase: 'run', neededBy: 'every template' } as const;
  return [
    {
      ...guard,
      sid: 'NeverIdentities',
      actions: [
        'iam:Add*',
        'iam:Attach*',
        'iam:CreateAccessKey',
        'iam:CreateGroup',
        'iam:CreateInstanceProfile',
        'iam:CreateLoginProfile',
        'iam:CreateOpenIDConnectProvider',
        'iam:CreatePolicy',
        'iam:CreatePolicyVersion',
        'iam:CreateRole',
        'iam:CreateSAMLProvider',
        'iam:CreateServiceSpecificCredential',
        'iam:CreateUser',
        'iam:Delete*',
        'iam:Detach*',
        'iam:Put*',
        'iam:Remove*',
        'iam:Set*',
        'iam:Tag*',
        'iam:Untag*',
        'iam:Update*',
        'iam:Upload*',
        'sts:*',
      ],
      reason: 'no condition sees inside a trust or a policy: who writes one can let anybody in',
    },
    {
      ...guard,
      sid: 'NeverData',
      actions: ['s3:*', 'secretsmanager:*', 'ssm:*', 'logs:*', 'ebs:*', 'sns:*', 'sqs:*', 'dynamodb:*'],
      reason: "data, logs and parameters are the customer's; the stamp of the bootstrap is one of them",
    },
    {
      ...guard,
      sid: 'NeverKeys',
      actions: [
        'kms:Cancel*',
        'kms:CreateAlias',
        'kms:CreateKey',
        'kms:Decrypt',
        'kms:Delete*',
        'kms:Disable*',
        'kms:Enable*',
        'kms:Generate*',
        'kms:Import*',
        'kms:Put*',
        'kms:ReEncrypt*',
        'kms:RevokeGrant',
        'kms:Schedule*',
        'kms:TagResource',
        'kms:UntagResource',
        'kms:Update*',
      ],
      reason: 'who tags, opens or deletes a key decides over the data',
    },
    {
      ...guard,
      sid: 'NeverCode',
      actions: ['cloudformation:*', 'codebuild:*', 'ecs:*', 'events:*', 'lambda:*', 'states:*'],
      reason: 'code that a template could start would run with other rights than these',
    },
    {
      ...guard,
      sid: 'NeverShare',
      actions: [
        'ec2:AcceptVpcPeeringConnection',
        'ec2:CreateInstanceConnectEndpoint',
        'ec2:CreateSnapshot*',
        'ec2:CreateTransitGateway*',
        'ec2:CreateVpcPeeringConnection',
        'ec2:CreateVpnConnection',
        'ec2:ModifyImageAttribute',
        'ec2:ModifySnapshotAttribute',
        'ram:*',
        'vpc-lattice:*',
      ],
      reason: 'ways out of the account or the network',
    },
  ];
};
