import { expect, test } from 'vitest';
import { planDemonstration } from '../../../cli/launcher/demonstration.ts';
import { roles } from '../../../machines/roles.ts';

const { signIns, installation } = planDemonstration(40);

test('whoever tries the demonstration can be anybody there is, and no two of them share a token', () => {
  const nobody = ['clock', 'system'];
  expect(signIns.map(({ role }) => role).sort()).toEqual(roles.filter((role) => !nobody.includes(role)).sort());
  expect(new Set(signIns.map(({ token }) => token)).size).toBe(signIns.length);
});

test('every printed token is one that is installed, for that person and role', () => {
  for (const { token, person, role } of signIns) {
    const held = installation.seed.people.find(({ id }) => id === person)?.roles;
    expect(held).toContainEqual(expect.objectContaining({ role, token }));
  }
});
