import { send } from "./old";
send();
