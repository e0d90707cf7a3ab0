import { checkUnique, readContent, type ContentProblem, type SayProblem } from '../content'
import { parseCreditCode } from '../identity'
import type { Result } from '../result'
import { LicenceType } from './licence-type'
import { reachableStates } from './reachable-states'
import type { Scene } from './scene'

function checkFields({ fields }: LicenceType, say: SayProblem): void {
  checkUnique(
    fields.map((field) => field.code),
    (i, code) => say(`/fields/${i}/code`, `字段 ${code} 重复了|field ${code} is there twice`),
  )
  fields.forEach((field, i) => {
    const source = fields.find((candidate) => candidate.code === field.from)
    if (field.kind === 'derived') {
      if (!field.from || !field.rule) say(`/fields/${i}`, '推算的字段要写明来源和规则|a derived field names its source and its rule')
      else if (!source) say(`/fields/${i}/from`, `没有字段 ${field.from}|no field ${field.from}`)
      else if (source.kind !== 'date') say(`/fields/${i}/from`, '推算规则都从日期算起|every rule of a derived field starts from a date')
    } else if (field.from || field.rule) say(`/fields/${i}`, '只有推算的字段才有来源和规则|only a derived field has a source and a rule')
    if (field.unit !== undefined && field.kind !== 'number') say(`/fields/${i}/unit`, '只有数字才有单位|only a number has a unit')
    if (field.kind === 'photo' && field.mask !== 'all') say(`/fields/${i}/mask`, '照片要整张遮住|a photo is masked as a whole')
    // 敏感个人信息: biometrics and what identifies a person for good, 个人信息保护法 art. 28.
    if ((field.kind === 'photo' || field.kind === 'idNumber') && !field.sensitive)
      say(`/fields/${i}/sensitive`, `${field.kind} 类字段是敏感的|a field of kind ${field.kind} is sensitive`)
    if (field.sensitive && field.mask === 'none') say(`/fields/${i}/mask`, '敏感字段要脱敏|a sensitive field is masked (R20)')
  })
  const photos = fields.flatMap((field, i) => (field.kind === 'photo' ? [i] : []))
  for (const i of photos.slice(1)) say(`/fields/${i}/kind`, '证照只能有一张用来比对的照片|a licence has one photo to compare the person with')
}

function checkDisplay({ display, fields, validity, typeCode }: LicenceType, say: SayProblem): void {
  const kindOf = (code: string) => fields.find((field) => field.code === code)?.kind
  const mayStand = { numberField: ['text', 'idNumber', 'creditCode'], holderField: ['text'] } as const
  for (const name of ['numberField', 'holderField'] as const) {
    const kind = kindOf(display[name])
    if (!kind) say(`/display/${name}`, `没有字段 ${display[name]}|no field ${display[name]}`)
    else if (!(mayStand[name] as readonly string[]).includes(kind))
      say(`/display/${name}`, `${kind} 类字段不能放在这里|a field of kind ${kind} cannot stand here`)
  }
  display.lines.forEach((code, i) => {
    if (!kindOf(code)) say(`/display/lines/${i}`, `没有字段 ${code}|no field ${code}`)
    else if (kindOf(code) === 'photo') say(`/display/lines/${i}`, '照片不能作卡面上的一行|a photo is no line of a card')
  })
  checkUnique(display.lines, (i, code) => say(`/display/lines/${i}`, `字段 ${code} 重复了|field ${code} is there twice`))
  if (validity.kind === 'none' && validity.reminderDays > 0) say('/validity/reminderDays', '没有到期日，不能提醒到期|nothing to remind of without a last day')
  const owner = parseCreditCode(typeCode.slice(0, 18))
  if (!owner.ok || owner.value.standing !== 'valid')
    say('/typeCode', '前 18 位不是校验通过的统一社会信用代码|the first 18 characters are no credit code that passes its check')
}

