/** A permission that comparable products ask for and that no role of this library has. */
export interface LeftOut {
  /** IAM action; `s3:*` stands for every action of the service that is neither granted nor named here. */
  readonly action: string;
  /** Why no role has it. */
  readonly why: string;
}

/**
 * What such products ask for beyond the capabilities, `s3:*` above all. The rest of what they ask for is a capability: `bucket:read-write`, `private-endpoints:read`, `metrics:query`.
 */
export const LEFT_OUT: readonly LeftOut[] = [
  { action: 's3:CreateBucket', why: 'custody makes the buckets, once, by the customer' },
  { action: 's3:DeleteBucket', why: 'data outlives the installation; the customer deletes it' },
  {
    action: 's3:ListAllMyBuckets',
    why: 'workloads get the names of their buckets; other buckets are none of their business',
  },
  { action: 's3:PutBucketPolicy', why: 'who writes a bucket policy can hand the data to anybody' },
  { action: 's3:PutBucketAcl', why: 'ACLs are off (bucket owner enforced)' },
  { action: 's3:PutObjectAcl', why: 'ACLs are off (bucket owner enforced)' },
  { action: 's3:PutBucketPublicAccessBlock', why: 'public access stays blocked' },
  { action: 's3:PutEncryptionConfiguration', why: "the default key of a bucket is the customer's choice" },
  {
    action: 's3:PutLifecycleConfiguration',
    why: 'a rule that expires every object tomorrow deletes without a delete right',
  },
  { action: 's3:PutBucketVersioning', why: 'suspending it makes overwrites final' },
  { action: 's3:PutReplicationConfiguration', why: 'it would copy data to another account' },
  { action: 's3:PutBucketNotification', why: 'it would send object names elsewhere' },
  {
    action: 's3:DeleteObjectVersion',
    why: 'earlier versions protect against a mistaken delete; lifecycle rules remove them',
  },
  { action: 's3:BypassGovernanceRetention', why: 'locked objects stay locked' },
  {
    action: 's3:*',
    why: "all the rest of S3 (access points, batch jobs, inventories, storage lens, website, tags, locks and so on) concerns the set-up of buckets or the account, which is the customer's",
  },
  { action: 'aps:CreateWorkspace', why: "the workspace is the customer's; workloads query it" },
  { action: 'aps:DeleteWorkspace', why: "the workspace is the customer's" },
  { action: 'aps:RemoteWrite', why: 'no workload writes metrics to the workspace' },
  {
    action: 'ec2:CreateVpcEndpoint',
    why: 'workloads look endpoints up; the network is changed by CloudFormation only',
  },
  { action: 'ec2:DeleteVpcEndpoints', why: 'the same' },
  { action: 'iam:CreateRole', why: 'custody makes every role; who writes a trust policy can let anybody in' },
];
