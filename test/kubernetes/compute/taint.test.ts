import { Taint } from '../../../src';

describe('effects', () => {
  test.each([
    ['NoSchedule', Taint.noSchedule('team', 'data')],
    ['PreferNoSchedule', Taint.preferNoSchedule('team', 'data')],
    ['NoExecute', Taint.noExecute('team', 'data')],
  ])('%s is written with key and value', (effect, taint) => {
    expect(taint._render()).toEqual({ key: 'team', value: 'data', effect });
    expect(taint).toMatchObject({ key: 'team', value: 'data', effect });
  });

  test.each([
    ['NoSchedule', Taint.noSchedule('team')],
    ['PreferNoSchedule', Taint.preferNoSchedule('team')],
    ['NoExecute', Taint.noExecute('team')],
  ])('%s does not need a value', (effect, taint) => {
    expect(taint.value).toBeUndefined();
    expect(taint._render()).toEqual({ key: 'team', effect });
  });
});

describe('checks', () => {
  test('the key must not be empty', () => {
    expect(() => Taint.noSchedule('')).toThrow(/^key of a taint must not be empty, got "": name it, for example team$/);
  });

  test('an empty value must be left out: the API server refuses it', () => {
    expect(() => Taint.noExecute('team', '')).toThrow(/^value of taint team must not be empty, got "": leave it out$/);
  });
});
