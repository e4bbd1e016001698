package dev.lastroom.store.jdbc;

/**
 * The queries that read a store's events. Each returns {@code batch} and {@code place}; the first and the last also
 * return {@code name}, {@code booking_id}, {@code owner}, {@code at}, {@code actor}, {@code request_id}, {@code before}
 * and {@code after}.
 *
 * <p>The horizon is read in a statement of its own, before the one that reads events. A statement sees what was
 * committed when it began, so it might not see everything before a horizon that it computes itself.
 *
 * @param horizon returns one number, {@code batch}: no event up to there is still to come
 * @param page the events after a place in the log, in order; the parameters are the batch, again the batch, the place,
 *     the horizon, and the number of events
 * @param last the last event up to the horizon, which is the parameter
 * @param later the batches after the one that is the parameter
 * @param all every committed event: those of one booking in a row, otherwise in the order of the log
 */
public record EventSql(String horizon, String page, String last, String later, String all) {}
