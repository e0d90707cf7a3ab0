import { DEMO } from '../config'
import type { CityLicence } from '../city'
import { addLibraryControl, createLicenceLibrary } from '../library'
import { createSystem, FieldProblem, isSameSecret, parseCompactChinaTime, readFields, type System } from '../system'
import { toPoliceLicence, toPoliceState } from './licence-words'

/** However large a page is asked for, so that callers follow the pages. */
const PAGE_CAP = 2

/** 公安证照库: pinyin names, page number and size, every answer a 200 with `dm`. */
export function createPoliceLibrary({ licences, now }: { licences: readonly CityLicence[]; now: () => Date }): System {
  const library = createLicenceLibrary({ library: 'police', licences, now })
  return createSystem({
    build: ({ router, control }) => {
      addLibraryControl(control, library)
      router.use(async (ctx, next) => {
        const known = isSameSecret(ctx.get('x-app-id'), DEMO.police.appId) && isSameSecret(ctx.get('x-app-key'), DEMO.police.key)
        if (!known) {
          ctx.body = { dm: '401', xx: '鉴权失败', sj: null }
          return
        }
        try {
          await next()
        } catch (cause) {
          if (!(cause instanceof FieldProblem)) throw cause
          ctx.body = { dm: '400', xx: `参数错误：${cause.field}`, sj: null }
        }
      })
      router.post('/zzk/v2/zzcx', (ctx) => {
        const body = readFields(ctx.request.body)
        const from = body.optionalText('bgsjq')
        const changedFrom = from === undefined ? undefined : parseCompactChinaTime(from)
        const [ym, mys] = [body.count('ym', 1), Math.min(body.count('mys', PAGE_CAP), PAGE_CAP)]
        if (changedFrom === null) throw new FieldProblem('bgsjq')
        if (ym < 1) throw new FieldProblem('ym')
        if (mys < 1) throw new FieldProblem('mys')
        const found = library.listByHolder({ documentType: body.text('czztdmlxdm'), number: body.text('czztdm'), changedFrom })
        ctx.body = { dm: '200', xx: '成功', sj: { zs: found.length, ym, mys, sjlb: found.slice((ym - 1) * mys, ym * mys).map(toPoliceLicence) } }
      })
      router.post('/zzk/v2/ztcx', (ctx) => {
        const found = library.find(readFields(ctx.request.body).text('zzbs'))
        ctx.body = found ? { dm: '200', xx: '成功', sj: toPoliceState(found) } : { dm: '404', xx: '未找到', sj: null }
      })
      return library.reset
    },
  })
}
