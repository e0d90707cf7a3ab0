/** Why a material or file is not taken, said at its place. */
export const MISSING = { zh: '这份材料还没有', en: 'This material is missing' }
export const FILE_GONE = { zh: '传的文件没有收到或不合要求，请删掉重新传', en: 'The file is not there or not what is asked for; remove it and send it again' }
export const NOT_THAT_WAY = { zh: '这份材料不能这样提供，请换一种方式', en: 'This material cannot be covered that way; choose another' }
