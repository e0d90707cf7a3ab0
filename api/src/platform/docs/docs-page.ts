interface Operation {
  operationId: string
  summary: string
  'x-permission': string
}
interface Document {
  info: { title: string; version: string }
  paths: Record<string, Record<string, Operation>>
}

const escape = (text: string) => text.replace(/[<>&"]/g, (character) => `&#${character.charCodeAt(0)};`)

/** A readable page of the API, made from the same OpenAPI document that is served: no script, nothing from elsewhere. */
export function renderDocsPage(document: unknown): string {
  const { info, paths } = document as Document
  const groups = new Map<string, string[]>()
  for (const [path, item] of Object.entries(paths)) {
    const resource = path.split('/')[3] ?? ''
    const rows = groups.get(resource) ?? []
    for (const [method, operation] of Object.entries(item)) {
      rows.push(
        `<tr><td><code>${method.toUpperCase()}</code></td><td><code>${escape(path)}</code></td><td>${escape(operation.summary)}</td><td><code>${escape(operation['x-permission'])}</code></td></tr>`,
      )
    }
    groups.set(resource, rows)
  }
  const sections = [...groups].map(
    ([resource, rows]) =>
      `<h2 id="${escape(resource)}">${escape(resource)}</h2><table><thead><tr><th scope="col">方法</th><th scope="col">地址</th><th scope="col">用途</th><th scope="col">权限</th></tr></thead><tbody>${rows.join('')}</tbody></table>`,
  )
  return `<!doctype html><html lang="zh-CN"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1"><title>${escape(info.title)}</title><style>body{font:16px/1.6 system-ui,sans-serif;color:#14202b;background:#f3f6f8;margin:0 auto;max-width:1100px;padding:24px}table{border-collapse:collapse;width:100%;background:#fff;margin-bottom:24px}td,th{text-align:left;padding:8px 12px;border-bottom:1px solid #dfe5ea;vertical-align:top}code{font-size:14px}a{color:#0b5d73}</style></head><body><h1>${escape(info.title)} ${escape(info.version)}</h1><p>机器可读的说明：<a href="/openapi.json">openapi.json</a>（OpenAPI 3.1）。出错时返回 RFC 9457 problem details，以 <code>code</code> 区分。</p>${sections.join('')}</body></html>`
}
