import type { ApplicationMaterial, MaterialKind, MaterialOption, SourcedField } from '@zsb/shared/application'
import { fieldsNamed, fieldsOf, refuse, type Answers, type Form, type FormField, type RegisterField } from '@zsb/shared/form'
import { maskDocumentNumber } from '@zsb/shared/identity'
import { maskValue, type LicenceCardView, type LicenceType } from '@zsb/shared/licence'
import type { Material, MaterialSource } from '@zsb/shared/service-item'
import { isFit, UPLOAD_LIMITS } from '@zsb/shared/upload'
import { AppError, type FieldProblem } from '../../platform/http/app-error'
import type { Principal } from '../../platform/http/principal'
import type { OwnedLicence } from '../presentations'
import type { CaseUploads } from '../uploads'
import type { StoredMaterial } from './applications.store'

/** What we know of the person himself, decrypted. */
export interface AccountFacts {
  name: string | null
  number: string | null
  documentType: string | null
  phone: string | null
}

/** What the population register 人口库 has of a person; null when nothing. @throws AppError UPSTREAM_UNAVAILABLE */
export type FindInPopulation = (document: { documentType: string; number: string }) => Promise<Readonly<Record<RegisterField, string | null>> | null>

interface Parts {
  walletOf: (principal: Principal) => Promise<readonly LicenceCardView[]>
  findOwned: (query: { licenceId: string; subjectId: string; capacity: Principal['capacity'] }) => Promise<OwnedLicence | null>
  factsOf: (subjectId: string) => Promise<AccountFacts>
  /** Asks the population register. @throws AppError UPSTREAM_UNAVAILABLE */
  checkPopulation: (claim: { name: string; documentType: string; number: string }) => Promise<boolean>
  findInPopulation: FindInPopulation
  typeOf: (code: string) => LicenceType | null
  uploads: Pick<CaseUploads, 'findUsable' | 'describe'>
  newId: (at: Date) => string
  now: () => Date
}

/** What stands for a register that cannot be asked: nothing, so that the person goes on filling in, or a refusal, so that no typed value passes for its own. */
type WhenDown = 'leaveOut' | 'refuse'

/** One value with where it was taken from. */
interface Sourced {
  field: FormField
  value: string | null
  display: string | null
  asOf: Date | null
}

/** The valid licence of a type, if there is one. */
type Find = (type: string) => Promise<OwnedLicence | null>
interface Covering {
  material: Pick<Material, 'code' | 'sources'>
  kind: MaterialKind
  /** The files, where it is covered with some. */
  uploads?: readonly string[] | undefined
  principal: Principal
}

const ACCOUNT = { zh: '实名信息', en: 'Confirmed identity' }
const REGISTER = { zh: '人口库', en: 'Population register' }
const REASONS = {
  noLicence: (licence: string) => ({
    zh: `“我的证照”里没有有效的${licence}`,
    en: 'There is no valid one among your licences',
  }),
}

export type Prefill = ReturnType<typeof createPrefill>

