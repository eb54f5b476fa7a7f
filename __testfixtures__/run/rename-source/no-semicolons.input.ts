import {a,
  b} from 'old'

;[a, b].forEach((x) => ({}) as any)
