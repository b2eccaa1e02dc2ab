'use strict';

// Swagger UI shows the example of a header only if its schema has it.
const examplesOfHeaders = () => ({
  wrapComponents: {
    headers: (Headers, { React }) => (props) => React.createElement(Headers, {
      ...props,
      headers: props.headers?.map((header) => {
        const example = header.get('examples')?.first()?.get('value') ?? header.getIn(['schema', 'const']);
        return example === undefined ? header : header.setIn(['schema', 'example'], example);
      }),
    }),
  },
});

// What Swagger UI leaves out for screen readers: names of its fields, and one control in a control.
function makeAccessible(root) {
  for (const field of root.querySelectorAll('select:not([aria-label]), textarea:not([aria-label]), input:not([aria-label])')) {
    const parameter = field.closest('tr[data-param-name]')?.dataset.paramName;
    const status = field.closest('tr.response')?.dataset.code;
    const name = parameter
      ?? (field.matches('.body-param__text') ? 'Request body'
        : field.closest('.servers') ? 'Server'
          : field.closest('.examples-select') ? 'Example'
            : 'Media type');
    field.setAttribute('aria-label', status ? `${name} of ${status}` : name);
  }
  for (const link of root.querySelectorAll('.opblock-summary-control a[href]')) {
    // The button around it does the same.
    link.removeAttribute('href');
  }
  for (const [headings, level] of [['h3.opblock-tag', 2], ['.opblock h4', 3], ['.opblock h5', 4]]) {
    for (const heading of root.querySelectorAll(`${headings}:not([aria-level])`)) {
      heading.setAttribute('role', 'heading');
      heading.setAttribute('aria-level', level);
    }
  }
  for (const table of root.querySelectorAll('table[role="region"]:not([aria-label])')) {
    table.setAttribute('aria-label', `Responses of ${table.closest('.opblock').querySelector('.opblock-summary-method').textContent} `
      + table.closest('.opblock').querySelector('.opblock-summary-path').dataset.path);
  }
  for (const [part, name] of [['.information-container', 'About this API'], ['.schemes-server-container', 'Server and token']]) {
    const region = root.querySelector(`${part}:not([role])`);
    region?.setAttribute('aria-label', name);
    region?.setAttribute('role', 'region');
  }
  for (const part of root.querySelectorAll('.highlight-code > pre:not([tabindex]), .highlight-code > div:not([tabindex]), pre.example:not([tabindex])')) {
    // Scrolls, so it has to be reachable by the keyboard.
    part.setAttribute('tabindex', '0');
  }
}

function followColorScheme() {
  const dark = window.matchMedia('(prefers-color-scheme: dark)');
  const follow = () => document.documentElement.classList.toggle('dark-mode', dark.matches);
  dark.addEventListener('change', follow);
  follow();
}

async function show() {
  const answer = await fetch('reference/demo.json');
  if (!answer.ok) {
    throw new Error(`reference/demo.json: ${answer.status}`);
  }
  const demo = await answer.json();
  const root = document.getElementById('reference');
  new MutationObserver(() => makeAccessible(root)).observe(root, { childList: true, subtree: true });
  const ui = SwaggerUIBundle({
    domNode: root,
    url: 'openapi.json',
    presets: [SwaggerUIBundle.presets.apis],
    plugins: [examplesOfHeaders],
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

followColorScheme();
show().catch((error) => {
  const problem = document.createElement('p');
  problem.id = 'problem';
  problem.textContent = `The reference cannot be shown. Does ./start still run? (${error.message})`;
  document.body.prepend(problem);
});
