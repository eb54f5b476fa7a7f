import { connect as open } from "./ws/manager"
open("a")
