package dev.lastroom.store.jdbc;

import dev.lastroom.engine.booking.EventId;
import dev.lastroom.engine.webhook.FailedDelivery;
import dev.lastroom.engine.webhook.Webhook;
import dev.lastroom.engine.webhook.WebhookStore;
import java.net.URI;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Webhooks in a database, in SQL that every store understands. Thread-safe. */
public final class JdbcWebhooks implements WebhookStore {

    private static final String LEASE = "webhooks";
    private static final String IF_LEASED = " EXISTS (SELECT 1 FROM lease WHERE name = '" + LEASE + "' AND holder = ?)";

    private final Columns columns;
    private final JdbcReads reads;
    private final Transactions transactions;

    /** Runs something in a transaction of its own, which it commits. */
    @FunctionalInterface
    public interface Transactions {

        /** Runs {@code work}, which is given what prepares statements; they are closed after the transaction. */
        <T> T run(Sql.Function<Sql.Function<String, PreparedStatement>, T> work);
    }

    public JdbcWebhooks(Columns columns, JdbcReads reads, Transactions transactions) {
        this.columns = columns;
        this.reads = reads;
        this.transactions = transactions;
    }

    @Override
    public boolean add(Webhook webhook) {
        return update(
                        """
                        INSERT INTO webhook (id, url, secret, created_at, batch, place)
                        SELECT ?, ?, ?, ?, ?, ? WHERE (SELECT count(*) FROM webhook) < ?
                        """,
                        webhook.id(),
                        webhook.url().toString(),
                        webhook.secret(),
                        webhook.createdAt(),
                        webhook.told().batch(),
                        webhook.told().place(),
                        Webhook.COUNT_MAX)
                == 1;
    }

    @Override
    public List<Webhook> all() {
        return reads.query("SELECT * FROM webhook ORDER BY created_at, id", this::webhook);
    }

    private Webhook webhook(ResultSet row) throws SQLException {
        return new Webhook(
                Objects.requireNonNull(columns.uuid(row, "id")),
                URI.create(row.getString("url")),
                row.getString("secret"),
                Objects.requireNonNull(columns.instant(row, "created_at")),
                eventId(row));
    }

    @Override
    public boolean remove(UUID id) {
        return update("DELETE FROM webhook WHERE id = ?", id) == 1;
    }

    @Override
    public boolean lease(UUID holder, Instant now, Instant until) {
        return update("""
                        INSERT INTO lease (name, holder, until) VALUES (?, ?, ?)
                        ON CONFLICT (name) DO UPDATE SET holder = excluded.holder, until = excluded.until
                        WHERE lease.holder = excluded.holder OR lease.until <= ?
                        """, LEASE, holder, until, now) == 1;
    }

    @Override
    public boolean told(UUID holder, Webhook webhook, EventId told, List<FailedDelivery> failed) {
        return transactions.run(statements -> {
            int moved = updateWith(
                    statements,
                    "UPDATE webhook SET batch = ?, place = ? WHERE id = ? AND batch = ? AND place = ? AND" + IF_LEASED,
                    told.batch(),
                    told.place(),
                    webhook.id(),
                    webhook.told().batch(),
                    webhook.told().place(),
                    holder);
            if (moved == 1) {
                for (FailedDelivery delivery : failed) {
                    keep(statements, delivery);
                }
            }
            return moved == 1;
        });
    }

    @Override
    public List<FailedDelivery> due(UUID webhookId, Instant now, int limit) {
        return reads.query(
                "SELECT * FROM webhook_failure WHERE webhook_id = ? AND next_at <= ? ORDER BY next_at LIMIT ?",
                this::failure,
                webhookId,
                now,
                limit);
    }

    @Override
    public void retried(UUID holder, UUID webhookId, EventId eventId, @Nullable FailedDelivery failed) {
        transactions.run(statements -> {
            int done = updateWith(
                    statements,
                    "DELETE FROM webhook_failure WHERE webhook_id = ? AND batch = ? AND place = ? AND" + IF_LEASED,
                    webhookId,
                    eventId.batch(),
                    eventId.place(),
                    holder);
            if (done == 1 && failed != null) {
                keep(statements, failed);
            }
            return done;
        });
    }

    /** A webhook that is told of an event once more, and fails again, starts its attempts anew. */
    private void keep(Sql.Function<String, PreparedStatement> statements, FailedDelivery failed) throws SQLException {
        updateWith(
                statements,
                """
                INSERT INTO webhook_failure (webhook_id, batch, place, attempts, first_at, next_at, error)
                VALUES (?, ?, ?, ?, ?, ?, ?)
                ON CONFLICT (webhook_id, batch, place) DO UPDATE
                SET attempts = excluded.attempts, next_at = excluded.next_at, error = excluded.error
                """,
                failed.webhookId(),
                failed.eventId().batch(),
                failed.eventId().place(),
                failed.attempts(),
                failed.firstAt(),
                failed.nextAt(),
                failed.error());
    }

    @Override
    public List<FailedDelivery> dead(UUID webhookId, EventId after, int limit) {
        return reads.query("""
                SELECT * FROM webhook_failure
                WHERE webhook_id = ? AND next_at IS NULL AND (batch, place) > (?, ?)
                ORDER BY batch, place LIMIT ?
                """, this::failure, webhookId, after.batch(), after.place(), limit);
    }

    private FailedDelivery failure(ResultSet row) throws SQLException {
        return new FailedDelivery(
                Objects.requireNonNull(columns.uuid(row, "webhook_id")),
                eventId(row),
                row.getInt("attempts"),
                Objects.requireNonNull(columns.instant(row, "first_at")),
                columns.instant(row, "next_at"),
                row.getString("error"));
    }

    private static EventId eventId(ResultSet row) throws SQLException {
        return new EventId(row.getLong("batch"), row.getInt("place"));
    }

    @Override
    public int replayDead(UUID webhookId, @Nullable EventId eventId, Instant now) {
        String sql = "UPDATE webhook_failure SET attempts = 0, next_at = ? WHERE webhook_id = ? AND next_at IS NULL";
        return eventId == null
                ? update(sql, now, webhookId)
                : update(sql + " AND batch = ? AND place = ?", now, webhookId, eventId.batch(), eventId.place());
    }

    @Override
    public boolean rewind(UUID webhookId, EventId after) {
        return update("UPDATE webhook SET batch = ?, place = ? WHERE id = ?", after.batch(), after.place(), webhookId)
                == 1;
    }

    private int update(String sql, @Nullable Object... parameters) {
        return transactions.run(statements -> updateWith(statements, sql, parameters));
    }

    private int updateWith(
            Sql.Function<String, PreparedStatement> statements, String sql, @Nullable Object... parameters)
            throws SQLException {
        PreparedStatement statement = statements.apply(sql);
        columns.bindAll(statement, parameters);
        return statement.executeUpdate();
    }
}
