import type { Context } from '../simulator';
import { IN_NETWORK, type Move, movesOf, reached } from './facts';
import type { Scene } from './scene';

/** Reading what the search is about: objects, the key, secrets. */
export function dataMoves(scene: Scene): readonly Move[] {
  const { world, key, ours, foreignBucket } = scene;
  const inside = { 'aws:VpceAccount': world.place.account };
  const places: readonly (readonly [string, Context, Pick<Move, 'after'>])[] = [
    ['from the network', inside, { after: [IN_NETWORK] }],
    ['from the internet', {}, {}],
    ["from the vendor's network", { 'aws:VpceAccount': scene.vendorAccount }, {}],
  ];
  const secret = scene.arn('secretsmanager', 'secret:payroll-AbCdEf');
  const parameter = scene.arn('ssm', 'parameter/payroll/db');
  return [
    ...scene.buckets.flatMap((bucket) =>
      places.map(
        ([place, context, after]): Move => ({
          ...after,
          name: `read ${scene.bucketName(bucket)} ${place}`,
          asks: [
            { action: 's3:GetObject', resource: `${bucket}/k`, context },
            { action: 'kms:Decrypt', resource: key, context: { ...scene.through('s3'), ...ours } },
          ],
          gains: [reached('object', `${scene.bucketName(bucket)} ${place}`)],
        }),
      ),
    ),
    ...places.map(
      ([place, context, after]): Move => ({
        ...after,
        name: `read a bucket that names a session ${place}`,
        asks: [{ action: 's3:GetObject', resource: `${foreignBucket}/k`, context, bySession: true }],
        gains: [reached('foreign', 'a bucket')],
      }),
    ),
    ...movesOf([
      ['decrypt with the key', undefined, 'kms:Decrypt', key, ours, [reached('decryption', 'directly')]],
      [
        'read a secret',
        undefined,
        'secretsmanager:GetSecretValue',
        secret,
        {},
        [reached('secret', 'of Secrets Manager')],
      ],
      ['read a parameter', undefined, 'ssm:GetParameters', parameter, {}, [reached('secret', 'of Systems Manager')]],
    ]),
  ];
}
