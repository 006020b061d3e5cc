import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Proof, proveEnough } from '../../../scripts/access/enough';
import { awsExample } from '../../../scripts/examples';

/** Hundreds of simulations on a busy machine, in milliseconds. */
const WAIT = 120_000;
const outdir = mkdtempSync(join(tmpdir(), 'byoc-enough-'));
afterAll(() => rmSync(outdir, { recursive: true, force: true }));

/** The whole product of configurations and switches is asked by `npm run e2e:aws`; here each request once. */
describe('the deployment role can do what the full example needs', () => {
  let proof: Proof;
  beforeAll(async () => {
    proof = await proveEnough(awsExample('streaming-database'), { allowInstall: true, allowDelete: true }, outdir);
    process.stdout.write(`enough: ${proof.allowed} of ${proof.asked} distinct requests allowed\n`);
  }, WAIT);

  test('with both switches on, every request is allowed', () => {
    expect(proof.wrong).toEqual([]);
    expect(proof.allowed).toBe(proof.asked);
  });

  test('and there are hundreds of them', () => expect(proof.asked).toBeGreaterThan(400));
});
