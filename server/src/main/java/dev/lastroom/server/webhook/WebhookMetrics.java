package dev.lastroom.server.webhook;

import dev.lastroom.engine.webhook.Attempt.Reception;
import dev.lastroom.engine.webhook.Webhook;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/** Measures deliveries to webhooks. The number of labels does not depend on the number of webhooks. Thread-safe. */
final class WebhookMetrics {

    private final Map<Reception, Counter> attempts = new EnumMap<>(Reception.class);
    private volatile List<Webhook> webhooks = List.of();
    private volatile Duration pendingAge = Duration.ZERO;

    WebhookMetrics(MeterRegistry registry) {
        for (Reception reception : Reception.values()) {
            attempts.put(
                    reception,
                    Counter.builder("lastroom.webhook.attempts")
                            .description("Messages that this server sent to webhooks, by outcome")
                            .tag("outcome", reception.name().toLowerCase(Locale.ROOT))
                            .register(registry));
        }
        for (State state : State.values()) {
            Gauge.builder("lastroom.webhooks", this, metrics -> metrics.count(state))
                    .description("Webhooks, by state")
                    .tag("state", state.name().toLowerCase(Locale.ROOT))
                    .register(registry);
        }
        Gauge.builder("lastroom.webhook.pending.age", this, metrics -> metrics.pendingAge.toMillis() / 1e3)
                .description("How long the oldest event not yet taken by an enabled webhook has waited")
                .baseUnit("seconds")
                .register(registry);
    }

    private enum State {
        OK,
        FAILING,
        DISABLED;

        static State of(Webhook webhook) {
            return webhook.condition().disabled() != null
                    ? DISABLED
                    : webhook.condition().isFailing() ? FAILING : OK;
        }
    }

    private long count(State state) {
        return webhooks.stream().filter(webhook -> State.of(webhook) == state).count();
    }

    void attempted(Reception reception) {
        Objects.requireNonNull(attempts.get(reception)).increment();
    }

    void sees(List<Webhook> all) {
        webhooks = all;
    }

    void oldestWaits(Duration age) {
        pendingAge = age;
    }
}
