import { Size } from 'cdk8s';
import { renderSize } from '../../src/kubernetes/size';

test.each([
  [Size.kibibytes(1), '1Ki'], [Size.kibibytes(1024), '1Mi'], [Size.kibibytes(1025), '1025Ki'], [Size.mebibytes(10), '10Mi'], [Size.mebibytes(1.5), '1536Ki'],
  [Size.gibibytes(2), '2Gi'], [Size.tebibytes(1), '1024Gi'],
])('is written in the largest unit that comes out even: %#', (size, rendered) => {
  expect(renderSize('size', size)).toBe(rendered);
});

test.each([[Size.mebibytes(0), '0'], [Size.kibibytes(0.5), '0.5']])('is refused when it is nothing or no whole KiB: %#', (size, got) => {
  expect(() => renderSize('size', size)).toThrow(new Error(`size must be whole KiB, at least one, got ${got} KiB: write for example Size.mebibytes(10)`));
});
