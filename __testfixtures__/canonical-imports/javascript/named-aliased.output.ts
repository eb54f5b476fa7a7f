import { connect as open } from "./ws/websocket-manager"
open("a")
