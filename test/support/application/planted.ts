/** The bugs planted into the application, each with who must find it. */

import type { Planted } from './planted-bug.ts';
import { plantedInMatters } from './planted-matters.ts';
import { plantedInRoutes } from './planted-routes.ts';
import { plantedInRules } from './planted-rules.ts';

export const planted: readonly Planted[] = [...plantedInMatters, ...plantedInRoutes, ...plantedInRules];
