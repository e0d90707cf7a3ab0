import { readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import type { TokenKind, TokenRefusalReason } from '../../src/platform/tokens'

/** Kinds that the corpus attacks: the short form of the bare codes, and full tokens. */
export type AttackedKind = TokenKind

/** How one hostile token of shared/testdata/presentation is made from a good one. Steps apply in this order. */
export interface Recipe {
  name: string
  /** Reasons that fit, joined by `|` where chance decides which. */
  refused: string
  /** Takes a real token of this kind instead of one of the attacked kind. */
  real?: TokenKind
  /** The attacked kind for which this is no attack. */
  notFor?: TokenKind
  /** `kid` and signature of the key of another kind. */
  key?: TokenKind
  /** Members put over the good header or payload before signing. */
  header?: Record<string, unknown>
  payload?: Record<string, unknown>
  /** The whole text or bytes instead. */
  headerText?: string
  headerHex?: string
  payloadText?: string
  payloadHex?: string
  /** Who signs, or over what. */
  sign?: string
  /** r and s. */
  signatureWords?: [string, string]
  signatureBytes?: number
  /** Members put over the payload after signing. */
  payloadAfter?: Record<string, unknown>
  /** Changes the spelling of one part. */
  edit?: Edit
  /** The text that is presented, instead of the three parts with dots. */
  text?: string
}

export interface Edit {
  part: 'head' | 'payload' | 'signature'
  at?: 'start' | 'middle' | 'end'
  insert?: string
  strayBits?: number
  cutTo?: '4n+1'
  standardAlphabet?: true
  flipBit?: number
}

export interface Family {
  family: string
  rule: string
  about: string
  kinds?: AttackedKind[]
  cases: Recipe[]
}

const FOLDER = join(__dirname, '../../../shared/testdata/presentation')

/** Every family, one file each. */
export function readFamilies(): Family[] {
  return readdirSync(FOLDER)
    .filter((name) => name.endsWith('.json'))
    .sort()
    .map((name) => JSON.parse(readFileSync(join(FOLDER, name), 'utf8')) as Family)
}

export const reasonsOf = (recipe: Recipe): TokenRefusalReason[] => recipe.refused.split('|') as TokenRefusalReason[]