/** 预填 and 材料: what is known already is taken from where it is kept, for the phone to show and again by the server at the end. */
export function createPrefill({ walletOf, findOwned, factsOf, checkPopulation, findInPopulation, typeOf, uploads, newId, now }: Parts) {
  /** A principal is made for each request: within one, the wallet is asked once and each licence opened at most once. */
  const finders = new WeakMap<Principal, (type: string) => Promise<OwnedLicence | null>>()
  function licencesOf(principal: Principal): (type: string) => Promise<OwnedLicence | null> {
    const find = finders.get(principal) ?? createFinder(principal)
    finders.set(principal, find)
    return find
  }

  /** The valid licences of a person by type. */
  function createFinder(principal: Principal) {
    let wallet: Promise<readonly LicenceCardView[]> | null = null
    const opened = new Map<string, Promise<OwnedLicence | null>>()
    const open = async (type: string) => {
      wallet ??= walletOf(principal)
      const card = (await wallet).find((each) => each.type === type && each.meaning === 'valid')
      return card ? findOwned({ licenceId: card.id, subjectId: principal.subjectId, capacity: principal.capacity }) : null
    }
    return (type: string): Promise<OwnedLicence | null> => {
      const known = opened.get(type) ?? open(type)
      opened.set(type, known)
      return known
    }
  }

  /** Every sourced field of a form with its value in clear; null where the source has nothing. */
  async function takeAll({ form, principal, whenDown }: { form: Form; principal: Principal; whenDown: WhenDown }): Promise<Sourced[]> {
    const find = licencesOf(principal)
    const facts = await factsOf(principal.subjectId)
    let asked: ReturnType<FindInPopulation> | null = null
    const inRegister = async (code: RegisterField): Promise<string | null> => {
      const { documentType, number } = facts
      if (!documentType || !number) return null
      asked ??= findInPopulation({ documentType, number }).catch((cause: unknown) => {
        if (whenDown === 'leaveOut' && cause instanceof AppError && cause.code === 'UPSTREAM_UNAVAILABLE') return null
        throw cause
      })
      return (await asked)?.[code] ?? null
    }
    const take = async (field: FormField): Promise<Sourced[]> => {
      const { source } = field
      if (!source) return []
      if (source.kind === 'register') {
        const value = await inRegister(source.field)
        return [{ field, value, display: value, asOf: null }]
      }
      if (source.kind === 'account') {
        const value = facts[source.field]
        return [{ field, value, display: value && maskSourced(field, value), asOf: null }]
      }
      const licence = await find(source.licenceType)
      const value = licence?.fields.find(({ code }) => code === source.field)?.value || null
      return [{ field, value, display: value && maskSourced(field, value), asOf: licence?.statusAsOf ?? null }]
    }
    return (await Promise.all(fieldsOf(form).map(take))).flat()
  }

  /** A value of the person's own as it is shown to him: numbers keep their ends; what has no ends to keep, a date of birth, is his to see. */
  function maskSourced({ source }: FormField, value: string): string {
    if (source?.kind === 'register') return value
    if (source?.kind === 'account') return source.field === 'name' ? value : maskDocumentNumber(value)
    const fields = source?.kind === 'licence' ? typeOf(source.licenceType)?.fields : undefined
    const mask = fields?.find((field) => source?.kind === 'licence' && field.code === source.field)?.mask
    return mask === undefined || mask === 'all' ? value : maskValue(value, mask)
  }

  /** For `readForm`: what stands for whatever the phone sent. A draft is kept without it where it cannot be asked. @throws AppError UPSTREAM_UNAVAILABLE */
  const sourcedAnswers = async ({
    whenDown = 'refuse',
    ...query
  }: {
    form: Form
    principal: Principal
    whenDown?: WhenDown
  }): Promise<Record<string, string>> =>
    Object.fromEntries((await takeAll({ ...query, whenDown })).flatMap(({ field, value }) => (value === null ? [] : [[field.code, value] as const])))

  /** For the screen: masked, with the source; in clear only what other fields are counted from. */
  async function describe({ form, principal }: { form: Form; principal: Principal }): Promise<SourcedField[]> {
    const needed = new Set(
      fieldsOf(form).flatMap((field) => [...(field.when ? fieldsNamed(field.when) : []), ...(field.kind === 'computed' ? [field.from.of].flat() : [])]),
    )
    return (await takeAll({ form, principal, whenDown: 'leaveOut' })).map(({ field, value, display, asOf }) => ({
      field: field.code,
      display,
      value: needed.has(field.code) ? value : null,
      source: sourceWords(field),
      asOf: asOf?.toISOString() ?? null,
    }))
  }

  function sourceWords({ source }: FormField): { zh: string; en: string } {
    if (source?.kind === 'register') return REGISTER
    const type = source?.kind === 'licence' ? typeOf(source.licenceType) : null
    return type ? { zh: type.zh, en: type.en } : ACCOUNT
  }

  function optionWords(source: MaterialSource): { zh: string; en: string } {
    switch (source.kind) {
      case 'licence': {
        const type = typeOf(source.licenceType)
        return { zh: `用“我的证照”里的${type?.zh ?? ''}，不用交纸质的`, en: `Use your ${type?.en ?? 'licence'}; no paper needed` }
      }
      case 'dataCheck':
        return { zh: `由我们向${source.zh}核对，不用提交`, en: `We ask the ${source.en}; nothing to hand in` }
      case 'commitment':
        return { zh: '签承诺书代替', en: 'A signed commitment instead' }
      case 'upload':
        return { zh: '上传照片或文件', en: 'Upload a picture or file' }
    }
  }

  async function describeOption(source: MaterialSource, find: Find): Promise<MaterialOption> {
    const why = source.kind === 'licence' && !(await find(source.licenceType)) ? REASONS.noLicence(typeOf(source.licenceType)?.zh ?? '证照') : null
    return {
      kind: source.kind,
      words: optionWords(source),
      available: why === null,
      why,
      text: source.kind === 'commitment' ? source.text : null,
      ...(source.kind === 'upload' && { upload: { formats: source.formats, maxMegabytes: source.maxMegabytes } }),
    }
  }

  const takenOf = async (taken: StoredMaterial | undefined): Promise<Pick<ApplicationMaterial, 'taken' | 'uploads'>> => ({
    taken: taken?.kind ?? null,
    ...(taken?.uploads && { uploads: await uploads.describe(taken.uploads) }),
  })

  /** Each material with the ways this person can go. */
  async function describeMaterials({
    materials,
    taken,
    asked,
    principal,
    open,
    mayFollow,
  }: {
    materials: readonly Material[]
    taken: readonly StoredMaterial[]
    asked: Readonly<Record<string, string>>
    principal: Principal
    /** Whether anything may be chosen now; else nobody is asked what there is. */
    open: boolean
    /** Whether secondary ones may be brought later 容缺. */
    mayFollow: boolean
  }): Promise<ApplicationMaterial[]> {
    const find = licencesOf(principal)
    return Promise.all(
      materials.map(async ({ code, zh, en, standard, need, sources, secondary }) => ({
        code,
        zh,
        en,
        standard,
        need,
        options: await Promise.all((open ? sources : []).map((source) => describeOption(source, find))),
        ...(await takenOf(taken.find((each) => each.code === code))),
        asked: asked[code] ?? null,
        mayFollow: mayFollow && secondary && need === 'always',
      })),
    )
  }

  /**
   * Covers one material the way the person chose: a licence as it is now, a register asked now, a commitment as it is worded, files of his own
   * that were checked and are what the material asks for.
   * @returns null where that way is not open to this person or this material
   */
  async function cover({ material, kind, uploads: ids = [], principal }: Covering): Promise<StoredMaterial | null> {
    const ways = material.sources.filter((each) => each.kind === kind)
    const at = now()
    const taken = (ref: string | null): StoredMaterial => ({ code: material.code, kind, ref, at })
    switch (ways[0]?.kind) {
      case 'licence': {
        const find = licencesOf(principal)
        for (const way of ways) {
          const licence = way.kind === 'licence' ? await find(way.licenceType) : null
          if (licence) return { ...taken(`${licence.licenceId}@${licence.revision}`), licenceType: licence.typeCode }
        }
        return null
      }
      case 'dataCheck': {
        const { name, number, documentType } = await factsOf(principal.subjectId)
        const fits = name && number && documentType && (await checkPopulation({ name, number, documentType }))
        return fits ? taken(newId(at)) : null
      }
      case 'commitment':
        return taken(null)
      case 'upload': {
        const files = ids.length === 0 || ids.length > UPLOAD_LIMITS.perMaterial ? null : await uploads.findUsable({ ids, principal })
        const fit = files?.every((file) => ways.some((way) => way.kind === 'upload' && isFit(file, way)))
        return fit ? { ...taken(null), uploads: [...ids] } : null
      }
      default:
        return null
    }
  }

  /** Licences of a form that are not this person's, or of another type: somebody else's answers like none (R14). */
  async function foreignLicences({ form, answers, principal }: { form: Form; answers: Answers; principal: Principal }): Promise<FieldProblem[]> {
    const { subjectId, capacity } = principal
    const check = async (field: FormField): Promise<FieldProblem[]> => {
      const licenceId = Object.hasOwn(answers, field.code) ? answers[field.code] : undefined
      if (field.kind !== 'licence' || typeof licenceId !== 'string' || licenceId === '') return []
      const licence = await findOwned({ licenceId, subjectId, capacity })
      return licence?.typeCode === field.licenceType ? [] : [refuse(`/answers/${field.code}`, 'reference')]
    }
    return (await Promise.all(fieldsOf(form).map(check))).flat()
  }

  /** The licences that a form can be answered with. */
  async function cardsFor({ form, principal }: { form: Form; principal: Principal }): Promise<LicenceCardView[]> {
    const types = fieldsOf(form).flatMap((field) => (field.kind === 'licence' ? [field.licenceType] : []))
    return types.length === 0 ? [] : (await walletOf(principal)).filter(({ type }) => types.includes(type))
  }

  return { sourceWords, maskSourced, sourcedAnswers, foreignLicences, cardsFor, describe, describeMaterials, cover }
}
