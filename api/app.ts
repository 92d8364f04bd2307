import express, { type Express, type NextFunction, type Request, type Response } from 'express';
import helmet from 'helmet';
import type { KeyRing } from '../store/certificates/keys.ts';
import { castingOfBallots, turnoutOfMeeting } from './ballots.ts';
import { listOfCases, openCase, type Parts, readCase, sendEvent } from './cases.ts';
import { routeCertificates, serveCertificates } from './certificate-routes.ts';
import { clockMoving, clockReading, roundAsking } from './clock.ts';
import { operations } from './contract.ts';
import { deadlinesOfCase } from './deadlines.ts';
import { dutyOpening } from './duties.ts';
import { eligibilityOfCase } from './eligibility.ts';
import { historyOfCase } from './history.ts';
import { homePage, problemPage } from './home.ts';
import { pageStyle } from './html.ts';
import type { Limiter } from './limiter.ts';
import { listOfMaterials, type MaterialParts, materialDownload, uploadMaterial } from './materials.ts';
import { openMeeting, poolFiling, readMeeting } from './meetings.ts';
import { noticePage, noticesPage } from './notice-page.ts';
import { listOfNotices, openNotice, readNotice } from './notices.ts';
import type { Operation } from './operation.ts';
import { Problem } from './problems.ts';
import { amendProgramme, gazetteLoading, planOfProgramme } from './programmes.ts';
import { serveReference } from './reference.ts';
import { registerAdding, registerReading } from './registers.ts';
import { responsibilityOfCase } from './responsibility.ts';
import { addressOf as addressAsking, begin, noteHead, type Routing, route, sendProblem } from './router.ts';
import { isLive, isReady, overviewOfCases, whoIsAsking } from './service.ts';

/** The API as an Express app, in reading order. Everything it needs is handed in; nothing here reads the environment. */

export interface Dependencies extends Parts, MaterialParts {
  readonly limiter: Limiter;
  /** For public lookups of certificates, by address. */
  readonly lookups: Limiter;
  /** Keys that certificates are signed and checked with. */
  readonly keys: KeyRing;
  /** Whether the process is about to end. */
  readonly closing: () => boolean;
  readonly onDefect: Routing['onDefect'];
}

export function createApp(dependencies: Dependencies): Express {
  const { pool, limiter, lookups, onDefect } = dependencies;
  const routing: Routing = { db: pool, limiter, lookups, onDefect };
  const app = express();
  app.set('x-powered-by', false);
  // An ETag is a version of ours; a query is parsed by its operation.
  app.set('etag', false);
  app.set('query parser', false);
  app.set('case sensitive routing', true);
  app.set('strict routing', true);
  app.use((request, _response, next) => {
    noteHead(request);
    next();
  });
  app.use(securityHeaders);

  route(app, operations.openCase, { handler: openCase(dependencies), routing });
  route(app, operations.openDuties, { handler: dutyOpening(dependencies), routing });
  route(app, operations.addRegisterEntries, { handler: registerAdding(dependencies), routing });
  route(app, operations.readRegister, { handler: registerReading(dependencies), routing });
  route(app, operations.readEligibility, { handler: eligibilityOfCase(dependencies), routing });
  route(app, operations.openNotice, { handler: openNotice(dependencies), routing });
  route(app, operations.listNotices, { handler: listOfNotices(dependencies), routing });
  route(app, operations.readNotice, { handler: readNotice(dependencies), routing });
  route(app, operations.sendEvent, { handler: sendEvent(dependencies), routing });
  route(app, operations.listCases, { handler: listOfCases(dependencies), routing });
  route(app, operations.readCase, { handler: readCase(dependencies), routing });
  route(app, operations.readDeadlines, { handler: deadlinesOfCase(dependencies), routing });
  route(app, operations.readHistory, { handler: historyOfCase(dependencies), routing });
  route(app, operations.readResponsibility, { handler: responsibilityOfCase(dependencies), routing });
  route(app, operations.readProgramme, { handler: planOfProgramme(dependencies), routing });
  route(app, operations.amendProgramme, { handler: amendProgramme(dependencies), routing });
  route(app, operations.loadGazette, { handler: gazetteLoading(dependencies), routing });
  route(app, operations.filePool, { handler: poolFiling(dependencies), routing });
  route(app, operations.openMeeting, { handler: openMeeting(dependencies), routing });
  route(app, operations.readMeeting, { handler: readMeeting(dependencies), routing });
  route(app, operations.castBallot, { handler: castingOfBallots(dependencies), routing });
  route(app, operations.readTurnout, { handler: turnoutOfMeeting(dependencies), routing });
  route(app, operations.readClock, { handler: clockReading(dependencies), routing });
  route(app, operations.moveClock, { handler: clockMoving(dependencies), routing });
  route(app, operations.askForRound, { handler: roundAsking(dependencies), routing });
  route(app, operations.readOverview, { handler: overviewOfCases(dependencies), routing });
  route(app, operations.readMe, { handler: whoIsAsking(dependencies), routing });
  route(app, operations.live, { handler: isLive(), routing });
  route(app, operations.ready, { handler: isReady(dependencies), routing });

  route(app, operations.uploadMaterial, { handler: uploadMaterial(dependencies), routing });
  route(app, operations.listMaterials, { handler: listOfMaterials(dependencies), routing });
  route(app, operations.readMaterial, { handler: materialDownload(dependencies), routing });

  routeCertificates(app, dependencies, routing);

  servePages(app, dependencies);
  serveCertificates(app, dependencies);
  serveReference(app);
  refuseTheRest(app, onDefect);
  return app;
}

