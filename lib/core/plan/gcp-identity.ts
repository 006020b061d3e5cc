/** How the vendor may be known on Google Cloud: what is written into members and conditions, in a plan as in props. */
export const GCP_IDENTITY = {
  // https://cloud.google.com/iam/docs/service-accounts-create; accounts that Google makes stand for many.
  serviceAccount: /^[a-z][a-z0-9-]{4,28}[a-z0-9]@[a-z][a-z0-9.-]*\.iam\.gserviceaccount\.com$/,
  issuer: /^https:\/\/\w[\w./:-]*$/,
  // At most 127 bytes: https://cloud.google.com/iam/docs/workload-identity-federation#mapping
  subject: /^(?!.*['"*\\])[!-~]{1,127}$/,
  audience: /^(?!.*['"*\\])[!-~]{1,256}$/,
  // https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html
  awsRole: /^arn:aws:iam::\d{12}:role\/([\w+=,.@-]+\/)*[\w+=,.@-]{1,64}$/,
} as const satisfies Readonly<Record<string, RegExp>>;
