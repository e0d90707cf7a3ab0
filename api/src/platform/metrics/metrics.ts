import { Counter, Gauge, Histogram, Registry, collectDefaultMetrics } from 'prom-client'

export type Metrics = ReturnType<typeof createMetrics>

/** Figures for operators; labels are route patterns and codes, never what was asked for (R19). */
export function createMetrics({ countParked }: { countParked?: () => Promise<number> } = {}) {
  const registry = new Registry()
  collectDefaultMetrics({ register: registry })
  const requests = new Histogram({
    name: 'http_request_seconds',
    help: 'duration of requests',
    labelNames: ['method', 'route', 'status'],
    buckets: [0.005, 0.02, 0.05, 0.1, 0.25, 0.5, 1, 2, 5],
    registers: [registry],
  })
  const verdicts = new Counter({ name: 'verdicts_total', help: 'verdicts given', labelNames: ['verdict'], registers: [registry] })
  const shed = new Counter({ name: 'requests_shed_total', help: 'requests sent away for want of time', labelNames: ['kind'], registers: [registry] })
  /** The row of each combination of labels, found once: there are as many as routes times answers. */
  const rows = new Map<string, ReturnType<typeof requests.labels>>()
  function rowOf(method: string, route: string, status: number) {
    const key = `${method} ${route} ${status}`
    const row = rows.get(key) ?? requests.labels(method, route, String(status))
    rows.set(key, row)
    return row
  }
  // Counted when it is asked for, so that every process tells the same. What cannot be counted is not a zero.
  new Gauge({
    name: 'outbox_parked',
    help: 'messages nobody could handle',
    registers: [registry],
    async collect() {
      this.set(countParked ? await countParked().catch(() => NaN) : 0)
    },
  })
  return {
    observe: ({ method, route, status, durationMs }: { method: string; route: string; status: number; durationMs: number }) =>
      rowOf(method, route, status).observe(durationMs / 1000),
    countVerdict: (verdict: string) => verdicts.inc({ verdict }),
    countShed: (kind: string) => shed.inc({ kind }),
    render: () => registry.metrics(),
    contentType: registry.contentType,
  }
}
