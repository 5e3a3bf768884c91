import { WholeNumbers } from '../private/whole-numbers';

/** Ports of TCP and UDP. */
export const PORTS: Required<WholeNumbers> = { least: 1, most: 65_535 };
