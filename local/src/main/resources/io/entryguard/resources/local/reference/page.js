'use strict';

async function show() {
  const answer = await fetch('reference/demo.json');
  if (!answer.ok) {
    throw new Error(`reference/demo.json: ${answer.status}`);
  }
  const demo = await answer.json();
  const ui = SwaggerUIBundle({
    domNode: document.getElementById('reference'),
    url: 'openapi.json',
    presets: [SwaggerUIBundle.presets.apis],
    layout: 'BaseLayout',
    deepLinking: true,
    tryItOutEnabled: true,
    displayRequestDuration: true,
    defaultModelsExpandDepth: 0,
    // Otherwise the contract would be sent to validator.swagger.io.
    validatorUrl: null,
    onComplete: () => ui.preauthorizeApiKey(demo.scheme, demo.token),
  });
}

show().catch((error) => {
  const problem = document.createElement('p');
  problem.id = 'problem';
  problem.textContent = `The reference cannot be shown. Does ./start still run? (${error.message})`;
  document.body.prepend(problem);
});
