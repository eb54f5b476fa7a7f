import { send } from "./new";
send();
