import { launchUrl } from '../../lib/aws';
import { messageOf } from '../support/aws';

const TEMPLATE = 'https://riverbed-releases.s3.eu-central-1.amazonaws.com/templates/bootstrap.template.yaml';
const link = {
  templateUrl: TEMPLATE,
  region: 'eu-central-1',
  stackName: 'byocbootstrap-acme',
  parameters: {
    EnvironmentId: 'acme',
    VendorPrincipals: ['arn:aws:iam::999988887777:role/a', 'arn:aws:iam::999988887777:role/b'],
  },
};

describe('a link to the console', () => {
  const [place = '', query = ''] = launchUrl(link).split('?region=eu-central-1#/stacks/quickcreate?');

  test('opens the console of CloudFormation', () => {
    expect(place).toBe('https://console.aws.amazon.com/cloudformation/home');
  });

  test('names template and stack, and fills in parameters, lists with commas', () => {
    expect(Object.fromEntries(new URLSearchParams(query))).toEqual({
      templateURL: TEMPLATE,
      stackName: 'byocbootstrap-acme',
      param_EnvironmentId: 'acme',
      param_VendorPrincipals: 'arn:aws:iam::999988887777:role/a,arn:aws:iam::999988887777:role/b',
    });
  });

  test('leaves nothing of an answer unwritten that would end it', () => {
    const tricky = { ...link, parameters: { ExternalId: 'a+b=c&d#e f/g:h,i' } };
    const [, written = ''] = launchUrl(tricky).split('quickcreate?');
    expect(new URLSearchParams(written).get('param_ExternalId')).toBe('a+b=c&d#e f/g:h,i');
    expect(written).not.toMatch(/[# ]/);
  });

  test.each([
    ['cn-north-1', 'https://console.amazonaws.cn/'],
    ['us-gov-west-1', 'https://console.amazonaws-us-gov.com/'],
    ['us-east-1', 'https://console.aws.amazon.com/'],
  ])('goes to the console of the partition of %s', (region, start) => {
    expect(launchUrl({ ...link, region })).toMatch(new RegExp(`^${start}cloudformation/home\\?region=${region}#`));
  });

  test.each(['http://riverbed-releases.s3.amazonaws.com/b.yaml', 'https://example.com/b.yaml', 's3://releases/b.yaml'])(
    'fails if the template is at %s',
    (templateUrl) => {
      expect(messageOf(() => launchUrl({ ...link, templateUrl }))).toBe(
        `'templateUrl' must be an https address in S3, got ${templateUrl}; upload the template to a bucket of yours`,
      );
    },
  );
});
