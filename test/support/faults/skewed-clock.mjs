// Preloaded into a process (`--import`): its own clock is wrong by SKEW_MS. Nothing that matters may be decided by it.
const skew = Number(process.env.SKEW_MS ?? 0);
const Real = Date;
const now = () => Real.now() + skew;

globalThis.Date = new Proxy(Real, {
  construct: (target, args) => Reflect.construct(target, args.length === 0 ? [now()] : args),
  apply: () => new Real(now()).toString(),
  get: (target, name) => (name === 'now' ? now : Reflect.get(target, name)),
});
