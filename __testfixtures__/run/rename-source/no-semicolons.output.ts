import {a,
  b} from 'new'

;[a, b].forEach((x) => ({}) as any)
