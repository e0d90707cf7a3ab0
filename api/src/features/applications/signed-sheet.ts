import { ALLOWED_IN_FORM, isFit } from '@zsb/shared/upload'
import { AppError } from '../../platform/http/app-error'
import type { Principal } from '../../platform/http/principal'
import type { CaseUploads } from '../uploads'
import { FILE_GONE } from './material-words'

export type RefuseUnfitSheet = (query: { sheet: readonly string[]; principal: Principal }) => Promise<void>

/** Whether a signed sheet that was scanned is this person's, was checked, and can be read. @throws AppError APPLICATION_REFUSED */
export const createRefuseUnfitSheet = (uploads: Pick<CaseUploads, 'findUsable'>): RefuseUnfitSheet =>
  async function refuseUnfitSheet({ sheet, principal }) {
    const files = sheet.length === 0 ? [] : await uploads.findUsable({ ids: sheet, principal })
    if (!files?.every((file) => isFit(file, ALLOWED_IN_FORM))) throw new AppError('APPLICATION_REFUSED', { fields: [{ pointer: '/sheet', ...FILE_GONE }] })
  }
