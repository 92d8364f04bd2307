/** Ids are opaque text. Cases and matters are UUIDs; people and organisations carry the ids of their register. */
export type CaseId = string;
export type PersonId = string;
export type OrganisationId = string;
export type MatterId = string;
/** Lower-case hexadecimal SHA-256 of a document or of published content. */
export type Sha256 = string;
