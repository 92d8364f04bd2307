import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Express, Router } from 'express';
import { buildDocument } from './openapi.ts';

/** The API's reference, served by ourselves: Swagger UI from its package, our document, and not one request elsewhere. */

const assets = ['swagger-ui.css', 'swagger-ui-bundle.js', 'favicon-32x32.png'] as const;
const folder = dirname(fileURLToPath(import.meta.resolve('swagger-ui-dist/swagger-ui.css')));
const DAY_MS = 86_400_000;

const indexPage = `<!doctype html>
<html lang="zh-CN">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>职称评审案件接口 · Zhicheng API</title>
<link rel="stylesheet" href="/docs/swagger-ui.css">
<link rel="icon" type="image/png" href="/docs/favicon-32x32.png">
</head>
<body>
<div id="reference"></div>
<script src="/docs/swagger-ui-bundle.js"></script>
<script src="/docs/init.js"></script>
</body>
</html>
`;

/** `validatorUrl: null`: Swagger UI would otherwise send the document's address to a validator of its makers. */
const initScript = `window.SwaggerUIBundle({
  url: '/openapi.json',
  dom_id: '#reference',
  deepLinking: true,
  validatorUrl: null,
  persistAuthorization: false,
});
`;

export function serveReference(app: Express): void {
  const document = JSON.stringify(buildDocument());
  app.get('/openapi.json', (_request, response) => {
    response.type('application/json').send(document);
  });
  const router = Router({ caseSensitive: true, strict: true });
  router.get('/', (_request, response) => {
    response.type('html').send(indexPage);
  });
  router.get('/init.js', (_request, response) => {
    response.type('text/javascript').send(initScript);
  });
  for (const name of assets) {
    router.get(`/${name}`, (_request, response) => {
      // By root: a clone below a folder whose name begins with a dot is served too.
      response.sendFile(name, { root: folder, maxAge: DAY_MS, cacheControl: true });
    });
  }
  app.use('/docs', router);
}
