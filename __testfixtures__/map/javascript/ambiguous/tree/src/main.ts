import { Client, Fast } from "./api";

new Client();
new Fast();
