/**
 * The frame of the panel's page. Its policy lets in this extension's own script and style sheet, and nothing else: no remote
 * resource, no inline style, no form, no frame.
 */

export interface Parts {
  /** Addresses that the page may load from, as the editor names them. */
  readonly source: string;
  readonly script: string;
  readonly style: string;
  /** A fresh random word for each page. */
  readonly nonce: string;
}

export function page({ source, script, style, nonce }: Parts): string {
  const policy = [
    "default-src 'none'",
    `style-src ${source}`,
    `script-src 'nonce-${nonce}'`,
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ');
  return `<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Evidence</title>
<link rel="stylesheet" href="${style}">
</head>
<body>
<header id="head"></header>
<main id="claims"></main>
<script nonce="${nonce}" src="${script}"></script>
</body>
</html>
`;
}
