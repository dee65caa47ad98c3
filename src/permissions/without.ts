/** The text that says what stops working without a permission; the API gives the purpose. */
export const without = (purpose: string) => `permissions.without.${purpose}` as const;
