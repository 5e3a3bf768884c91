import { renderKubelet } from './kubelet';
import { renderSysctls } from './sysctls';
import { HUGEPAGES } from '../../../rules/node-class-hugepages';
import { unlessEmpty } from '../../unless-empty';
import { wholeNumber } from '../../whole-number';
import { Hugepages } from '../hugepages';
import { NodeClassOptions } from '../node-class-options';

/** The fields of `spec.advancedCompute`. */
export function renderAdvancedCompute({ hugepages, kubelet, sysctls }: NodeClassOptions): object | undefined {
  const sysctl = sysctls && unlessEmpty(renderSysctls(sysctls));
  return unlessEmpty({
    hugepages: hugepages && unlessEmpty(renderHugepages(hugepages)),
    kubelet: kubelet && unlessEmpty(renderKubelet(kubelet)),
    kernel: sysctl && { sysctl },
  });
}

function renderHugepages({ twoMebibytePages, oneGibibytePages, transparent }: Hugepages): object {
  const pages = [
    ...renderPages('2Mi', 'twoMebibytePages', twoMebibytePages),
    ...renderPages('1Gi', 'oneGibibytePages', oneGibibytePages),
  ];
  return { pages: pages.length === 0 ? undefined : pages, transparent: transparent?._render() };
}

function renderPages(size: string, property: string, count: number | undefined): object[] {
  return count === undefined ? [] : [{ size, count: wholeNumber(`hugepages.${property}`, count, HUGEPAGES) }];
}
