package dev.lastroom.store.jdbc;

import dev.lastroom.engine.event.EventId;
import dev.lastroom.engine.webhook.AddedWebhook;
import dev.lastroom.engine.webhook.Backlog;
import dev.lastroom.engine.webhook.Condition;
import dev.lastroom.engine.webhook.FailedDelivery;
import dev.lastroom.engine.webhook.Webhook;
import dev.lastroom.engine.webhook.WebhookStore;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Webhooks in a database, in SQL that every store understands. Thread-safe. */
public final class JdbcWebhooks implements WebhookStore {

    private static final String LEASE = "webhooks";
    private static final String IF_LEASED = " EXISTS (SELECT 1 FROM lease WHERE name = '" + LEASE + "' AND holder = ?)";

    /** The row that additions of webhooks lock. It is like a lease that is not held beyond the transaction. */
    private static final String ADDING = "webhooks-adding";

    private static final String BACKLOG = """
            SELECT
              (SELECT count(*) FROM (
                SELECT 1 AS one FROM webhook_failure WHERE webhook_id = ? AND next_at IS NOT NULL LIMIT ?) AS w) AS waiting,
              (SELECT count(*) FROM (
                SELECT 1 AS one FROM webhook_failure WHERE webhook_id = ? AND next_at IS NULL LIMIT ?) AS d) AS dead,
              (SELECT next_at FROM webhook_failure WHERE webhook_id = ? AND next_at IS NOT NULL
               ORDER BY next_at LIMIT 1) AS next_at,
              (SELECT first_at FROM webhook_failure WHERE webhook_id = ? AND next_at IS NOT NULL
               ORDER BY batch, place LIMIT 1) AS first_at
            """;

    private final ColumnForms columns;
    private final WebhookRows rows;
    private final JdbcReads reads;
    private final Queries queries;
    private final Transactions transactions;

    /** Runs work in a transaction of its own, and commits it. */
    @FunctionalInterface
    public interface Transactions {

        /**
         * Runs {@code work}, which receives a function that prepares statements; they are closed after the transaction.
         */
        <T> T run(Sql.Function<Sql.Function<String, PreparedStatement>, T> work);
    }

    public JdbcWebhooks(ColumnForms columns, JdbcReads reads, Transactions transactions) {
        this.columns = columns;
        this.rows = new WebhookRows(columns);
        this.reads = reads;
        this.queries = reads.queries();
        this.transactions = transactions;
    }

    @Override
    public AddedWebhook add(Webhook webhook, @Nullable Creation creation) {
        return transactions.run(statements -> {
            // Additions wait here for one another, so both count the same webhooks and find each other's key.
            updateWith(statements, """
                    INSERT INTO lease (name, holder, until) VALUES (?, ?, ?)
                    ON CONFLICT (name) DO UPDATE SET holder = excluded.holder
                    """, ADDING, webhook.id(), webhook.createdAt());
            Optional<AddedWebhook> before = creation == null ? Optional.empty() : before(statements, creation);
            if (before.isPresent()) {
                return before.get();
            }
            return insert(statements, webhook, creation) == 1 ? new AddedWebhook.New() : new AddedWebhook.Full();
        });
    }

    private Optional<AddedWebhook> before(Sql.Function<String, PreparedStatement> statements, Creation creation)
            throws SQLException {
        PreparedStatement statement = statements.apply("SELECT * FROM webhook WHERE key_hash = ?");
        columns.bindAll(statement, creation.key().hash());
        try (ResultSet row = statement.executeQuery()) {
            if (!row.next()) {
                return Optional.empty();
            }
            boolean isSame = creation.fingerprint().hash().equals(columns.uuid(row, "fingerprint"));
            return Optional.of(isSame ? new AddedWebhook.Replayed(rows.webhook(row)) : new AddedWebhook.KeyConflict());
        }
    }

    private int insert(Sql.Function<String, PreparedStatement> statements, Webhook webhook, @Nullable Creation creation)
            throws SQLException {
        return updateWith(
                statements,
                """
                INSERT INTO webhook (id, url, secret, types, property_ids, created_at, batch, place, key_hash, fingerprint)
                SELECT ?, ?, ?, ?, ?, ?, ?, ?, ?, ? WHERE (SELECT count(*) FROM webhook) < ?
                """,
                webhook.id(),
                webhook.url().toString(),
                webhook.secret().current(),
                WebhookRows.types(webhook),
                WebhookRows.propertyIds(webhook),
                webhook.createdAt(),
                webhook.told().batch(),
                webhook.told().place(),
                creation == null ? null : creation.key().hash(),
                creation == null ? null : creation.fingerprint().hash(),
                Webhook.COUNT_MAX);
    }

    @Override
    public List<Webhook> all() {
        return queries.query("SELECT * FROM webhook ORDER BY created_at, id", rows::webhook);
    }

    @Override
    public Optional<Webhook> find(UUID id) {
        return queries.query("SELECT * FROM webhook WHERE id = ?", rows::webhook, id).stream()
                .findFirst();
    }

