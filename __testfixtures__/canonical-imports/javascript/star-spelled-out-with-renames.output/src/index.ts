export {type T, a, b as c} from './new'
export {x} from './x'
