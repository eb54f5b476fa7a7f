export { Client, version } from "@acme/core";
