/** An answer of a partner, read as text first: not every partner says what it sends. */
export interface Answer {
  status: number
  type: string
  text: string
  // Bodies of partners are looked at field by field in the contract suites.
  body: Record<string, unknown>
}

interface Question {
  method?: 'GET' | 'POST' | 'PUT'
  headers?: Record<string, string>
  json?: unknown
  form?: Record<string, string>
  /** Sent as it is, e.g. because it has been signed. */
  raw?: string
}

/** Asks a partner over HTTP, for contract suites and tests; redirects are not followed. */
export async function ask(url: string, { method, headers = {}, json, form, raw }: Question = {}): Promise<Answer> {
  const text = raw ?? (json === undefined ? (form ? new URLSearchParams(form).toString() : undefined) : JSON.stringify(json))
  const answer = await fetch(url, {
    method: method ?? (text === undefined ? 'GET' : 'POST'),
    redirect: 'manual',
    headers: { ...(text === undefined ? {} : { 'content-type': form ? 'application/x-www-form-urlencoded' : 'application/json' }), ...headers },
    ...(text === undefined ? {} : { body: text }),
  })
  const said = await answer.text()
  return { status: answer.status, type: answer.headers.get('content-type') ?? '', text: said, body: parse(said) }
}

function parse(text: string): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(text)
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {}
  } catch {
    return {}
  }
}
