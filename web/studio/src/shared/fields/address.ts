/** A postal address: lines and places, read as one line. */
export const addressParts = ["line1", "line2", "city", "region", "postal_code", "country"] as const;
export type Address = Partial<Record<(typeof addressParts)[number], string>> & { lat?: number; lon?: number };

export const isAddress = (value: unknown): value is Address => typeof value === "object" && value !== null && !Array.isArray(value);

/** The address in one line. */
export const addressLine = (address: Address): string => addressParts.map((part) => address[part]).filter(Boolean).join(", ");