const securityHeaders = helmet({
  contentSecurityPolicy: {
    useDefaults: false,
    directives: {
      defaultSrc: ["'none'"],
      scriptSrc: ["'self'"],
      styleSrc: ["'self'"],
      imgSrc: ["'self'", 'data:'],
      connectSrc: ["'self'"],
      baseUri: ["'none'"],
      formAction: ["'self'"],
      frameAncestors: ["'none'"],
    },
  },
  referrerPolicy: { policy: 'no-referrer' },
  xFrameOptions: { action: 'deny' },
});

function servePages(app: Express, { pool, rulebook, limiter }: Dependencies): void {
  app.get('/', async (request, response) => {
    begin(request, response);
    response.type('html').send(await homePage(pool, addressOf(request)));
  });
  app.get('/notices', async (request, response) => {
    begin(request, response);
    limiter.take(addressAsking(request));
    response.type('html').send(await noticesPage(pool));
  });
  app.get('/notices/:id', async (request, response) => {
    begin(request, response);
    limiter.take(addressAsking(request));
    const id = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.exec(request.params.id)?.[0];
    if (id === undefined) throw new Problem('NOTICE_NOT_FOUND');
    response.type('html').send(await noticePage({ pool, rulebook }, id));
  });
  app.get('/page.css', (_request, response) => {
    response.type('css').send(pageStyle);
  });
  app.get('/problems/:code', (request, response) => {
    const found = problemPage(request.params.code);
    if (found === null) throw new Problem('NOT_FOUND');
    response.type('html').send(found);
  });
}

/** Where the reader found us, for the examples; nothing where the header says what no address is. */
function addressOf(request: Request): string {
  const host = request.get('host') ?? '';
  return /^[\w.:[\]-]{1,100}$/.test(host) ? `${request.protocol}://${host}` : '';
}

/** Other methods of our paths, other paths, and whatever went wrong outside an operation. */
function refuseTheRest(app: Express, onDefect: Routing['onDefect']): void {
  const byPath = Map.groupBy(Object.values(operations) as Operation[], ({ path }) => path);
  for (const [path, ours] of byPath) {
    const allowed = ours.map(({ method }) => (method === 'get' ? 'GET, HEAD' : method.toUpperCase())).join(', ');
    app.all(path, () => {
      throw new Problem('METHOD_NOT_ALLOWED', { params: { allowed }, headers: { Allow: allowed } });
    });
  }
  app.use(() => {
    throw new Problem('NOT_FOUND');
  });
  // Express knows a handler of errors by its four parameters.
  app.use((error: unknown, request: Request, response: Response, next: NextFunction) => {
    if (response.headersSent) return next(error);
    sendProblem(response, error, { ...begin(request, response), operation: 'none', onDefect });
  });
}
