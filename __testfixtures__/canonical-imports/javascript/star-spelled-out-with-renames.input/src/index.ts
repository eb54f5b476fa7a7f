export * from './old'
export {x} from './x'
