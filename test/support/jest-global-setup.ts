import { bundleHandler } from './bundle-handler';

export default function globalSetup(): void {
  bundleHandler();
}
