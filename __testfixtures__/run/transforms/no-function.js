export const parser = "ts";
