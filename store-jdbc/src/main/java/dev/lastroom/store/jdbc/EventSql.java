package dev.lastroom.store.jdbc;

/**
 * How a store reads its events: each query gives {@code batch} and {@code place}, and the first and the last also {@code
 * name}, {@code booking_id}, {@code owner}, {@code at}, {@code actor}, {@code request_id}, {@code before} and {@code
 * after}.
 *
 * @param page those after a place in the log, in order, of which none can come before another any more; the parameters
 *     are the batch, again the batch, the place, and how many
 * @param last the last of them
 * @param all every event that is committed, in any order
 */
public record EventSql(String page, String last, String all) {}
