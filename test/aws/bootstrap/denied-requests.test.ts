import { boundary } from './denied/boundary';
import { cluster } from './denied/cluster';
import { data } from './denied/data';
import { answerTo, type Chapter, differences, type Request, twinOf } from './denied/denial';
import { elsewhere } from './denied/elsewhere';
import { entries } from './denied/entries';
import { identities } from './denied/identity';
import { keys } from './denied/keys';
import { loadBalancers } from './denied/load-balancers';
import { network } from './denied/network';
import { networkPhases } from './denied/network-phases';
import { nodesAndTags } from './denied/nodes-and-tags';
import { otherClusters } from './denied/other-clusters';
import { trust } from './denied/trust';
import { vendorExecutes } from './denied/vendor-executes';
import { vendorProposes } from './denied/vendor-proposes';
import { vendorReaches } from './denied/vendor-reaches';
import { workloads } from './denied/workloads';
import { World } from './denied/world';

const chapters: readonly Chapter[] = [
  ...trust,
  ...vendorProposes,
  ...vendorExecutes,
  ...vendorReaches,
  ...network,
  ...networkPhases,
  ...nodesAndTags,
  ...loadBalancers,
  ...cluster,
  ...otherClusters,
  ...elsewhere,
  ...entries,
  ...identities,
  ...data,
  ...keys,
  ...workloads,
  ...boundary,
];

const told = chapters.map(({ title, grants = {}, denials }) => ({
  title,
  stories: denials.map(([story, verdict, who, action, resource, context, twin]) => {
    const request: Request = { who, action, resource, context, grants };
    return { story, verdict, request, ...(typeof twin === 'string' ? {} : { twin }) };
  }),
}));
const stories = told.flatMap((chapter) => chapter.stories);
const twins = stories.flatMap(({ request, twin }) => (twin === undefined ? [] : [differences(request, twin)]));

const counts = `${stories.length} requests that are not allowed, ${twins.length} of them with a twin that is`;
process.stdout.write(`${counts}\n`);

describe(counts, () => {
  test('there are 120 at least', () => {
    expect(stories.length).toBeGreaterThanOrEqual(120);
  });

  test('in mode self-managed there is no role of the vendor', () => {
    expect(() => World.of({ Mode: 'self-managed' }).role('byoc-acme-vendor')).toThrow("no role 'byoc-acme-vendor'");
  });

  test('a twin differs in one field', () => {
    expect(twins.filter(({ length }) => length !== 1)).toEqual([]);
  });

  for (const chapter of told) {
    describe(chapter.title, () => {
      for (const { story, verdict, request, twin } of chapter.stories) {
        test(story, async () => {
          const answers = { request: await answerTo(request), twin: twin && (await answerTo(twinOf(request, twin))) };
          expect(answers).toEqual({ request: verdict, twin: twin && 'allowed' });
        });
      }
    });
  }
});
