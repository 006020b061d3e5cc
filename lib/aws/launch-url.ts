/** What a link to the console needs. */
export interface LaunchUrlProps {
  /** Address of the template in S3: the console takes templates from nowhere else. */
  readonly templateUrl: string;
  /** Region that the stack is made in. */
  readonly region: string;
  /** Name of the stack: `byocbootstrap-<env>`. */
  readonly stackName: string;
  /** Answers that are filled in; who follows the link sees them and can change them. */
  readonly parameters: Readonly<Record<string, string | readonly string[]>>;
}

/** Console of each partition. */
const CONSOLES: Readonly<Record<string, string>> = {
  'cn-': 'console.amazonaws.cn',
  'us-gov-': 'console.amazonaws-us-gov.com',
  'eusc-': 'console.amazonaws-eusc.eu',
};

/**
 * A link that opens the console with a template and its parameters filled in; the customer reviews and creates. What
 * is not given is asked for. https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/cfn-console-create-stacks-quick-create-links.html
 *
 * @throws Error if the template is not in S3
 */
export function launchUrl({ templateUrl, region, stackName, parameters }: LaunchUrlProps): string {
  if (!/^https:\/\/[^/]+\.amazonaws\.(com|com\.cn|eu)\/.+/.test(templateUrl)) {
    throw new Error(
      `'templateUrl' must be an https address in S3, got ${templateUrl}; upload the template to a bucket of yours`,
    );
  }
  const prefix = Object.keys(CONSOLES).find((start) => region.startsWith(start));
  const host = prefix === undefined ? 'console.aws.amazon.com' : CONSOLES[prefix];
  const query = new URLSearchParams({ templateURL: templateUrl, stackName });
  for (const [name, value] of Object.entries(parameters)) query.set(`param_${name}`, [value].flat().join(','));
  return `https://${host}/cloudformation/home?region=${region}#/stacks/quickcreate?${query.toString()}`;
}