function checkStates({ states, initialState, moves }: LicenceType, say: SayProblem): void {
  checkUnique(
    states.map((state) => state.code),
    (i, code) => say(`/states/${i}/code`, `状态 ${code} 重复了|state ${code} is there twice`),
  )
  states.forEach((state, i) => {
    // 01 有效 tells every other system to rely on the licence.
    if ((state.exchangeCode === '01') !== (state.meaning === 'valid'))
      say(`/states/${i}/exchangeCode`, '交换代码 01 和“有效”要一起用|exchange code 01 and meaning valid go together')
  })
  const first = states.find((state) => state.code === initialState)
  if (!first) say('/initialState', `没有状态 ${initialState}|no state ${initialState}`)
  else if (first.meaning !== 'valid') say('/initialState', '证照签发时应当有效|a licence is issued valid')
  const reached = reachableStates(moves, initialState)
  states.forEach((state, i) => reached.has(state.code) || say(`/states/${i}`, `没有变更能到状态 ${state.code}|nothing leads to state ${state.code}`))
}

function checkMoves({ states, moves }: LicenceType, say: SayProblem): void {
  const find = (code: string) => states.find((state) => state.code === code)
  moves.forEach((move, i) => {
    const to = find(move.to)
    if (!to) say(`/moves/${i}/to`, `没有状态 ${move.to}|no state ${move.to}`)
    move.from.forEach((code, j) => {
      if (!find(code)) say(`/moves/${i}/from/${j}`, `没有状态 ${code}|no state ${code}`)
      if (code === move.to) say(`/moves/${i}/from/${j}`, '变更后应当是另一个状态|a move leads to another state')
      const rival = moves.findIndex((other) => other.action === move.action && other.from.includes(code))
      if (rival < i) say(`/moves/${i}/from/${j}`, `从 ${code} 作 ${move.action} 已在 /moves/${rival}|${move.action} from ${code} is already /moves/${rival}`)
    })
    checkUnique(move.from, (j, code) => say(`/moves/${i}/from/${j}`, `状态 ${code} 重复了|state ${code} is there twice`))
    const ends = to?.meaning === 'revoked'
    const revives = move.from.some((code) => find(code)?.meaning === 'revoked')
    if ((ends || revives) && move.persons !== 2)
      say(`/moves/${i}/persons`, `${ends ? '终止' : '恢复'}证照要两个人|two natural persons ${ends ? 'end' : 'revive'} a licence (R17)`)
  })
}

function checkPresets({ presets, fields }: LicenceType, say: SayProblem): void {
  checkUnique(
    presets.map((preset) => preset.scene),
    (i, scene) => say(`/presets/${i}/scene`, `场合 ${scene} 重复了|scene ${scene} is there twice`),
  )
  presets.forEach((preset, i) => {
    for (const part of ['required', 'optional'] as const) {
      preset[part].forEach((code, j) => {
        if (!fields.some((field) => field.code === code)) say(`/presets/${i}/${part}/${j}`, `没有字段 ${code}|no field ${code}`)
        if (part === 'optional' && preset.required.includes(code)) say(`/presets/${i}/optional/${j}`, `字段 ${code} 已是必选|field ${code} is required already`)
      })
      checkUnique(preset[part], (j, code) => say(`/presets/${i}/${part}/${j}`, `字段 ${code} 重复了|field ${code} is there twice`))
    }
  })
}

/** A type file as data, or everything that is wrong with it, each with its place: what a schema sees, then what it cannot see. */
export const validateLicenceType = (raw: unknown): Result<LicenceType, ContentProblem[]> =>
  readContent(LicenceType, raw, [checkFields, checkDisplay, checkStates, checkMoves, checkPresets])

/** What shows only beside the scenes: presets of scenes that do not exist, and no photo where a person is identified (R32). */
export function checkPresetScenes(type: LicenceType, scenes: readonly Scene[]): ContentProblem[] {
  const photo = type.fields.find((field) => field.kind === 'photo')?.code
  return type.presets.flatMap(({ scene: code, required }, i) => {
    const scene = scenes.find((candidate) => candidate.code === code)
    if (!scene) return [{ pointer: `/presets/${i}/scene`, message: `没有场合 ${code}|no scene ${code}` }]
    if (!scene.identifiesPerson || photo === undefined || required.includes(photo)) return []
    return [{ pointer: `/presets/${i}/required`, message: `场合 ${code} 要核对人，必须选 ${photo}|${code} compares the person with ${photo}` }]
  })
}
