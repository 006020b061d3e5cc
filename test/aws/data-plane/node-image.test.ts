import { localDiskUserData } from '../../../lib/aws/data-plane/node-image';
import { readable, testStack } from '../../support/aws';

const text = (image: 'standard' | 'bottlerocket') => readable(testStack().resolve(localDiskUserData(image)));

test('Amazon Linux stripes the disks by nodeadm', () => {
  expect(text('standard')).toBe(
    [
      'MIME-Version: 1.0',
      'Content-Type: multipart/mixed; boundary="//"',
      '',
      '--//',
      'Content-Type: application/node.eks.aws',
      '',
      'apiVersion: node.eks.aws/v1alpha1',
      'kind: NodeConfig',
      'spec:',
      '  instance:',
      '    localStorage:',
      '      strategy: RAID0',
      '',
      '--//--',
      '',
    ].join('\n'),
  );
});

test('Bottlerocket binds containers, kubelet and logs to them at every start, or does not start', () => {
  expect(text('bottlerocket')).toBe(
    [
      '[settings.bootstrap-commands.local-disks]',
      'commands = [',
      '  ["apiclient", "ephemeral-storage", "init"],',
      '  ["apiclient", "ephemeral-storage", "bind", "--dirs", "/var/lib/containerd", "/var/lib/kubelet", "/var/log/pods"],',
      ']',
      'essential = true',
      'mode = "always"',
      '',
    ].join('\n'),
  );
});
