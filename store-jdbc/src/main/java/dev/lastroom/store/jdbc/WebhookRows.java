package dev.lastroom.store.jdbc;

import dev.lastroom.engine.event.EventId;
import dev.lastroom.engine.inventory.PropertyId;
import dev.lastroom.engine.webhook.Attempt;
import dev.lastroom.engine.webhook.Condition;
import dev.lastroom.engine.webhook.Condition.Disabled;
import dev.lastroom.engine.webhook.EventFilter;
import dev.lastroom.engine.webhook.FailedDelivery;
import dev.lastroom.engine.webhook.Webhook;
import dev.lastroom.engine.webhook.WebhookSecret;
import java.net.URI;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Makes webhooks from rows, and the parameters of statements about webhooks. Thread-safe. */
final class WebhookRows {

    private final ColumnForms columns;

    WebhookRows(ColumnForms columns) {
        this.columns = columns;
    }

    Webhook webhook(ResultSet row) throws SQLException {
        return new Webhook(
                Objects.requireNonNull(columns.uuid(row, "id")),
                URI.create(row.getString("url")),
                new WebhookSecret(
                        row.getString("secret"),
                        row.getString("previous_secret"),
                        columns.instant(row, "previous_until")),
                new EventFilter(
                        words(row.getString("types")),
                        words(row.getString("property_ids")).stream()
                                .map(PropertyId::new)
                                .toList()),
                Objects.requireNonNull(columns.instant(row, "created_at")),
                eventId(row),
                new Condition(
                        attempt(row),
                        columns.instant(row, "failing_since"),
                        columns.instant(row, "paused_until"),
                        disabled(row)));
    }

    private @Nullable Attempt attempt(ResultSet row) throws SQLException {
        Instant at = columns.instant(row, "last_at");
        if (at == null) {
            return null;
        }
        int status = row.getInt("last_status");
        return new Attempt(
                at,
                Attempt.Reception.valueOf(row.getString("last_outcome")),
                status == 0 ? null : status,
                row.getString("last_error"));
    }

    private @Nullable Disabled disabled(ResultSet row) throws SQLException {
        Instant at = columns.instant(row, "disabled_at");
        return at == null ? null : new Disabled(at, Condition.Reason.valueOf(row.getString("disabled_reason")));
    }

    FailedDelivery failure(ResultSet row) throws SQLException {
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

    private static List<String> words(String text) {
        return text.isEmpty() ? List.of() : Arrays.asList(text.split(" ", -1));
    }

    static String types(Webhook webhook) {
        return String.join(" ", webhook.filter().types());
    }

    static String propertyIds(Webhook webhook) {
        return webhook.filter().propertyIds().stream().map(PropertyId::value).collect(Collectors.joining(" "));
    }

    static @Nullable Instant lastAt(Condition state) {
        return state.last() == null ? null : state.last().at();
    }

    static @Nullable String lastOutcome(Condition state) {
        return state.last() == null ? null : state.last().reception().name();
    }

    static @Nullable Integer lastStatus(Condition state) {
        return state.last() == null ? null : state.last().status();
    }

    static @Nullable String lastError(Condition state) {
        return state.last() == null ? null : state.last().error();
    }

    static @Nullable Instant disabledAt(Condition state) {
        return state.disabled() == null ? null : state.disabled().at();
    }

    static @Nullable String disabledReason(Condition state) {
        return state.disabled() == null ? null : state.disabled().reason().name();
    }
}
