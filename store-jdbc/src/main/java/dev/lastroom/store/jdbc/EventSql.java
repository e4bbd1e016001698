package dev.lastroom.store.jdbc;

/**
 * How a store reads its events: each query gives {@code batch} and {@code place}, and the first and the last also {@code
 * name}, {@code booking_id}, {@code owner}, {@code at}, {@code actor}, {@code request_id}, {@code before} and {@code
 * after}.
 *
 * <p>A horizon is asked for in a statement of its own, before the one that reads: a statement sees what was committed when
 * it began, and so may not see all that lies before a horizon which it finds out by itself.
 *
 * @param horizon gives one number, {@code batch}: no event up to there is still to come
 * @param page those after a place in the log, in order; the parameters are the batch, again the batch, the place, the
 *     horizon, and how many
 * @param last the last event up to the horizon, which is the parameter
 * @param all every event that is committed: those of one booking in a row, and else in the order of the log
 */
public record EventSql(String horizon, String page, String last, String all) {}