    @Override
    public Optional<Webhook> change(UUID id, UnaryOperator<Webhook> change) {
        return transactions.run(statements -> {
            // Locks the row, in databases with row locks, so that no other change comes between.
            updateWith(statements, "UPDATE webhook SET url = url WHERE id = ?", id);
            Optional<Webhook> before = locked(statements, id);
            if (before.isEmpty()) {
                return before;
            }
            Webhook after = change.apply(before.get());
            updateWith(
                    statements,
                    """
                    UPDATE webhook SET url = ?, types = ?, property_ids = ?, secret = ?, previous_secret = ?,
                      previous_until = ?, disabled_at = ?, disabled_reason = ? WHERE id = ?
                    """,
                    after.url().toString(),
                    WebhookRows.types(after),
                    WebhookRows.propertyIds(after),
                    after.secret().current(),
                    after.secret().previous(),
                    after.secret().previousUntil(),
                    WebhookRows.disabledAt(after.condition()),
                    WebhookRows.disabledReason(after.condition()),
                    id);
            keep(statements, id, after.condition());
            return Optional.of(after);
        });
    }

    private Optional<Webhook> locked(Sql.Function<String, PreparedStatement> statements, UUID id) throws SQLException {
        PreparedStatement statement = statements.apply("SELECT * FROM webhook WHERE id = ?");
        columns.bindAll(statement, id);
        try (ResultSet row = statement.executeQuery()) {
            return row.next() ? Optional.of(rows.webhook(row)) : Optional.empty();
        }
    }

    /** Saves a webhook; one that was disabled in the meantime stays disabled. */
    private void keep(Sql.Function<String, PreparedStatement> statements, UUID id, Condition state)
            throws SQLException {
        updateWith(
                statements,
                """
                UPDATE webhook SET last_at = ?, last_outcome = ?, last_status = ?, last_error = ?, failing_since = ?,
                  paused_until = ?, disabled_at = coalesce(disabled_at, ?), disabled_reason = coalesce(disabled_reason, ?)
                WHERE id = ?
                """,
                WebhookRows.lastAt(state),
                WebhookRows.lastOutcome(state),
                WebhookRows.lastStatus(state),
                WebhookRows.lastError(state),
                state.failingSince(),
                state.pausedUntil(),
                WebhookRows.disabledAt(state),
                WebhookRows.disabledReason(state),
                id);
    }

    @Override
    public boolean remove(UUID id) {
        return update("DELETE FROM webhook WHERE id = ?", id) == 1;
    }

    @Override
    public Backlog backlog(Webhook webhook) {
        int behind = reads.countEvents(webhook.told(), Backlog.COUNTED_MAX);
        Instant next = behind == 0
                ? null
                : reads.events(webhook.told(), null, 1).events().stream()
                        .findFirst()
                        .map(recorded -> recorded.event().at())
                        .orElse(null);
        return queries.query(
                        BACKLOG,
                        row -> backlog(row, behind, next),
                        webhook.id(),
                        Backlog.COUNTED_MAX,
                        webhook.id(),
                        Backlog.COUNTED_MAX,
                        webhook.id(),
                        webhook.id())
                .getFirst();
    }

    private Backlog backlog(ResultSet row, int behind, @Nullable Instant next) throws SQLException {
        Instant first = columns.instant(row, "first_at");
        return new Backlog(
                behind + row.getInt("waiting"),
                first == null || (next != null && next.isBefore(first)) ? next : first,
                columns.instant(row, "next_at"),
                row.getInt("dead"));
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
    public boolean told(UUID holder, Webhook before, Webhook after, List<FailedDelivery> failed) {
        return transactions.run(statements -> {
            int moved = updateWith(
                    statements,
                    "UPDATE webhook SET batch = ?, place = ? WHERE id = ? AND url = ? AND batch = ? AND place = ? AND"
                            + IF_LEASED,
                    after.told().batch(),
                    after.told().place(),
                    before.id(),
                    before.url().toString(),
                    before.told().batch(),
                    before.told().place(),
                    holder);
            if (moved == 1) {
                keep(statements, before.id(), after.condition());
                for (FailedDelivery delivery : failed) {
                    keep(statements, delivery);
                }
            }
            return moved == 1;
        });
    }

    @Override
    public List<FailedDelivery> due(UUID webhookId, Instant now, int limit) {
        return queries.query(
                "SELECT * FROM webhook_failure WHERE webhook_id = ? AND next_at <= ? ORDER BY next_at LIMIT ?",
                rows::failure,
                webhookId,
                now,
                limit);
    }

    @Override
    public boolean retried(UUID holder, Webhook before, Webhook after, List<Retried> retried) {
        return transactions.run(statements -> {
            int there = updateWith(
                    statements,
                    "UPDATE webhook SET url = url WHERE id = ? AND url = ? AND" + IF_LEASED,
                    before.id(),
                    before.url().toString(),
                    holder);
            if (there == 1) {
                keep(statements, before.id(), after.condition());
                for (Retried delivery : retried) {
                    retried(statements, before.id(), delivery);
                }
            }
            return there == 1;
        });
    }

    private void retried(Sql.Function<String, PreparedStatement> statements, UUID webhookId, Retried delivery)
            throws SQLException {
        int done = updateWith(
                statements,
                "DELETE FROM webhook_failure WHERE webhook_id = ? AND batch = ? AND place = ?",
                webhookId,
                delivery.eventId().batch(),
                delivery.eventId().place());
        if (done == 1 && delivery.failed() != null) {
            keep(statements, delivery.failed());
        }
    }

    /** Saves a failed delivery. If an event that is sent again fails again, its attempts start over. */
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
        return queries.query("""
                SELECT * FROM webhook_failure
                WHERE webhook_id = ? AND next_at IS NULL AND (batch, place) > (?, ?)
                ORDER BY batch, place LIMIT ?
                """, rows::failure, webhookId, after.batch(), after.place(), limit);
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
