import { RuleLevel } from './finding';
import { ruleForNodeClass } from './node-class-rule';
import { EPHEMERAL_STORAGE } from './node-class-storage';
import { fieldOf } from './rule';
import { isWithin } from '../private/whole-numbers';

const STORAGE = 'spec.ephemeralStorage';
/** What the service fills in. */
const DEFAULT_IOPS = 3_000;
/** MiB per second that gp3 gives for each operation per second. */
const THROUGHPUT_PER_OPERATION = 0.25;

export const nodeClassStorageThroughput = ruleForNodeClass({
  id: 'node-class-storage-throughput',
  level: RuleLevel.WARNING,
  reason: 'EC2 makes no gp3 volume whose throughput in MiB per second is more than a quarter of its operations; whether EKS checks that is not documented',
  link: 'https://docs.aws.amazon.com/ebs/latest/userguide/general-purpose.html',
  check: (manifest) => {
    const throughput = fieldOf(manifest, `${STORAGE}.throughput`);
    const iops = fieldOf(manifest, `${STORAGE}.iops`) ?? DEFAULT_IOPS;
    // What is out of its own range is another rule's.
    if (!isWithin(throughput, EPHEMERAL_STORAGE.throughput) || !isWithin(iops, EPHEMERAL_STORAGE.iops)) { return []; }
    return throughput <= iops * THROUGHPUT_PER_OPERATION ? [] : [{
      field: `${STORAGE}.throughput`,
      value: throughput,
      problem: `should be at most a quarter of iops, got ${throughput} beside ${iops}`,
      fix: `raise iops to ${throughput / THROUGHPUT_PER_OPERATION}, or lower throughput to ${Math.floor(iops * THROUGHPUT_PER_OPERATION)}`,
    }];
  },
});
