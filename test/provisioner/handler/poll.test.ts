import { Deadline } from '../../../src/provisioner/handler/control-flow/deadline';
import { pollUntil } from '../../../src/provisioner/handler/control-flow/poll';

describe('pauses between looks', () => {
  beforeEach(() => jest.useFakeTimers({ now: 0 }));
  afterEach(() => jest.useRealTimers());

  /** Pauses until ten looks are done, each of which takes some milliseconds. */
  async function pausesWith(lookTime: number): Promise<number[]> {
    const pauses: number[] = [];
    const deadline = { sleep: async (milliseconds: number) => { pauses.push(milliseconds); return pauses.length < 10; } } as unknown as Deadline;
    const look = async () => { jest.setSystemTime(Date.now() + lookTime); return 'nothing yet'; };
    await expect(pollUntil(deadline, look)).rejects.toMatchObject({ reason: 'nothing yet' });
    return pauses;
  }

  test('grow to three seconds', async () => {
    const pauses = await pausesWith(0);
    expect([pauses[0], pauses[1], pauses[9]]).toEqual([100, 150, 3000]);
  });

  test('are as long as the looks, so that thousands of objects leave the API server time for others', async () => {
    expect((await pausesWith(8_000))[0]).toBe(8_000);
    expect((await pausesWith(120_000))[0]).toBe(30_000);
  });
});
